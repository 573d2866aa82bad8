"""How reception is worked: every key, scan and click, and what it sets going."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent

from app.clock import Clock, to_instant
from app.model.standing import Standing
from app.settings import Settings
from ui import permits
from ui.desk import Desk
from ui.language import Language
from ui.models.hits import Found
from ui.pages.forms import Forms
from ui.pages.reception import ReceptionPage
from ui.pages.reception_keys import action_of
from ui.pages.scanning import Scanning
from ui.presenters.badges import BadgePresenter, BadgeStage
from ui.presenters.camera import CameraPresenter, CameraScene
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scanner import ScannerPresenter, Texts, invitation_in
from ui.presenters.scene import Notice
from ui.presenters.search import SearchPresenter
from ui.presenters.watch import Sight, Watch
from ui.sounds import Sounds
from ui.workers.camera_device import CameraState
from ui.workers.serial_scanner import SerialState
from ui.workers.video_devices import VideoDevices


class Operation(QObject):
    """Connects the reception page with its presenters.

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
        self._printer_works, self._is_listening = True, True
        self._camera_state = CameraState.OFF
        self._badges = BadgePresenter(desk, self)
        self._reception = ReceptionPresenter(desk, self._badges, settings, clock, self)
        self._search = SearchPresenter(desk, settings, self)
        self._watch = Watch(desk, self)
        self._sounds = Sounds(is_on=settings.sounds, parent=self)
        self.scanner = ScannerPresenter(settings, self)
        self.camera = CameraPresenter(settings, self, devices)
        self._forms = Forms(page.sheets, self._reception, self._badges, self)
        self._scanning = Scanning(page.sheets, self.scanner, self)
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
            self.toggle_camera()

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
        self._forms.set_language(language)
        self._scanning.set_language(language)

    @Slot(tuple, tuple, tuple)
    def scan(self, candidates: Texts, parts: Sequence[Texts] = (), otherwise: Texts = ()) -> None:
        """Send one scan to the station, wherever the focus is."""
        self._close_search()
        if invitation := invitation_in((*candidates, *otherwise)):
            self.invited.emit(invitation)
        else:
            self._reception.scan(candidates, parts, otherwise)

    def listen(self, *, is_listening: bool) -> None:
        """Say whether the keys of a scanner arrive here."""
        self._is_listening = is_listening
        self._show_lamps()
        self._hear()

    def look(self) -> None:
        """See figures and lists anew: something was written elsewhere in the window."""
        self._watch.look()

    def tick(self) -> None:
        """Let the clock of the page go on."""
        now = to_instant(self._clock.read().wall_ms)
        self._page.show_time(replace(self._reception.scene, now=now))

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        name = action_of(event)
        if name is not None:
            self.do(name)
            return True
        text = event.text()
        if self._page.place != "main" or not text.strip() or not text.isprintable():
            return False
        self.open_search(text)
        return True

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

    def toggle_camera(self) -> None:
        """Switch the camera on or off."""
        self.camera.toggle()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "search": self.open_search,
            "new": self._open_walk_in,
            "change": self._open_change,
            "badge": lambda: self._reception.reprint(self._current_registration()),
            "undo": self._reception.undo,
            "help": lambda: self._toggle("help", self._page.sheets.open_help),
            "scanner": lambda: self._toggle("scanner", self._scanning.open_sheet),
            "solve": self._reception.solve,
            "close": self._close_topmost,
            "choose": lambda: self._page.search.move_choice(1),
            "enter": self._page.search.enter,
            "next": self._page.sheets.focusNextChild,
            "submit": self._forms.submit,
            "camera": self.toggle_camera,
            "next_camera": self.camera.choose_next,
            "next_printer": self._badges.use_next_printer,
        }

    def _connect_presenters(self) -> None:
        page, reception = self._page, self._reception
        reception.shown.connect(page.show_scene)
        reception.shown.connect(self.answered)
        reception.answered.connect(self._sounds.play)
        reception.recorded.connect(self._watch.look)
        reception.search_wanted.connect(self.open_search)
        reception.registered.connect(self._close_sheet)
        self._badges.shown.connect(page.show_badge)
        self._badges.printer_spoke.connect(self._take_printer)
        self._badges.lone.connect(lambda: reception.notify(Notice.NO_OTHER_PRINTER))
        self._search.shown.connect(page.show_search)
        self._search.picked.connect(self.let_in)
        self._search.coded.connect(lambda text: self.scan((text,)))
        self._search.timed_out.connect(self._close_search)
        self._watch.seen.connect(self._take_sight)
        self.scanner.scanned.connect(self.scan)
        self.scanner.shown.connect(page.show_scanner)
        self.scanner.shown.connect(self._hear)
        self.camera.scanned.connect(lambda text: self.scan((text,)))
        self.camera.shown.connect(self._show_camera)

    def _connect_page(self) -> None:
        page = self._page
        page.key_pressed.connect(self.do)
        page.facts.solved.connect(self._reception.solve)
        page.search.typed.connect(self._search.search)
        page.search.entered.connect(self._search.enter)
        page.search.chosen.connect(self._choose)

    def _take_sight(self, sight: Sight) -> None:
        self._reception.set_programme(sight.programme)
        self._reception.take_disk(is_recording=sight.is_recording)
        self.programme_seen.emit(sight.programme.event.zone)
        self._page.show_sight(sight)
        self.seen.emit(sight)

    def _take_printer(self, stage: BadgeStage) -> None:
        self._printer_works = stage is not BadgeStage.FAILED
        self._show_lamps()

    def _show_lamps(self) -> None:
        self._page.show_lamps(is_listening=self._is_listening, printer_works=self._printer_works)

    def _hear(self) -> None:
        hears_otherwise = self.camera.is_on or self.scanner.scene.serial is SerialState.READY
        self._reception.set_deaf(is_deaf=not self._is_listening and not hears_otherwise)

    def _show_camera(self, camera: CameraScene) -> None:
        """Show the viewfinder; trouble that is new also stands on an idle plate."""
        self._hear()
        self._badges.show_camera(camera)
        is_new, self._camera_state = camera.state is not self._camera_state, camera.state
        if is_new and camera.state.is_trouble and self._reception.scene.verdict == "idle":
            self._reception.notify(Notice(camera.state.value))

    def _choose(self, found: Found | None) -> None:
        self._search.touch()
        if found is not None:
            self._badges.preview(found.hit.id, BadgeStage.CHOSEN)

    def let_in(self, registration: str) -> None:
        """Let somebody in who was found by name."""
        self._close_search()
        self._reception.check_in(registration)

    def _current_registration(self) -> str | None:
        if self._page.place == "search":
            current = self._page.search.current
            return current.hit.id if current else None
        guest = self._reception.scene.guest
        return guest.registration if guest else None

    def _current_guest(self) -> Standing | None:
        if self._page.place == "search":
            current = self._page.search.current
            return current.standing if current else None
        return self._reception.scene.guest

    def _open_walk_in(self) -> None:
        if self._page.sheets.open_sheet == "new":
            return
        self._close_search()
        self._forms.open_walk_in()

    def _open_change(self) -> None:
        if self._page.sheets.open_sheet == "change":
            return
        guest = self._current_guest()
        if guest is None:
            self._reception.notify(Notice.NO_GUEST)
            return
        self._close_search()
        self._forms.open_change(guest)

    def _toggle(self, sheet: str, open_sheet: Callable[[], None]) -> None:
        if self._page.sheets.open_sheet == sheet:
            self._close_sheet()
        else:
            open_sheet()
            self._reception.set_sheet(is_open=True)

    def _close_topmost(self) -> None:
        if self._page.sheets.open_sheet:
            self._close_sheet()
        elif self._page.place == "search":
            self._close_search()
        else:
            self._reception.clear()

    def _close_sheet(self) -> None:
        self._page.sheets.close_sheet()
        self._reception.set_sheet(is_open=False)
        self._page.setFocus()

    def _close_search(self) -> None:
        if self._page.place != "search":
            return
        self._page.search.hide()
        self._search.close_search()
        if self._badges.scene.stage is BadgeStage.CHOSEN:
            self._badges.clear()
        self._page.setFocus()
        self._page.arrange()
