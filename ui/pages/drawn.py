"""What the pages have in common: a look, a ground they draw, and parts that they place by hand."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look


class DrawnPage(QWidget):
    """A page that places its parts by hand, anew whenever its look or its size changes.

    A page says how its parts are dressed, where they lie and, where there are any, which lines
    stand between them; nothing is asked of it before it has a look.

    Args:
        name: The object's name.
        parent: What the page lies on.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._dress(look)
        self.arrange()

    def arrange(self) -> None:
        """Give every part its place."""
        if self._look is not None:
            self._lay(self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange everything anew."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, and on it what the page draws."""
        super().paintEvent(event)
        if self._look is not None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), self._look.colour("ground"))
            self._draw(painter, self._look)

    def _dress(self, look: Look) -> None:
        """Give the parts their look."""
        raise NotImplementedError

    def _lay(self, look: Look) -> None:
        """Give the parts their places."""
        raise NotImplementedError

    def _draw(self, painter: QPainter, look: Look) -> None:
        """Draw the lines between the parts; most pages have some."""
