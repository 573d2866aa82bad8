"""The kinds of elements that can be added, each with its key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.keys import KeyButton


class KindList(QFrame):
    """Opens over its neighbours and closes when a kind was chosen.

    Signals:
        chosen: The number of a kind.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kinds")
        self._look: Look | None = None
        self._buttons: list[KeyButton] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether a kind can be chosen now."""
        return not self.isHidden()

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._look = look
        self._column.setContentsMargins(1, 1, 1, 1)
        for button in self._buttons:
            button.set_look(look, look.px(12))
            button.setFixedHeight(look.target(48))

    def show_kinds(self, words: Sequence[str]) -> None:
        """Say what each kind is called."""
        while len(self._buttons) < len(words):
            self._buttons.append(self._new_button(len(self._buttons)))
        for number, (button, word) in enumerate(zip(self._buttons, words, strict=True), start=1):
            button.show_key(str(number), word)

    def open(self) -> None:
        """Let somebody choose."""
        self.show()
        self.raise_()
        self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, number: int) -> bool:
        """Choose a kind by number; return whether there is one of that number."""
        if not 0 <= number < len(self._buttons):
            return False
        self.hide()
        self.chosen.emit(number)
        return True

    def _new_button(self, number: int) -> KeyButton:
        button = KeyButton(f"kind_{number}", self)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.choose(number))
        self._column.addWidget(button)
        return button
