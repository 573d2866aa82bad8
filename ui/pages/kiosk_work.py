"""How a kiosk is worked: what a guest presses, what the station answers, and no way out."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.desk import Desk
from ui.pages.kiosk import KioskPage
from ui.presenters.kiosk import RESET_MS, KioskPresenter, KioskScene, Step
from ui.presenters.scene import Scene


class KioskWork(QObject):
    """Connects the kiosk page with its presenter.

    Signals:
        found: The registration of somebody who typed code and name.
        leave_wanted: Staff wants out; a PIN is to be asked.
    """

    found = Signal(str)
    leave_wanted = Signal()

    def __init__(self, page: KioskPage, desk: Desk, spoken: str, reset_ms: int = RESET_MS) -> None:
        super().__init__(page)
        self._page, self._spoken = page, spoken
        self.is_on = False
        self.presenter = KioskPresenter(desk.kiosk, self, reset_ms)
        self.presenter.shown.connect(self._show)
        self.presenter.found.connect(self.found)
        page.pressed.connect(self.do)
        page.spoken.connect(self._speak)
        page.typed.connect(self.presenter.touch)
        page.held.connect(self.leave_wanted)

    def open(self) -> None:
        """Cover the window with the kiosk."""
        self.is_on = True
        self._page.show()
        self._page.raise_()
        self.presenter.reset()
        self._page.setFocus()

    def leave(self) -> None:
        """Uncover the window."""
        self.is_on = False
        self.presenter.reset()
        self._page.hide()

    def take(self, scene: Scene) -> None:
        """Follow what the station answers."""
        if self.is_on:
            self.presenter.take(scene)

    def press(self, event: QKeyEvent) -> bool:
        """Take every key while it is on; only the one for staff leads anywhere."""
        if not self.is_on:
            return False
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_L:
            self.leave_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.do("back")
        return True

    def do(self, name: str) -> None:
        """Do what somebody pressed."""
        if name == "type":
            self.presenter.begin_typing()
        elif name == "help":
            self.presenter.call_staff()
        elif name == "go_on":
            self.presenter.submit(self._page.code.text(), self._page.family.text())
        else:
            self.presenter.reset()

    def close(self) -> None:
        """End the worker."""
        self.presenter.close()

    def _speak(self, name: str) -> None:
        self._page.speak(name)
        self.presenter.touch()

    def _show(self, scene: KioskScene) -> None:
        if scene.step is Step.HELLO:
            # The next guest may speak another language.
            self._page.speak(self._spoken)
        self._page.show_scene(scene)
