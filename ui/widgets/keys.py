"""The bar of keys: what can be done now, and the key that does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import Look, repolish


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its word; ``name`` says which action it stands for."""

    name: str
    cap: str
    word: str


class KeyButton(QPushButton):
    """A key cap with a word beside it; at least as high as a finger needs."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._cap, self._word = QLabel(self), QLabel(self)
        self._cap.setObjectName("keyCap")
        self._word.setObjectName("keyWord")
        self._cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._cap)
        self._row.addWidget(self._word, 1)
        # A click must not take the focus away from where somebody types.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def word(self) -> str:
        """What the key does."""
        return self._word.text()

    def show_key(self, cap: str, word: str, *, is_primary: bool = False) -> None:
        """Show the key's *cap* and what it does."""
        self._cap.setText(cap)
        self._word.setText(word)
        self.setAccessibleName(f"{word} {cap}")
        if self.property("primary") != is_primary:
            self.setProperty("primary", is_primary)
            repolish(self)
        self.updateGeometry()

    def allow_two_lines(self) -> None:
        """Break a word that is too long for one line, instead of cutting it."""
        self._word.setWordWrap(True)

    def set_look(self, look: Look, indent: int | None = None) -> None:
        """Take sizes; *indent* is the distance of the cap from the left edge."""
        left = look.px(16) if indent is None else indent
        self._row.setContentsMargins(left, 0, look.px(16), 0)
        self._row.setSpacing(look.px(12))
        self._cap.setMinimumWidth(look.px(40))
        self._cap.setFixedHeight(look.px(32))
        self._cap.setContentsMargins(look.px(7), 0, look.px(7), 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that cap and word need."""
        return self._row.sizeHint()


class KeyBar(QFrame):
    """Keys in two groups that divide where the columns above divide.

    Each begins *indent* units behind its left edge.

    Signals:
        pressed: The name of a key that somebody clicked.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, indent: int = 32) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self._indent = indent
        self._buttons: list[KeyButton] = []
        self._look: Look | None = None
        self._shown: tuple[Key, ...] = ()
        self._right_width = 0

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for button in self._buttons:
            button.set_look(look, look.px(self._indent))
        self.update()

    def show_keys(self, keys: Sequence[Key], *, right_count: int, right_width: int) -> None:
        """Show *keys*; the last *right_count* stand under the right column."""
        if self._look is None:
            return
        if tuple(keys) != self._shown:
            self._replace_buttons(keys)
        self._shown = tuple(keys)
        self._right_width = right_width
        self._place(len(keys) - right_count)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairlines above and between the keys."""
        super().paintEvent(event)
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setPen(self._look.colour("hair"))
        painter.drawLine(0, 0, self.width(), 0)
        for button in self._buttons[1:]:
            painter.drawLine(button.x(), 0, button.x(), self.height())

    def _replace_buttons(self, keys: Sequence[Key]) -> None:
        while len(self._buttons) > len(keys):
            button = self._buttons.pop()
            button.hide()  # the loop deletes it later, and it would be seen till then
            button.deleteLater()
        while len(self._buttons) < len(keys):
            self._buttons.append(self._new_button())
        for button, key in zip(self._buttons, keys, strict=True):
            button.setObjectName(f"key_{key.name}")
            button.setProperty("action", key.name)
            button.show_key(key.cap, key.word)

    def _new_button(self) -> KeyButton:
        button = KeyButton("key", self)
        if self._look is not None:
            button.set_look(self._look, self._look.px(self._indent))
        button.clicked.connect(self._emit_pressed)
        button.show()
        return button

    def _emit_pressed(self) -> None:
        self.pressed.emit(str(self.sender().property("action")))

    def _place(self, left_count: int) -> None:
        left_width = self.width() - self._right_width
        groups = (
            (0, left_width, self._buttons[:left_count]),
            (left_width, self._right_width, self._buttons[left_count:]),
        )
        for start, width, buttons in groups:
            for number, button in enumerate(buttons):
                x = start + width * number // len(buttons)
                end = start + width * (number + 1) // len(buttons)
                button.setGeometry(x, 1, end - x, self.height() - 1)
        self.update()
