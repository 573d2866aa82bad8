"""What filled, coloured and outlined bars mean."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look

_SIDE = 16


class Legend(QWidget):
    """Three squares with words, flush right; that of the outline only where there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self._look: Look | None = None
        self._words = ("", "", "")

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.update()

    def show_words(self, arrived: str, running: str) -> None:
        """Say what filled and coloured bars are."""
        self._words = (arrived, running, self._words[2])
        self.update()

    def show_expected(self, words: str) -> None:
        """Say what outlines are; nothing where there are none."""
        self._words = (*self._words[:2], words)
        self.setAccessibleName(", ".join(filter(None, self._words)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw squares and words from the right; what has no room is left out."""
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        side, x = look.px(_SIDE), self.width()
        painter.setFont(look.font("label"))
        metrics = QFontMetricsF(painter.font())
        for number in (2, 1, 0):
            words = self._words[number]
            wide = round(metrics.horizontalAdvance(words)) + 2
            x -= wide
            square = QRect(x - look.px(12) - side, (self.height() - side) // 2, side, side)
            if not words or square.x() < 0:
                x += wide
                continue
            painter.setPen(look.colour("ink2"))
            box = QRect(x, 0, wide, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            self._paint_square(painter, number, square)
            x = square.x() - look.px(20)

    def _paint_square(self, painter: QPainter, number: int, square: QRect) -> None:
        if self._look is None:
            return
        if number == 2:  # noqa: PLR2004 - the third is the outline
            painter.setPen(QPen(self._look.colour("edge"), 1))
            painter.drawRect(square.adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(square, self._look.colour("accent" if number else "bar"))
