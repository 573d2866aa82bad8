"""The head of an organiser's page: title, what it is about, and its keys at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme import Look
from ui.widgets.keys import Key, KeyButton


class PageHead(QFrame):
    """A title, a remark, and buttons of which the last is the primary one.

    Signals:
        pressed: The name of a key that was clicked.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageHead")
        self._look: Look | None = None
        self._title, self._remark = QLabel(self), QLabel(self)
        self._title.setObjectName("pageTitle")
        self._remark.setObjectName("pageRemark")
        self._remark.setWordWrap(True)
        self._buttons: list[KeyButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._remark, 1)

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    @property
    def remark(self) -> str:
        """What stands beside the title."""
        return self._remark.text()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._row.setContentsMargins(look.px(24), 0, look.size("margin"), 0)
        self._row.setSpacing(look.px(16))
        for button in self._buttons:
            self._fit(button)
        self.update()

    def show_words(self, title: str, remark: str) -> None:
        """Show title and remark."""
        self._title.setText(title)
        self._remark.setText(remark)

    def show_keys(self, keys: Sequence[Key], *, has_primary: bool = True) -> None:
        """Show the keys; the last one is the primary one, where there is one."""
        while len(self._buttons) > len(keys):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(keys):
            self._buttons.append(self._new_button())
        for number, (button, key) in enumerate(zip(self._buttons, keys, strict=True), start=1):
            button.setProperty("action", key.name)
            button.show_key(key.cap, key.word, is_primary=has_primary and number == len(keys))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline below."""
        super().paintEvent(event)
        if self._look is not None:
            painter = QPainter(self)
            painter.setPen(self._look.colour("hair"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _new_button(self) -> KeyButton:
        button = KeyButton("solution", self)
        button.setProperty("rank", "head")
        button.clicked.connect(lambda: self.pressed.emit(str(button.property("action"))))
        self._row.addWidget(button)
        if self._look is not None:
            self._fit(button)
        button.show()
        return button

    def _fit(self, button: KeyButton) -> None:
        if self._look is not None:
            button.set_look(self._look, self._look.px(16))
            button.setFixedHeight(self._look.target(48))
