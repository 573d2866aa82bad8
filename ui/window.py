"""The window of a station, and how it is opened."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo

from msgspec import structs
from PySide6.QtCore import QEvent, QLoggingCategory, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import Clock, SystemClock
from app.settings import Settings
from ui.desk import Desk
from ui.language import LANGUAGES, language
from ui.pages.door_work import DoorWork
from ui.pages.leaving_work import LeavingWork
from ui.pages.operation import Operation
from ui.pages.organiser import OrganiserPage
from ui.pages.organiser_work import OrganiserWork
from ui.pages.reception import ReceptionPage
from ui.presenters.watch import Sight
from ui.theme import THEMES, Look, dots_per_inch, load_fonts, look_for
from ui.workers.dead_keys import do_without_input_method
from ui.workers.video_devices import VideoDevices
from ui.workers.wedge_filter import WedgeFilter

_SIZE = QSize(1366, 768)
_SMALLEST = QSize(640, 360)


class Window(QWidget):
    """One page over the whole window, in a language and a look that keys change.

    Signals:
        settings_changed: The `Settings` after somebody chose another language or theme.
    """

    settings_changed = Signal(object)

    def __init__(
        self, desk: Desk, settings: Settings, clock: Clock, devices: VideoDevices | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Empfang")
        self.setMinimumSize(_SMALLEST)
        self._settings = settings
        self._look: Look | None = None
        self._language = language(settings.language)
        self._questions = self._questions_seen = 0
        self.page = ReceptionPage(self._language, self)
        self.page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.operation = Operation(self.page, desk, settings, clock, devices)
        self.organiser = OrganiserPage(self)
        self.organiser.hide()
        self.organising = OrganiserWork(
            self.organiser, desk, self._language, settings.design, clock
        )
        self.doors = DoorWork(self.page, self.operation, desk, settings, clock)
        self.leaving = LeavingWork(self.page.sheets, desk, self._language, clock)
        self._scanner = WedgeFilter(_application())
        self._second = QTimer(self, interval=1000)
        self._connect_parts()
        self.resize(_SIZE)
        self._fit_look()
        self._speak(settings.language)
        self.operation.start()
        self._second.start()

    @property
    def theme(self) -> str:
        """The theme that is shown: light, dark or high_contrast."""
        return self._settings.theme

    def set_theme(self, theme: str) -> None:
        """Change the colours now."""
        self._settings = structs.replace(self._settings, theme=theme)
        self._fit_look()
        self.settings_changed.emit(self._settings)

    def set_language(self, name: str) -> None:
        """Change the language of everything that is shown, now."""
        self._settings = structs.replace(self._settings, language=name)
        self._speak(name)
        self.settings_changed.emit(self._settings)

    def _keep_camera(self, camera: str, _name: str) -> None:
        self._settings = structs.replace(self._settings, camera_id=camera)
        self.settings_changed.emit(self._settings)

    def _keep_door(self, session: str) -> None:
        self._settings = structs.replace(self._settings, door=session)
        self.settings_changed.emit(self._settings)

    def open_organiser(self, place: str) -> None:
        """Show the organiser's place over reception; scans still go to the station."""
        self.organiser.show()
        self.organiser.raise_()
        self.organising.open(place)

    def close_organiser(self) -> None:
        """Go back to reception."""
        self._questions_seen = self._questions
        self.organiser.hide()
        self.page.setFocus()

    def leave(self) -> None:
        """Close without asking; what was not sent is sent next time."""
        self.leaving.presenter.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key does that no field wanted."""
        if self.doors.press_place(event):
            return
        if event.key() == Qt.Key.Key_F8:
            self.set_language(_after(LANGUAGES, self._settings.language))
        elif event.key() == Qt.Key.Key_F9:
            self.set_theme(_after(THEMES, self._settings.theme))
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_F10:
            self._toggle_organiser()
        elif not self._pages_press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the window with the page, at the size that has room."""
        super().resizeEvent(event)
        self._fit_look()
        self.page.setGeometry(self.rect())
        self.organiser.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the window to a screen with other dots."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit_look()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Finish what was begun: a scan that was taken is recorded.

        While the hub lacks something, or others need this one, it is asked first.
        """
        if not self.leaving.presenter.may_leave():
            event.ignore()
            if self.organiser.isVisible():
                self.close_organiser()
            return
        self._second.stop()
        self._scanner.close()
        _application().applicationStateChanged.disconnect(self._take_state)
        self.operation.close()
        self.organising.close()
        self.doors.close()
        self.leaving.close()
        super().closeEvent(event)

    def _connect_parts(self) -> None:
        operation, scanner = self.operation, self.operation.scanner
        self.doors.placed.connect(self._keep_door)
        operation.camera.chosen.connect(self._keep_camera)
        scanner.calibrated.connect(self._keep_layout)
        scanner.chosen.connect(self._keep_scanner)
        operation.programme_seen.connect(self._take_zone)
        operation.answered.connect(self.organising.show_answer)
        operation.invited.connect(self._take_invitation)
        operation.seen.connect(self._take_sight)
        self.organising.left.connect(self.close_organiser)
        self.organising.questions.presenter.recorded.connect(operation.look)
        self.organising.design_used.connect(self._take_design)
        self.leaving.presenter.free.connect(self.close)
        self.leaving.stayed.connect(lambda: operation.do("close"))
        self._scanner.scanned.connect(scanner.take_burst)
        _application().applicationStateChanged.connect(self._take_state)
        self._second.timeout.connect(self._tick)

    def _fit_look(self) -> None:
        dots = self._settings.dots_per_inch or dots_per_inch(self.screen())
        look = look_for(self._settings.theme, self.size(), dots)
        if look != self._look:
            self._look = look
            self.setStyleSheet(look.sheet())
            self.page.set_look(look)
            self.organiser.set_look(look)

    def _speak(self, name: str) -> None:
        self._language = language(name, self._language.zone)
        self.operation.set_language(self._language)
        self.page.set_language(self._language)
        self.doors.set_language(self._language)
        self.organising.set_language(self._language)
        self.leaving.set_language(self._language)

    def _keep_layout(self, layout: str) -> None:
        self._settings = structs.replace(self._settings, scanner_layout=layout)
        self.settings_changed.emit(self._settings)

    def _keep_scanner(self, identity: str) -> None:
        self._settings = structs.replace(self._settings, serial_scanner=identity)
        self.settings_changed.emit(self._settings)

    def _toggle_organiser(self) -> None:
        if self.organiser.isVisible():
            self.close_organiser()
        else:
            has_news = self._questions > self._questions_seen
            self.open_organiser("questions" if has_news else self.organiser.place)

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

    def _take_sight(self, sight: Sight) -> None:
        self._questions = sight.questions
        self._questions_seen = min(self._questions_seen, sight.questions)
        self.organiser.show_open(sight.questions)

    def _take_invitation(self, text: str) -> None:
        """Open the page of the hub with an invitation that a scanner has read."""
        self.organiser.show()
        self.organiser.raise_()
        self.organising.open_invitation(text)

    def _take_design(self, design: str) -> None:
        self._settings = structs.replace(self._settings, design=design)
        self.settings_changed.emit(self._settings)

    def _take_zone(self, zone: tzinfo) -> None:
        if zone != self._language.zone:
            self._language = replace(self._language, zone=zone)
            self._speak(self._language.name)

    def _take_state(self, state: Qt.ApplicationState) -> None:
        self.operation.listen(is_listening=state == Qt.ApplicationState.ApplicationActive)


def build(
    desk: Desk,
    settings: Settings,
    clock: Clock | None = None,
    devices: VideoDevices | None = None,
) -> Window:
    """Return the window, not shown yet; there must be a QApplication."""
    load_fonts()
    return Window(desk, settings, clock or SystemClock(), devices)


def run(desk: Desk, *, settings: Settings, keep: Callable[[Settings], None] | None = None) -> int:
    """Open the window and stay until it is closed; return the exit status.

    Args:
        desk: The station behind the window.
        settings: Language, look and door to begin with.
        keep: Is given the settings whenever somebody changes them in the window.
    """
    # It names each optional library it does without; that is nobody's defect.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    if not settings.input_method:
        do_without_input_method()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    window = build(desk, settings)
    if keep is not None:
        window.settings_changed.connect(keep)
    window.showMaximized()
    QTimer.singleShot(0, lambda: window.operation.prepare(with_camera=settings.camera))
    return application.exec()


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        message = "a window needs a QApplication"
        raise TypeError(message)
    return application


def _after(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]
