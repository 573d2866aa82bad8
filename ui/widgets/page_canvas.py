"""The page of a badge with its elements: 1 unit of the scene is 1 millimetre."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from app.badge.fields import Box
from app.badge.geometry import FINE_MM, GRID_MM, Page, dragged, resized
from ui.theme import Look
from ui.widgets.field_item import FieldItem
from ui.widgets.rulers import draw_rulers

_KEYS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_RULER = 56
_MARGIN = 24
_INCH_MM = 25.4


class PageCanvas(QGraphicsView):
    """Shows a page, and lets its boxes be moved and resized.

    A box follows the hand at once; the page behind it follows when it is drawn.

    Signals:
        picked: The number of a field that was clicked, -1 for none.
        dragged: The chosen field's box while it follows the hand.
        dropped: The box where the hand let it go.
        nudged: Millimetres to the right and down, by keys.
        stretched: Millimetres wider and higher, by keys.
        scaled: Dots per inch in which the page is shown.
    """

    picked = Signal(int)
    dragged = Signal(tuple)
    dropped = Signal(tuple)
    nudged = Signal(float, float)
    stretched = Signal(float, float)
    scaled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageCanvas")
        self._look: Look | None = None
        self._page: Page = (105.0, 148.0)
        self._fields: list[FieldItem] = []
        self._chosen = -1
        self._from: tuple[QPointF, Box, str] | None = None
        scene = QGraphicsScene(self)
        self.setScene(scene)
        self._paper, self._picture = QGraphicsRectItem(), QGraphicsPixmapItem()
        self._safe = QGraphicsRectItem()
        for item in (self._paper, self._picture, self._safe):
            scene.addItem(item)
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def boxes(self) -> list[Box]:
        """The boxes as they are shown."""
        return [field.box for field in self._fields]

    @property
    def has_picture(self) -> bool:
        """Whether the page has been drawn."""
        return not self._picture.pixmap().isNull()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.setBackgroundBrush(look.colour("well"))
        self._paper.setPen(self._line("hair"))
        self._paper.setBrush(Qt.GlobalColor.white)
        self._safe.setPen(_cosmetic(Qt.GlobalColor.gray, 1))
        for field in self._fields:
            field.set_look(look)
        self._fit()

    def show_page(self, page: Page, safe: float) -> None:
        """Show an empty page of that size with its safe area."""
        self._page = page
        whole = QRectF(0, 0, *page)
        self._paper.setRect(whole)
        self._safe.setRect(whole.adjusted(safe, safe, -safe, -safe))
        self._safe.setVisible(safe > 0)
        self._fit()

    def show_picture(self, image: QImage | None) -> None:
        """Show how the page prints; None leaves the paper."""
        self._picture.setPixmap(QPixmap.fromImage(image) if image is not None else QPixmap())
        if image is not None and image.width():
            self._picture.setScale(self._page[0] / image.width())
        self.viewport().update()

    def show_boxes(self, boxes: Sequence[Box | None], chosen: int) -> None:
        """Show where the fields lie; the one with the number *chosen* has handles."""
        while len(self._fields) > len(boxes):
            self.scene().removeItem(self._fields.pop())
        while len(self._fields) < len(boxes):
            field = FieldItem()
            if self._look is not None:
                field.set_look(self._look)
            self._fields.append(field)
            self.scene().addItem(field)
        self._chosen = chosen
        for number, (field, box) in enumerate(zip(self._fields, boxes, strict=True)):
            field.setVisible(box is not None)
            field.show_box(box or (0, 0, 0, 0), is_chosen=number == chosen)

    def at(self, x: float, y: float) -> QPointF:
        """Return the place in the window of a point of the page, in millimetres."""
        return QPointF(self.mapFromScene(QPointF(x, y)))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a handle of the chosen field, or of the field under the hand."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self.mapToScene(event.position().toPoint())
        field = self._field()
        handle = field.handle_at(point, self._scale()) if field is not None else ""
        if not handle:
            self._chosen = self._field_at(point)
            self.picked.emit(self._chosen)
            field = self._field()
        self._from = (point, field.box, handle) if field is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the box follow the hand, on the grid."""
        field = self._field()
        if self._from is None or field is None:
            return
        box = self._pulled(event)
        if box != field.box:
            field.show_box(box, is_chosen=True)
            self.dragged.emit(box)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the box where it is."""
        if self._from is None:
            return
        box, before = self._pulled(event), self._from[1]
        self._from = None
        if box != before:
            self.dropped.emit(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move by arrows, by tenths with Alt, resize with Shift; other keys go on."""
        way = _KEYS.get(Qt.Key(event.key()))
        if way is None or self._field() is None:
            event.ignore()
            return
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = FINE_MM if is_fine else GRID_MM
        is_size = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.stretched if is_size else self.nudged).emit(way[0] * step, way[1] * step)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the whole page in sight."""
        super().resizeEvent(event)
        self._fit()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
        """Draw the rulers along the page, and that the keys go here."""
        if self._look is None:
            return
        painter.save()
        painter.resetTransform()
        corner, end = self.at(0, 0), self.at(*self._page)
        draw_rulers(painter, QRectF(corner, end), self._page, self._look)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.restore()

    def _pulled(self, event: QMouseEvent) -> Box:
        if self._from is None:
            return (0, 0, 0, 0)
        start, box, handle = self._from
        way = self.mapToScene(event.position().toPoint()) - start
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        grid = FINE_MM if is_fine else GRID_MM
        if handle:
            return resized(box, handle, (way.x(), way.y()), self._page, grid)
        x = way.x() if abs(way.x()) >= grid / 2 else 0
        y = way.y() if abs(way.y()) >= grid / 2 else 0
        return dragged(box, x, y, self._page, grid)

    def _field(self) -> FieldItem | None:
        return self._fields[self._chosen] if 0 <= self._chosen < len(self._fields) else None

    def _field_at(self, point: QPointF) -> int:
        """Return the smallest field under a point: what lies inside another can be reached."""
        near = 4 / self._scale()
        hits = [
            (field.area, number)
            for number, field in enumerate(self._fields)
            if field.isVisible() and field.covers(point, near)
        ]
        return min(hits)[1] if hits else -1

    def _scale(self) -> float:
        return self.transform().m11() or 1.0

    def _fit(self) -> None:
        if self._look is None:
            return
        ruler, margin = self._look.px(_RULER), self._look.px(_MARGIN)
        room = self.viewport().size()
        wide, high = room.width() - ruler - margin, room.height() - ruler - margin
        scale = max(0.5, min(wide / self._page[0], high / self._page[1]))
        self.resetTransform()
        self.scale(scale, scale)
        left, above = ruler / scale, ruler / scale
        spare_x = (room.width() / scale - self._page[0] - (ruler + margin) / scale) / 2
        spare_y = (room.height() / scale - self._page[1] - (ruler + margin) / scale) / 2
        self.setSceneRect(
            -left - spare_x, -above - spare_y, room.width() / scale, room.height() / scale
        )
        self.scaled.emit(scale * _INCH_MM * self.devicePixelRatioF())

    def _line(self, name: str) -> QPen:
        colour = self._look.colour(name) if self._look else Qt.GlobalColor.gray
        return _cosmetic(colour, 1)


def _cosmetic(colour: QColor | Qt.GlobalColor, width: float) -> QPen:
    pen = QPen(colour)
    pen.setWidthF(width)
    pen.setCosmetic(True)
    return pen
