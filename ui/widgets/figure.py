"""A number that can be read from afar."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.theme import Look


class Figure(QFrame):
    """A large number with its words below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look: Look | None = None
        self._number, self._words = QLabel(self), QLabel(self)
        self._number.setObjectName("figure")
        self._words.setObjectName("figureWords")
        self._words.setWordWrap(True)

    def set_look(self, look: Look) -> None:
        """Give number and words their places."""
        self._look = look
        self._arrange()

    def show_figure(self, number: str, words: str) -> None:
        """Show a number and what it counts."""
        self._number.setText(number)
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give number and words their places."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._look is not None:
            look, wide = self._look, self.width() - self._look.px(32)
            self._number.setGeometry(look.px(24), look.px(14), wide, look.px(54))
            self._words.setGeometry(look.px(24), look.px(64), wide, look.px(44))
