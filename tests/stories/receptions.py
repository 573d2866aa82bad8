"""A real window on a real station, worked by keys that are counted, with a folder as printer."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from app.clock import to_instant
from app.model.entry import Kind
from app.model.programme import SessionKind
from app.planner import new_session
from app.settings import Settings
from tests.app.bootstrap.desks import real_desk
from tests.app.journals import NOON_MS, Pen
from tests.ui.hands import STAYS_S, Keyboard, text, verdict
from ui.window import build

NOON = to_instant(NOON_MS)
DAY = timedelta(days=1)


class CountedKeys(Keyboard):
    """Fingers and a scanner; ``count`` are the keys that fingers pressed."""

    count = 0

    def press(self, key, text="", *args, **more):
        self.count += 1
        super().press(key, text, *args, **more)

    def scan(self, code):
        before = self.count
        super().scan(code)
        self.count = before


class Reception:
    """One desk of an event that begins now, by a clock that is turned by hand."""

    def __init__(self, qtbot, house, window, folder):
        self.workplace, self.desk, self.clock = house
        self.window, self.printed_to = window, folder
        self.keys = CountedKeys(window)
        self._until = qtbot.waitUntil
        self._list = Pen("list")

    @property
    def journal(self):
        return self.workplace.journal

    @property
    def sheet(self):
        return self.window.page.sheets.open_sheet

    def register(self, registration, **fields):
        """Put somebody on the list; the code is ``CODE-`` and the registration."""
        self.journal.absorb([self._list.register(registration, **fields)])

    def plan(self, name, kind, **more):
        session = replace(new_session(name, kind), **more)
        self.workplace.planner.plan_session(session)
        return session

    def look(self):
        """See what was planned and written elsewhere."""
        planned = self.journal.programme()
        self.window.operation.look()
        self.until(lambda: self.window.operation.reception.scene.programme == planned)

    def until(self, condition, timeout=20_000):
        self._until(condition, timeout=timeout)

    def expect(self, colour, name=""):
        """Wait until the plate has that colour and name."""
        self.until(lambda: verdict(self.window) == colour and name in self.shown("name"))

    def shown(self, name):
        return text(self.window, name)

    def standing(self, registration):
        return self.journal.standing(registration)

    def kinds(self, registration):
        """Return what the journal has about somebody, without what printers said."""
        entries = [one for _, one in self.journal.entries() if one.registration == registration]
        return [one.kind for one in entries if one.kind != Kind.PRINTED]

    def badges(self):
        """Return the pages that were printed, the oldest first."""
        return sorted(self.printed_to.glob("*.pdf"), key=lambda file: file.stat().st_mtime_ns)


@contextmanager
def open_reception(qtbot, data, entrances=(), **settings):
    """Open a desk whose window has the focus; close it again.

    *entrances* are (id, start) of the event's doors, known before the window opens.
    """
    folder = data / "paper"
    more = {"clear_after_s": STAYS_S, **settings}
    chosen = Settings(sounds=False, dots_per_inch=112, printer=f"folder:{folder}", **more)
    with real_desk(data / "data", chosen) as house:
        for key, starts in entrances:
            door = new_session(f"Eingang {key}", SessionKind.ENTRANCE)
            house[0].planner.plan_session(replace(door, id=key, starts=starts))
        window = build(house[1], chosen, house[2])
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: window.page.header.event_name.text() != "")
        try:
            yield Reception(qtbot, house, window, folder)
        finally:
            window.leave()
            window.close()
