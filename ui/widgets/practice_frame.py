"""The hatched frame around a window in which nothing counts."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look

WIDTH = 16
_PITCH = 16


class PracticeFrame(QWidget):
    """Stripes of 45° along the edges; clicks go through, a screen reader hears its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("practiceFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take colours."""
        self._look = look
        self.update()

    def inner_of(self, box: QRect) -> QRect:
        """Return the room that it leaves of *box*."""
        return box.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the stripes."""
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        path.addRect(QRectF(self.inner_of(self.rect())))
        painter.setClipPath(path)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        painter.setPen(QPen(self._look.colour("ink"), _PITCH / 2))
        tall = self.height()
        for x in range(-tall, self.width() + tall, round(_PITCH * 1.5)):
            painter.drawLine(x, tall + _PITCH, x + tall + 2 * _PITCH, -_PITCH)
