"""A second window that faces the guest: a greeting and the name on the badge, nothing else."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.badge.language import languages_in
from app.model.standing import Standing
from ui import kiosk_texts as texts
from ui.language import LANGUAGES, language
from ui.presenters.scene import Scene
from ui.theme import UNITS_PER_INCH, Look, look_for
from ui.widgets.plate import Cut, Line

CLEAR_MS = 8_000
_SIZE = QSize(960, 540)
_NAME = Cut("huge", "native", 600, 0.0)
_NATIVE = Cut("mode", "native", 400, 0.0)
_GREETED = ("welcome", "already")


class GuestWindow(QWidget):
    """Shows nobody's name longer than `CLEAR_MS`, and never why somebody is not let in."""

    def __init__(self, spoken: str, theme: str, clear_ms: int = CLEAR_MS) -> None:
        super().__init__()
        self.setObjectName("guest")
        self.setWindowTitle("Empfang")
        self._spoken, self._theme = spoken, theme
        self._look: Look | None = None
        self._hello = QLabel(self)
        self._hello.setObjectName("guestHello")
        self._name, self._native = Line("kioskHello", self), Line("kioskHello", self)
        self._clearing = QTimer(self, singleShot=True, interval=clear_ms)
        self._clearing.timeout.connect(self.clear)
        self.resize(_SIZE)
        self.clear()

    @property
    def texts(self) -> list[str]:
        """Everything that it says now."""
        parts = (self._hello.text(), self._name.text(), self._native.text())
        return [part for part in parts if part]

    def open(self, beside: QWidget) -> None:
        """Fill the screen that the desk does not use; a plain window where there is only one."""
        others = [screen for screen in QGuiApplication.screens() if screen is not beside.screen()]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()
        beside.activateWindow()

    def set_theme(self, theme: str) -> None:
        """Take other colours."""
        self._theme = theme
        self._fit()

    def set_spoken(self, name: str) -> None:
        """Greet in the language *name* whoever has told none."""
        self._spoken = name
        self.clear()

    def take(self, scene: Scene) -> None:
        """Greet the guest of an answer; whoever has to wait is told by the desk alone."""
        if scene.guest is not None and scene.verdict in _GREETED:
            self._greet(scene.guest)
        else:
            self.clear()

    def clear(self) -> None:
        """Forget the guest."""
        self._clearing.stop()
        self._show(language(self._spoken).say(texts.HELLO), "", "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size that has room."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep nothing in sight."""
        self.clear()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        super().paintEvent(event)
        if self._look is not None:
            QPainter(self).fillRect(self.rect(), self._look.colour("ground"))

    def _greet(self, guest: Standing) -> None:
        spoken = language_of_guest(guest, self._spoken)
        person = guest.person
        name = " ".join(part for part in (person.given, person.family) if part) or person.name
        native = person.get("native")
        self._show(language(spoken).say(texts.WELCOME), name, "" if native == name else native)
        self._clearing.start()

    def _show(self, hello: str, name: str, native: str) -> None:
        self._hello.setText(hello)
        self._name.setText(name)
        self._native.setText(native)
        self.setAccessibleName(". ".join(part for part in (hello, name) if part))
        self._arrange()

    def _fit(self) -> None:
        self._look = look_for(self._theme, self.size(), UNITS_PER_INCH * 2)
        self.setStyleSheet(self._look.sheet())
        self._arrange()

    def _arrange(self) -> None:
        if self._look is None:
            return
        look, edge = self._look, self._look.px(64)
        wide = self.width() - 2 * edge
        y = self.height() // 4
        tall = self._hello.sizeHint().height()
        self._hello.setGeometry(edge, y, wide, tall)
        y += tall
        for line, cut in ((self._name, _NAME), (self._native, _NATIVE)):
            line.setVisible(bool(line.text()))
            if line.text():
                tall = line.height_of(line.set_between(look, cut, wide))
                line.setGeometry(edge, y, wide, tall)
                y += round(tall * 0.8)
        self.update()


def language_of_guest(guest: Standing, otherwise: str) -> str:
    """Return the first language of the window that the list says the guest speaks."""
    spoken = languages_in(guest.person.get("language"))
    if not spoken:
        return otherwise
    return next((name for name in spoken if name in LANGUAGES), "en")
