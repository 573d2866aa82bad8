"""How full a room is: a number to be read from afar, squares for seats, and what matters now."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Look
from ui.widgets.sign import paint_sign

_CAPITALS = 0.698
_TALLEST = 180
"""Units of the largest figures, 40 mm on the real screen."""
_NOTES = 160
_SLASH = "/"
_PITCHES = ((32, 24), (24, 18), (16, 12), (12, 9))
"""From one square to the next, and the side of a square, in units."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line beside the number; ``sign`` is the name of a sign before it."""

    text: str
    is_strong: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class CountView:
    """What is shown: people inside, and seats, None where they are not counted.

    ``spoken`` is all of it as one sentence.
    """

    present: int = 0
    capacity: int | None = None
    notes: tuple[Note, ...] = ()
    spoken: str = ""


class RoomCount(QFrame):
    """Shows a `CountView`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomCount")
        self._look: Look | None = None
        self._view = CountView()

    @property
    def view(self) -> CountView:
        """What it shows now."""
        return self._view

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.update()

    def show_view(self, view: CountView) -> None:
        """Show *view*."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(view.spoken)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw number, notes and seats."""
        super().paintEvent(event)
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        margin = look.size("margin")
        wide = self.width() - 2 * margin
        seats = self._seats_height(wide)
        notes = min(look.px(_NOTES), wide // 3)
        high = self.height() - look.px(40) - (seats + look.px(24) if seats else 0) - look.px(32)
        box = QRect(margin, look.px(40), wide - notes - look.px(16), max(1, high))
        self._paint_number(painter, box)
        self._paint_notes(painter, QRect(margin + wide - notes, look.px(32), notes, high))
        if seats:
            top = self.height() - look.px(32) - seats
            self._paint_seats(painter, QRect(margin, top, wide, seats))

    def _paint_number(self, painter: QPainter, box: QRect) -> None:
        if self._look is None:
            return
        view, look = self._view, self._look
        parts = [(str(view.present), 600, "ink")]
        if view.capacity is not None:
            parts += [(_SLASH, 300, "ink2"), (str(view.capacity), 300, "ink2")]
        gap = 0.12
        size = min(look.px(_TALLEST), box.height()) / _CAPITALS
        fonts = [look.font("mode", weight) for _, weight, _ in parts]
        wide = self._advance(parts, fonts, size, gap)
        size = min(size, size * box.width() / max(1.0, wide))
        baseline, x = box.top() + size * _CAPITALS, float(box.left())
        for (text, _, colour), font in zip(parts, fonts, strict=True):
            font.setPixelSize(max(1, round(size)))
            # Figures have room at their sides; the first one stands on the margin all the same.
            shift = QFontMetricsF(font).leftBearing(text[0]) if x == box.left() else 0.0
            painter.setFont(font)
            painter.setPen(look.colour(colour))
            if text == _SLASH:
                wide = QFontMetricsF(font).horizontalAdvance(text)
                self._paint_slash(painter, QRectF(x, box.top(), wide, size * _CAPITALS), colour)
            else:
                painter.drawText(QPointF(x - shift, baseline), text)
            x += QFontMetricsF(font).horizontalAdvance(text) - shift + gap * size

    def _paint_slash(self, painter: QPainter, box: QRectF, colour: str) -> None:
        """Draw a slash that stands on the line of the figures; that of the face hangs below."""
        if self._look is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colour(colour), max(1.0, box.height() * 0.07))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        inset = pen.widthF() / 2
        painter.drawLine(
            QPointF(box.left() + inset, box.bottom()), QPointF(box.right() - inset, box.top())
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    @staticmethod
    def _advance(
        parts: Sequence[tuple[str, int, str]], fonts: Sequence[QFont], size: float, gap: float
    ) -> float:
        total = 0.0
        for (text, _, _), font in zip(parts, fonts, strict=True):
            font.setPixelSize(max(1, round(size)))
            total += QFontMetricsF(font).horizontalAdvance(text) + gap * size
        return total - gap * size

    def _paint_notes(self, painter: QPainter, box: QRect) -> None:
        if self._look is None:
            return
        look, y = self._look, box.top()
        for note in self._view.notes:
            font = look.font("body", 600 if note.is_strong else 400)
            painter.setFont(font)
            painter.setPen(look.colour("ink" if note.is_strong or note.sign else "ink2"))
            indent = look.px(28) if note.sign else 0
            area = QRect(box.x() + indent, y, box.width() - indent, look.px(200))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            flags_wrapped = flags | Qt.TextFlag.TextWordWrap
            taken = painter.boundingRect(area, flags_wrapped, note.text)
            painter.drawText(area, flags_wrapped, note.text)
            if note.sign:
                sign = QRectF(box.x(), y + look.px(1), look.px(20), look.px(20))
                colour = look.colour(f"text_{note.sign}")
                paint_sign(painter, note.sign, sign, colour, look.colour("ground"))
            y += taken.height() + look.px(6)

    def _grid(self, wide: int) -> tuple[int, int, int]:
        """Return pitch and side of the squares in dots, and how many stand in a row."""
        look, capacity = self._look, self._view.capacity or 0
        if look is None or not capacity:
            return 0, 0, 0
        for pitch, side in _PITCHES:
            step, square = look.px(pitch), look.px(side)
            fit = max(1, (wide + step - square) // step)
            if -(-capacity // fit) * step <= look.px(48):
                return step, square, fit
        return 0, 0, 0

    def _seats_height(self, wide: int) -> int:
        if self._look is None or not self._view.capacity:
            return 0
        step, square, fit = self._grid(wide)
        if not fit:
            return self._look.px(24)
        return (-(-self._view.capacity // fit) - 1) * step + square

    def _paint_seats(self, painter: QPainter, box: QRect) -> None:
        """Draw a square a seat; where they are too many, one bar that is filled as far."""
        if self._look is None:
            return
        look, capacity = self._look, self._view.capacity or 0
        taken = min(self._view.present, capacity)
        step, square, fit = self._grid(box.width())
        painter.setPen(QPen(look.colour("edge"), max(1, look.px(2))))
        if not fit:
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            share = QRect(box)
            share.setWidth(box.width() * taken // max(1, capacity))
            painter.fillRect(share, look.colour("ink"))
            return
        for number in range(capacity):
            x, y = box.x() + number % fit * step, box.y() + number // fit * step
            if number < taken:
                painter.fillRect(x, y, square, square, look.colour("ink"))
            else:
                painter.drawRect(x + 1, y + 1, square - 2, square - 2)
