"""How reception is worked: every key, scan and click, and what it sets going."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent

from app.clock import Clock, to_instant
from app.settings import Settings
from ui import permits
from ui.desk import Desk
from ui.language import Language
from ui.models.hits import Found
from ui.pages.crowd_work import CrowdWork
from ui.pages.guest_menu import PLACES
from ui.pages.guest_work import GuestWork
from ui.pages.hearing import Hearing
from ui.pages.in_sight import InSight
from ui.pages.reception import ReceptionPage
from ui.pages.reception_keys import action_of, digit_of
from ui.pages.scanning import Scanning
from ui.presenters.badges import BadgePresenter, BadgeStage
from ui.presenters.camera import CameraPresenter
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scanner import ScannerPresenter, Texts, invitation_in
from ui.presenters.scene import Notice, Solution
from ui.presenters.search import SearchPresenter
from ui.presenters.watch import Sight, Watch
from ui.sounds import Sounds
from ui.workers.video_devices import VideoDevices


class Operation(QObject):
    """Connects the reception page with its presenters.

    ``hears`` says whether anybody would see what a scan is answered.

    Signals:
        programme_seen: The event's time zone, a `tzinfo`, with each look.
        answered: The `Scene` that is shown from now on.
        seen: A `Sight`, each second.
        invited: Somebody scanned this invitation of a hub, or the test badge, and no guest's code.
        refused: Whoever works here may not do the action of that name.
    """

    programme_seen = Signal(object)
    answered = Signal(object)
    seen = Signal(object)
    invited = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        page: ReceptionPage,
        desk: Desk,
        settings: Settings,
        clock: Clock,
        devices: VideoDevices | None = None,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._clock = page, desk, clock
        self.hears: Callable[[], bool] = lambda: True
        self._badges = BadgePresenter(desk, self)
        self._reception = ReceptionPresenter(desk, self._badges, settings, clock, self)
        self._search = SearchPresenter(desk, settings, lambda: self._reception.session, self)
        self._watch = Watch(desk, self)
        self._sounds = Sounds(is_on=settings.sounds, parent=self)
        self.scanner = ScannerPresenter(settings, self)
        self.camera = CameraPresenter(settings, self, devices)
        self.guest = GuestWork(page.sheets, desk, self._reception, self._badges, clock)
        self.in_sight = InSight(page, self._reception, self.guest.menu)
        self.crowd = CrowdWork(page.sheets, desk, self._reception, self._badges, self)
        self.crowd.offer(self.guest.menu)
        self._scanning = Scanning(page.sheets, self.scanner, self)
        self._hearing = Hearing(page, self._reception, self._badges, self.scanner, self.camera)
        self._actions = self._all_actions()
        self._connect_presenters()
        self._connect_page()

    def start(self) -> None:
        """Show the first scene and look at the event from now on."""
        self._page.show_scene(self._reception.scene)
        self._page.show_badge(self._badges.scene)
        self._page.setFocus()
        self._watch.start()

    def prepare(self, *, with_camera: bool) -> None:
        """Make ready what the first scan does not need: sound, and the camera."""
        self._sounds.prepare()
        self.scanner.start()
        if with_camera:
            self.camera.toggle()

    def close(self) -> None:
        """Finish every scan that was taken, then end all workers."""
        self.camera.close()
        self.scanner.close()
        self._watch.close()
        self._search.close()
        self._reception.close()
        self._badges.close()

    def set_language(self, language: Language) -> None:
        """Say what forms complain about in *language*."""
        self.guest.set_language(language)
        self.crowd.set_language(language)
        self._scanning.set_language(language)

    @Slot(tuple, tuple, tuple)
    def scan(self, candidates: Texts, parts: Sequence[Texts] = (), otherwise: Texts = ()) -> None:
        """Send one scan to the station, wherever the focus is and whatever it was read by."""
        if not self.hears():
            return
        self.close_search()
        if invitation := invitation_in((*candidates, *otherwise)):
            self.invited.emit(invitation)
        else:
            self._reception.scan(candidates, parts, otherwise)

    def listen(self, *, is_listening: bool) -> None:
        """Say whether the keys of a scanner arrive here."""
        self._hearing.listen(is_listening=is_listening)

    def look(self) -> None:
        """See figures and lists anew: something was written elsewhere in the window."""
        self._watch.look()

    def tick(self) -> None:
        """Let the clock of the page go on."""
        now = to_instant(self._clock.read().wall_ms)
        self._page.show_time(replace(self._reception.scene, now=now))

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        if (name := action_of(event)) is not None:
            self.do(name)
            return True
        if (digit := digit_of(event)) is not None:
            self._act_on_guest(digit)
            return True
        if self.guest.press(event) or self.crowd.press(event):
            return True
        text = event.text()
        if self._page.place != "main" or not text.strip() or not text.isprintable():
            return False
        self.open_search(text)
        return True

    @property
    def reception(self) -> ReceptionPresenter:
        """What answers scans, at any door."""
        return self._reception

    def offer(self, actions: Mapping[str, Callable[[], object]]) -> None:
        """Let keys of the bar do more, by their names."""
        self._actions = {**self._actions, **actions}

    def do(self, name: str) -> None:
        """Do what the key *name* of the bar stands for."""
        if permits.allows(self._desk.roles, name):
            self._actions[name]()
        else:
            self.refused.emit(name)

    def open_search(self, text: str = "") -> None:
        """Open the search with a first *text*."""
        self._close_sheet()
        self._page.search.open_with(text)
        self._page.arrange()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "search": self.open_search,
            "new": self._open_walk_in,
            "change": self._open_change,
            "badge": lambda: self._reception.reprint(self.in_sight.registration),
            "undo": self._reception.undo,
            "help": lambda: self._toggle("help", self._page.sheets.open_help),
            "scanner": lambda: self._toggle("scanner", self._scanning.open_sheet),
            "solve": self._reception.solve,
            "overrule": self._overrule,
            "close": self._close_topmost,
            "choose": lambda: self._page.search.move_choice(1),
            "enter": self._page.search.enter,
            "next": self._page.sheets.focusNextChild,
            "submit": self._page.sheets.submit,
            "tally": lambda: self._open_crowd("tally", self.crowd.tally.open),
            "calls": lambda: self._open_crowd("calls", self.crowd.calls.open),
            "camera": self.camera.toggle,
            "next_camera": self.camera.choose_next,
            "next_printer": self._badges.use_next_printer,
        }

    def _connect_presenters(self) -> None:
        page, reception = self._page, self._reception
        reception.shown.connect(page.show_scene)
        reception.shown.connect(self.answered)
        reception.answered.connect(self._sounds.play)
        reception.recorded.connect(self._watch.look_soon)
        reception.search_wanted.connect(self.open_search)
        reception.rights_wanted.connect(lambda: self.refused.emit("overrule"))
        self.guest.changes.registered.connect(self._close_sheet)
        self.crowd.finished.connect(self._close_sheet)
        self._badges.shown.connect(page.show_badge)
        self._badges.lone.connect(lambda: reception.notify(Notice.NO_OTHER_PRINTER))
        self._search.shown.connect(page.show_search)
        self._search.picked.connect(self.let_in)
        self._search.coded.connect(lambda text: self.scan((text,)))
        self._search.timed_out.connect(self.close_search)
        self._watch.seen.connect(self._take_sight)
        self.scanner.scanned.connect(self.scan)
        self.camera.scanned.connect(lambda text: self.scan((text,)))

    def _connect_page(self) -> None:
        page = self._page
        page.key_pressed.connect(self.do)
        page.sheets.changed.connect(
            lambda: self._reception.set_sheet(is_open=bool(page.sheets.open_sheet))
        )
        page.facts.solved.connect(self._reception.solve)
        page.search.typed.connect(self._search.search)
        page.search.entered.connect(self._search.enter)
        page.search.chosen.connect(self._choose)

    def _take_sight(self, sight: Sight) -> None:
        self._reception.set_programme(sight.programme)
        self._reception.take_disk(is_recording=sight.is_recording)
        self.programme_seen.emit(sight.programme.event.zone)
        self._page.show_sight(sight)
        self.crowd.take_sight(sight)
        self.seen.emit(sight)

    def _choose(self, found: Found | None) -> None:
        self._search.touch()
        if found is not None:
            self._badges.preview(found.hit.id, BadgeStage.CHOSEN)

    def let_in(self, registration: str) -> None:
        """Let somebody in who was found by name."""
        self.close_search()
        self._reception.check_in(registration)

    def _open_walk_in(self) -> None:
        self.close_search()
        self.guest.open_walk_in()

    def _open_change(self) -> None:
        """Open the menu of the guest in sight; from there go on to the name."""
        if self._page.sheets.open_sheet == "change":
            return
        if (guest := self.in_sight.named()) is not None:
            self.close_search()
            self.guest.change(guest)

    def _overrule(self) -> None:
        """Let in whom the rules keep for an organiser, now that one has signed in."""
        self._reception.set_role()
        if self._reception.scene.solution is Solution.ADMIT:
            self._reception.solve()

    def _act_on_guest(self, digit: int) -> None:
        if not permits.allows(self._desk.roles, "change"):
            self.refused.emit("change")
        elif (guest := self.in_sight.named()) is not None:
            self.close_search()
            self.guest.menu.act(PLACES[digit - 1], guest)

    def _open_crowd(self, sheet: str, open_sheet: Callable[[], None]) -> None:
        self.close_search()
        self._toggle(sheet, open_sheet)

    def _toggle(self, sheet: str, open_sheet: Callable[[], None]) -> None:
        self._close_sheet() if self._page.sheets.open_sheet == sheet else open_sheet()

    def _close_topmost(self) -> None:
        if self.guest.forms.back():
            return
        if self._page.sheets.open_sheet:
            self._close_sheet()
        elif self._page.place == "search":
            self.close_search()
        else:
            self._reception.clear()

    def _close_sheet(self) -> None:
        self._page.sheets.close_sheet()
        self._page.setFocus()

    def close_search(self) -> None:
        """Close the search, if it is open."""
        if self._page.place != "search":
            return
        self._page.search.hide()
        self._search.close_search()
        if self._badges.scene.stage is BadgeStage.CHOSEN:
            self._badges.clear()
        self._page.setFocus()
        self._page.arrange()
