"""Rulers in millimetres along two edges of a page."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.badge.geometry import Page
from ui.theme import Look

_TICKS = ((50, 14), (10, 9), (5, 6), (1, 4))
"""Every so many millimetres a line of so many units."""
_GAP = 4
_LEAST_PX = 2.5
"""Closer lines are left out."""


def draw_rulers(painter: QPainter, page: QRectF, size: Page, look: Look) -> None:
    """Draw ticks and numbers above and left of *page*, which is *size* millimetres large."""
    painter.setPen(QPen(look.colour("ink2"), 1))
    painter.setFont(look.font("note"))
    unit = page.width() / size[0]
    for place in range(int(size[0]) + 1):
        x = page.left() + place * unit
        length = _length(place, unit, look)
        top = page.top() - look.px(_GAP) - length
        painter.drawLine(QPointF(x, top), QPointF(x, top + length))
        if place % 50 == 0:
            box = QRectF(x - 40, top - look.px(20), 80, look.px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place))
    for place in range(int(size[1]) + 1):
        y = page.top() + place * unit
        length = _length(place, unit, look)
        left = page.left() - look.px(_GAP) - length
        painter.drawLine(QPointF(left, y), QPointF(left + length, y))
        if place % 50 == 0 and place:
            box = QRectF(left - look.px(46), y - 20, look.px(42), 40)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, str(place))


def _length(place: int, unit: float, look: Look) -> int:
    for every, length in _TICKS:
        if place % every == 0:
            return look.px(length) if every * unit >= _LEAST_PX else 0
    return 0
