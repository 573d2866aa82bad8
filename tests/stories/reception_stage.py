"""A school class, a mayor and a guest who cancelled; real desks and windows for them."""

import contextlib
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Qt

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, open_workplace
from app.clock import SystemClock
from app.commands.self_call import hub_calls
from app.model.entry import Draft, Kind
from app.settings import Settings
from app.sync.enrolment import Enrolment
from tests.app.network import Gate
from tests.ui.hands import STAYS_S, Keyboard, text, verdict
from ui.presenters.watch import Watch
from ui.window import build

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)
SOON_MS = 30_000
CLASS = (
    "Ärmel Öz", "Adler Ben", "Aer Cem", "Afram Dora", "Müller Zoë", "Mueller Ada", "Mufti Emil",
    "Straße Finn", "Strasser Gül", "Strassmann Hui", "Özdemir Ida", "Oertel Jo", "Ofer Kim",
    "Über Lea", "Uebel Mia", "Uhl Noa", "Nguyễn Ánh", "Nguyen Bao", "Çelik Ömer", "Cakir Pia",
    "Łukasz Quin", "Lukas Rosa", "Żak Sam", "Zander Tom", "Ziegler Uma",
)  # fmt: skip
SORTED = (
    "Adler Ben", "Aer Cem", "Ärmel Öz", "Afram Dora", "Cakir Pia", "Çelik Ömer", "Lukas Rosa",
    "Łukasz Quin", "Mueller Ada", "Müller Zoë", "Mufti Emil", "Nguyễn Ánh", "Nguyen Bao",
    "Oertel Jo", "Özdemir Ida", "Ofer Kim", "Straße Finn", "Strasser Gül", "Strassmann Hui",
    "Uebel Mia", "Über Lea", "Uhl Noa", "Żak Sam", "Zander Tom", "Ziegler Uma",
)  # fmt: skip
"""After DIN 5007-2: ä like ae, ß like ss; other marks count only where all else is equal."""


class CountingKeyboard(Keyboard):
    """Counts the key events of fingers; what a scanner types is none of them."""

    def __init__(self, window):
        super().__init__(window)
        self.keys = 0

    def press(self, key, text="", modifiers=Qt.KeyboardModifier.NoModifier, gap_ms=150):
        self.keys += gap_ms == 150
        super().press(key, text, modifiers, gap_ms)


class Laptop:
    """A desk in a folder of its own."""

    def __init__(self, folder, *, prints=False):
        self.settings = Settings(
            sounds=False,
            dots_per_inch=112,
            clear_after_s=STAYS_S,
            printer=f"folder:{folder}/paper",
            prints_on_arrival=prints,
        )
        self.workplace = open_workplace(folder)
        self.desk = open_desk(self.workplace, self.settings, hub_calls())

    @property
    def journal(self):
        return self.workplace.journal

    def close(self):
        self.desk.stop_background()


class HelpDesk(Laptop):
    """A desk whose window stands elsewhere: what it would show is in ``sight``."""

    def __init__(self, folder, enrolment):
        gate = Gate(folder)
        gate.join(Enrolment.parse(enrolment))
        gate.sync()
        gate.file.close()
        super().__init__(folder)
        self.desk.start_background()
        self.sight = None
        self._parent = QObject()
        self._watch = Watch(self.desk, self._parent)
        self._watch.seen.connect(self._see)
        self._watch.start()

    def close(self):
        self._watch.close()
        super().close()

    def _see(self, sight):
        self.sight = sight


class Place(Laptop):
    """A desk with a window."""

    def __init__(self, qtbot, folder, *, prints=False):
        super().__init__(folder, prints=prints)
        self.window = build(self.desk, self.settings, SystemClock())
        qtbot.addWidget(self.window)
        self.keyboard = CountingKeyboard(self.window)
        self._qtbot = qtbot

    def open(self):
        self.window.show()
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def close(self):
        self.window.leave()
        super().close()

    def welcome(self, code):
        self.keyboard.scan(code)
        self._qtbot.waitUntil(lambda: verdict(self.window) == "welcome", timeout=SOON_MS)

    def wait_for_sheet(self, name):
        sheets = self.window.page.sheets
        self._qtbot.waitUntil(lambda: sheets.open_sheet == name, timeout=SOON_MS)

    def wait_for_plate(self, word):
        self._qtbot.waitUntil(lambda: text(self.window, "word") == word, timeout=SOON_MS)

    def entries(self, kind):
        return [entry for _, entry in self.journal.entries() if entry.kind == kind]


def made_event(folder):
    """Make an event with a school class, a mayor and a guest who cancelled; return its folder."""
    create_event(folder, "Talente am Rhein", starts=STARTS, ends=STARTS + timedelta(hours=6))
    people = {
        name: {"given": name.split()[1], "family": name.split()[0], "group": "Klasse 7b"}
        for name in CLASS
    }
    people["mayor"] = {"given": "Stephan", "family": "Keller", "category": "VIP"}
    people["gone"] = {"given": "Lars", "family": "Petersen"}
    drafts = [
        Draft(
            kind=Kind.REGISTERED,
            registration=key,
            payload={"origin": "list", "code": f"C-{number}", "fields": fields},
        )
        for number, (key, fields) in enumerate(people.items())
    ]
    with contextlib.closing(open_workplace(folder)) as place:
        with place.journal.write() as records:
            records.append_many(drafts)
        place.registrar.cancel("gone")
    return folder


def code(name):
    return f"C-{[*CLASS, 'mayor', 'gone'].index(name)}"


def wait_until_alike(qtbot, places):
    def is_alike():
        states = [place.desk.sync_state() for place in places]
        positions = {place.journal.last_position() for place in places}
        return all(one.online and not one.unsent for one in states) and len(positions) == 1

    qtbot.waitUntil(is_alike, timeout=SOON_MS)
    names = {one.workplace.file.station_name for one in places}
    qtbot.waitUntil(
        lambda: all(names <= set(one.workplace.station_names().values()) for one in places),
        timeout=SOON_MS,
    )
