"""Something large to press, in two languages."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import Look, repolish


class KioskTarget(QPushButton):
    """A word at the left, the same in another language at the right."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("kioskTarget")
        self.setProperty("action", name)
        self._word, self._second = QLabel(self), QLabel(self)
        self._word.setObjectName("targetWord")
        self._second.setObjectName("targetSecond")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._word)
        self._row.addStretch(1)
        self._row.addWidget(self._second)

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._row.setContentsMargins(look.px(24), 0, look.px(24), 0)
        self._row.setSpacing(look.px(12))

    def show_words(self, word: str, second: str, *, is_primary: bool) -> None:
        """Show what pressing it does."""
        self._word.setText(word)
        self._second.setText(second)
        self.setAccessibleName(f"{word}, {second}")
        self.setProperty("primary", is_primary)
        repolish(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that both words need."""
        return self._row.sizeHint()
