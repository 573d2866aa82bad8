"""One element of a page: its box, and eight handles when it is chosen."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.badge.fields import Box
from app.badge.geometry import HANDLES
from ui.theme import Look

_HANDLE_PX = 8.0
_LINE_PX, _HALO_PX = 2.0, 4.0
_REACH_PX = 12.0
"""So near to a handle a press takes hold of it."""


class FieldItem(QGraphicsItem):
    """A box in millimetres; its lines keep their width on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._box: Box = (0.0, 0.0, 0.0, 0.0)
        self._is_chosen = False
        self._look: Look | None = None

    @property
    def box(self) -> Box:
        """The box that is shown."""
        return self._box

    @property
    def area(self) -> float:
        """Square millimetres, for finding the smallest of several."""
        return self._box[2] * self._box[3]

    def set_look(self, look: Look) -> None:
        """Take colours."""
        self._look = look
        self.update()

    def show_box(self, box: Box, *, is_chosen: bool) -> None:
        """Lie at *box*, with handles when the field is chosen."""
        self.prepareGeometryChange()
        self._box, self._is_chosen = box, is_chosen
        self.setZValue(2 if is_chosen else 1)
        self.update()

    def covers(self, point: QPointF, near: float) -> bool:
        """Whether a point lies in the box, or not farther than *near* millimetres off."""
        return self._rect().adjusted(-near, -near, near, near).contains(point)

    def handle_at(self, point: QPointF, scale: float) -> str:
        """Return the handle at a point; empty when none is near. *scale* is pixels a mm."""
        reach = _REACH_PX / scale
        best = ""
        nearest = reach
        for handle, place in self._handles():
            distance = max(abs(place.x() - point.x()), abs(place.y() - point.y()))
            if distance < nearest:
                best, nearest = handle, distance
        return best

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the box with room for the handles."""
        return self._rect().adjusted(-20, -20, 20, 20)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw the box and its handles when it is chosen; the page shows the rest."""
        if not self._is_chosen or self._look is None:
            return
        # Paper is white in every theme, and what lies around it may be black.
        paper, ink = QColor(Qt.GlobalColor.white), self._look.colour("on_paper")
        side = _HANDLE_PX / painter.worldTransform().m11()
        for colour, width in ((paper, _HALO_PX), (ink, _LINE_PX)):
            painter.setPen(_cosmetic(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect())
            painter.setBrush(paper)
            for _, place in self._handles():
                corner = QPointF(place.x() - side / 2, place.y() - side / 2)
                painter.drawRect(QRectF(corner.x(), corner.y(), side, side))

    def _handles(self) -> list[tuple[str, QPointF]]:
        rect = self._rect()
        middle = rect.center()
        columns = {"w": rect.left(), "e": rect.right()}
        rows = {"n": rect.top(), "s": rect.bottom()}
        places = []
        for handle in HANDLES:
            x = next((columns[side] for side in handle if side in columns), middle.x())
            y = next((rows[side] for side in handle if side in rows), middle.y())
            places.append((handle, QPointF(x, y)))
        return places

    def _rect(self) -> QRectF:
        return QRectF(*self._box)


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
