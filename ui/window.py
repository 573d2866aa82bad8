"""The window of a station, and how it is opened."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.clock import Clock, SystemClock
from app.reading.wedge import Burst
from app.settings import Settings
from ui import shell_texts
from ui.application import application
from ui.around import Around
from ui.choices import Choices
from ui.desk import Desk
from ui.language import language
from ui.pages.door_work import DoorWork
from ui.pages.leaving_work import LeavingWork
from ui.pages.operation import Operation
from ui.pages.organiser import PLACES
from ui.pages.reception import ReceptionPage
from ui.permits import allows
from ui.places import Places
from ui.theme import Look, dots_per_inch, load_fonts, look_for
from ui.window_keys import window_action
from ui.workers.video_devices import VideoDevices
from ui.workers.wedge_filter import WedgeFilter

_FULL = Qt.WindowState.WindowFullScreen


class Window(QWidget):
    """One page over the whole window, in a language and a look that keys change.

    Signals:
        settings_changed: The `Settings` after somebody chose another language or theme.
        practice_wanted: Practice is to begin, or to end where it has begun.
        restart_wanted: Somebody wants a fresh window after an unexpected error.
        place_changed: What `go` takes to come back to what is shown now.
        ended: The window is closed for good.
    """

    settings_changed = Signal(object)
    practice_wanted = Signal()
    restart_wanted = Signal()
    place_changed = Signal(str)
    ended = Signal()

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        clock: Clock,
        devices: VideoDevices | None = None,
        *,
        is_practice: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Empfang")
        self.setMinimumSize(640, 360)
        self._desk, self.is_practice = desk, is_practice
        self._choices = Choices(settings, self)
        self._look: Look | None = None
        self._language = language(settings.language)
        self._is_ended = False
        self.page = ReceptionPage(self._language, self)
        self.operation = Operation(self.page, desk, settings, clock, devices)
        self.places = Places(self, desk, self._language, settings.design, clock)
        self.organiser, self.organising = self.places.organiser, self.places.organising
        self.doors = DoorWork(self.page, self.operation, desk, settings, clock)
        self.leaving = LeavingWork(self.page.sheets, desk, self._language, clock)
        self.around = Around(self, desk, settings, clock, self._language)
        self._works = (self.operation, self.doors, self.organising, self.leaving, self.around)
        self._scanner = WedgeFilter(application())
        self._second = QTimer(self, interval=1000)
        self._actions = self._all_actions()
        self._connect_parts()
        self._connect_around()
        self.resize(1366, 768)
        self._fit_look()
        self._speak(settings.language)
        self.operation.start()
        self._second.start()
        self.around.start()

    @property
    def theme(self) -> str:
        """One of `ui.theme.THEMES`."""
        return self._choices.settings.theme

    def set_theme(self, theme: str) -> None:
        """Change the colours now."""
        self._choices.keep(theme=theme)
        self._fit_look()

    def set_language(self, name: str) -> None:
        """Change the language of everything that is shown, now."""
        self._choices.keep(language=name)
        self._speak(name)

    def leave(self) -> None:
        """Close without asking; what was not sent is sent next time."""
        self.leaving.presenter.leave()

    def do(self, name: str) -> None:
        """Do an action of the window, or ask for the PIN that it needs."""
        if allows(self._desk.roles, name):
            self._actions[name]()
        else:
            self.around.refuse(name)

    def put_away(self) -> None:
        """End all work without asking and go out of sight for good; what was scanned is kept."""
        self._finish()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key does that no field wanted."""
        if self.around.press(event) or self.doors.press_place(event, self.organiser):
            return
        if (name := window_action(event)) is not None:
            self.do(name)
        elif not self._pages_press(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802, FBT001 - Qt's name
        """Go on with Tab among what is in sight."""
        return self.around.tab(is_next=is_next) or super().focusNextPrevChild(is_next)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the window with the page, at the size that has room."""
        super().resizeEvent(event)
        self._fit_look()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the window to a screen with other dots."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit_look()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Finish what was begun; what the hub lacks, or others need of this one, is told first."""
        is_kiosk = self.around.covers.is_kiosk
        if self.is_practice and not self._is_ended and not is_kiosk:
            event.ignore()
            self.practice_wanted.emit()
            return
        if is_kiosk or not self.leaving.presenter.may_leave():
            event.ignore()
            if self.organiser.isVisible():
                self.places.close_organiser()
            return
        self._finish()
        super().closeEvent(event)
        self.ended.emit()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "language": lambda: self.set_language(self._choices.next_language),
            "theme": lambda: self.set_theme(self._choices.next_theme),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ _FULL),
            "organiser": self.places.toggle_organiser,
            "practice": self.practice_wanted.emit,
            "guest_window": self.around.toggle_guest_window,
            "self_test": self.around.covers.open_self_test,
            "sign_in": self.around.sign_in.presenter.toggle,
            "kiosk": self.around.open_kiosk,
            "evacuation": self.organising.evacuate,
        }

    def _finish(self) -> None:
        if self._is_ended:
            return
        self._is_ended = True
        self._second.stop()
        self._scanner.close()
        application().applicationStateChanged.disconnect(self._take_state)
        for work in self._works:
            work.close()

    def _connect_around(self) -> None:
        around, places, operation = self.around, self.places, self.operation
        places.join(around)
        operation.hears = lambda: not around.hears_no_scans
        self.doors.offer_kiosk(lambda: self.do("kiosk"))
        places.back.connect(self.page.setFocus)
        places.changed.connect(self.place_changed)
        around.uncovered.connect(self._focus_page)
        around.allowed.connect(self._do_allowed)
        around.rights_lost.connect(self._arrange)
        for changed in (around.rights_lost, around.uncovered):
            changed.connect(operation.reception.set_role)
        around.noticed.connect(self.page.header.show_notice)
        around.restart_wanted.connect(self.restart_wanted)
        around.covers.found.connect(operation.let_in)
        operation.answered.connect(around.take_answer)
        operation.refused.connect(around.refuse)
        operation.seen.connect(around.take_sight)

    def _connect_parts(self) -> None:
        operation, scanner, choices = self.operation, self.operation.scanner, self._choices
        choices.changed.connect(self.settings_changed)
        operation.camera.chosen.connect(choices.keep_camera)
        scanner.calibrated.connect(choices.keep_layout)
        scanner.chosen.connect(choices.keep_scanner)
        self.doors.placed.connect(choices.keep_door)
        operation.programme_seen.connect(self._take_zone)
        operation.answered.connect(self.organising.show_answer)
        operation.invited.connect(self.places.take_special)
        operation.seen.connect(self.places.take_sight)
        self.organising.recorded.connect(operation.look)
        self.organising.design_used.connect(choices.keep_design)
        self.organising.ended.connect(self.leave)
        self.leaving.lead(self.close, lambda: operation.do("close"))
        self._scanner.scanned.connect(self._take_burst)
        application().applicationStateChanged.connect(self._take_state)
        self._second.timeout.connect(self._tick)

    def _fit_look(self) -> None:
        dots = self._choices.settings.dots_per_inch or dots_per_inch(self.screen())
        look = look_for(self.theme, self.size(), dots)
        if look != self._look:
            self._look = look
            self.setStyleSheet(look.sheet())
            self.page.set_look(look)
            self.organiser.set_look(look)
            self.around.set_look(look, self.theme)

    def _speak(self, name: str) -> None:
        self._language = language(name, self._language.zone)
        self.page.set_language(self._language)
        for work in self._works:
            work.set_language(self._language)
        if self.is_practice:
            word = self._language.say(shell_texts.PRACTICE)
            self.page.header.set_practice(word)
            self.setWindowTitle(f"Empfang – {word}")

    def _pages_press(self, event: QKeyEvent) -> bool:
        """Give a key to the page in sight; return whether it does anything there."""
        if self.organiser.isVisible():
            return self.organising.press(event)
        presses = (self.leaving.press, self.doors.press, self.operation.press)
        return any(press(event) for press in presses)

    def _tick(self) -> None:
        self.operation.tick()
        self.organising.tick()
        self.leaving.presenter.look()
        self.around.tick()

    def _take_zone(self, zone: tzinfo) -> None:
        if zone != self._language.zone:
            self._language = replace(self._language, zone=zone)
            self._speak(self._language.name)

    def _arrange(self) -> None:
        if self._look is None:
            return
        box = self.around.arrange(self.rect(), self._look, is_practice=self.is_practice)
        self.page.setGeometry(box)
        self.organiser.setGeometry(box)

    def _take_burst(self, burst: Burst) -> None:
        if not self.around.hears_no_scans:
            self.operation.scanner.take_burst(burst)

    def _focus_page(self) -> None:
        self._arrange()
        (self.organiser if self.organiser.isVisible() else self.page).setFocus()

    def _do_allowed(self, name: str) -> None:
        if name in PLACES:
            self.places.open_organiser(name)
        elif name in self._actions:
            self.do(name)
        elif name:
            self.operation.do(name)

    def _take_state(self, state: Qt.ApplicationState) -> None:
        self.operation.listen(is_listening=state == Qt.ApplicationState.ApplicationActive)


def build(
    desk: Desk,
    settings: Settings,
    clock: Clock | None = None,
    devices: VideoDevices | None = None,
    *,
    is_practice: bool = False,
) -> Window:
    """Return the window, not shown yet; there must be a QApplication."""
    load_fonts()
    return Window(desk, settings, clock or SystemClock(), devices, is_practice=is_practice)
