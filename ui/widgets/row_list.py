"""A list of short rows in the colours of the window: a word, perhaps a second one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.models.fixed_rows import FixedRows
from ui.theme import Look, fits
from ui.widgets.sign import paint_sign

Index = QModelIndex | QPersistentModelIndex
HEIGHT, INDENT = 48, 24


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row; ``level`` is how far it is indented.

    ``cap`` is the key that chooses it. ``sign`` stands before the words, one of
    `ui.widgets.sign`, and ``aside`` at the far end. ``tick`` tells whether its box is ticked,
    None where it has none.
    """

    word: str
    second: str = ""
    level: int = 0
    sign: str = ""
    aside: str = ""
    cap: str = ""
    tick: bool | None = None


class RowModel(FixedRows[ListRow]):
    """Rows of `ListRow`."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.word
        if role == Qt.ItemDataRole.CheckStateRole and row.tick is not None:
            return Qt.CheckState.Checked if row.tick else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.word, row.second, row.aside, row.cap) if part)
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws a row; with ``has_radio`` a circle tells which one is chosen."""

    def __init__(
        self,
        *,
        has_radio: bool,
        height: int = HEIGHT,
        indent: int = INDENT,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self._has_radio = has_radio
        self._height, self._indent = height, indent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row; the width is that of the list."""
        return QSize(1, self.look.target(self._height) if self.look else 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(RowModel.RowRole)
        if self.look is None or not isinstance(row, ListRow):
            return
        look, box = self.look, QRect(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._has_radio:
            left = self._paint_radio(painter, box, is_chosen=is_chosen)
        else:
            left = self._paint_ground(painter, box, is_chosen=is_chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
        inner = box.adjusted(left + look.px(20) * row.level, 0, -look.px(8), 0)
        inner = self._paint_sign(painter, self._paint_cap(painter, inner, row), row)
        inner = self._paint_tick(painter, inner, row)
        self._paint_words(painter, inner, row, is_chosen=is_chosen)
        painter.restore()

    def _paint_cap(self, painter: QPainter, box: QRect, row: ListRow) -> QRect:
        """Draw the key of a row; return the room behind it."""
        if self.look is None or not row.cap:
            return box
        wide, tall = self.look.px(40), self.look.px(32)
        place = QRect(box.x() + 1, box.center().y() - tall // 2, wide, tall)
        painter.setPen(QPen(self.look.colour("edge"), 1))
        painter.drawRect(place)
        painter.setFont(self.look.font("label", 600))
        painter.setPen(self.look.colour("ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.cap)
        return box.adjusted(wide + self.look.px(16), 0, 0, 0)

    def _paint_tick(self, painter: QPainter, box: QRect, row: ListRow) -> QRect:
        """Draw the box with its tick; return the room behind it."""
        if self.look is None or row.tick is None:
            return box
        side = self.look.px(24)
        place = QRectF(box.x() + 1, box.center().y() - side / 2, side, side)
        painter.setPen(QPen(self.look.colour("ink" if row.tick else "edge"), 1.5))
        painter.drawRect(place)
        if row.tick:
            painter.setPen(QPen(self.look.colour("ink"), 3))
            shape = ((0.22, 0.52), (0.43, 0.74), (0.8, 0.26))
            painter.drawPolyline([place.topLeft() + QPointF(x, y) * side for x, y in shape])
        return box.adjusted(side + self.look.px(16), 0, 0, 0)

    def _paint_sign(self, painter: QPainter, box: QRect, row: ListRow) -> QRect:
        """Draw the sign; return the room behind it."""
        if self.look is None or not row.sign:
            return box
        side = self.look.px(24)
        place = QRectF(box.x(), box.center().y() - side / 2, side, side)
        colour = self.look.colour(f"text_{row.sign}")
        paint_sign(painter, row.sign, place, colour, self.look.colour("ground"))
        return box.adjusted(self.look.px(40), 0, -self.look.px(16), 0)

    def _paint_aside(self, painter: QPainter, box: QRect, row: ListRow) -> int:
        """Draw what stands at the end of the first line; return how much room it takes."""
        if self.look is None or not row.aside:
            return 0
        font = self.look.font("label", text=row.aside)
        painter.setFont(font)
        painter.setPen(self.look.colour("ink2"))
        upper = box.adjusted(0, 0, 0, -box.height() // 2 + self.look.px(3))
        painter.drawText(upper, _BOTTOM_RIGHT, row.aside)
        return QFontMetrics(font).horizontalAdvance(row.aside) + self.look.px(12)

    def _paint_ground(self, painter: QPainter, box: QRect, *, is_chosen: bool) -> int:
        if self.look is None:
            return 0
        if is_chosen:
            painter.fillRect(box, self.look.colour("accent_soft"))
            bar = QRect(box.x(), box.y(), self.look.px(8), box.height())
            painter.fillRect(bar, self.look.colour("accent"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, self.look.colour("hair"))
        return self.look.px(self._indent) if self._indent else 0

    def _paint_radio(self, painter: QPainter, box: QRect, *, is_chosen: bool) -> int:
        if self.look is None:
            return 0
        side = self.look.px(16)
        circle = QRectF(box.x() + 2, box.center().y() - side / 2, side, side)
        painter.setPen(QPen(self.look.colour("ink" if is_chosen else "edge"), 1.5))
        painter.drawEllipse(circle)
        if is_chosen:
            painter.setBrush(self.look.colour("ink"))
            painter.drawEllipse(circle.adjusted(side / 4, side / 4, -side / 4, -side / 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        return self.look.px(28)

    def _paint_words(self, painter: QPainter, box: QRect, row: ListRow, *, is_chosen: bool) -> None:
        if self.look is None:
            return
        is_bold = is_chosen and not self._has_radio
        upper = box.adjusted(0, 0, -self._paint_aside(painter, box, row), 0)
        font = self.look.font("body", 600 if is_bold else 400, row.word)
        self._shrink(font, row.word, upper.width())
        if row.second and not fits(row.word, font, upper.width()):
            if self._height > HEIGHT:
                self._paint_long(painter, upper, row, font)
                return
            # A name that has no room is not cut: why it stands here says enough.
            row, font = ListRow(row.second), self.look.font("body")
        painter.setFont(font)
        painter.setPen(self.look.colour("ink"))
        if not row.second:
            painter.drawText(box, _MIDDLE, row.word)
            return
        half = box.height() // 2
        painter.drawText(upper.adjusted(0, 0, 0, -half + self.look.px(3)), _BOTTOM, row.word)
        self._paint_second(painter, box.adjusted(0, half + self.look.px(3), 0, 0), row.second)

    def _paint_long(self, painter: QPainter, box: QRect, row: ListRow, font: QFont) -> None:
        """Draw a name on two lines, and smaller still instead of a cut one."""
        if self.look is None:
            return
        part = box.adjusted(0, self.look.px(4), 0, -box.height() * 3 // 10)
        while font.pixelSize() > 1 and _wrapped(row.word, font, part.width()) > part.height():
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(self.look.colour("ink"))
        painter.drawText(part, _BOTTOM | Qt.TextFlag.TextWordWrap, row.word)
        below = box.adjusted(0, part.bottom() - box.y(), 0, 0)
        self._paint_second(painter, below, row.second)

    def _paint_second(self, painter: QPainter, box: QRect, text: str) -> None:
        if self.look is None:
            return
        font = self.look.font("note", text=text)
        while font.pixelSize() > 1 and not fits(text, font, box.width()):
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(self.look.colour("ink2"))
        painter.drawText(box, _TOP, text)

    def _shrink(self, font: QFont, text: str, width: int) -> None:
        least = self.look.font("note").pixelSize() if self.look else 1
        while font.pixelSize() > least and not fits(text, font, width):
            font.setPixelSize(font.pixelSize() - 1)


def _wrapped(text: str, font: QFont, width: int) -> int:
    bounds = QFontMetrics(font).boundingRect(0, 0, width, 0, Qt.TextFlag.TextWordWrap, text)
    return bounds.height()


_BOTTOM = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
_BOTTOM_RIGHT = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class RowList(QListView):
    """Rows of which one may be chosen.

    Signals:
        chosen: The number of a row that somebody chose by key or click.
    """

    chosen = Signal(int)

    def __init__(
        self,
        name: str,
        *,
        has_radio: bool = False,
        height: int = HEIGHT,
        indent: int = INDENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows = RowModel(self)
        self._delegate = RowDelegate(has_radio=has_radio, height=height, indent=indent, parent=self)
        self._is_showing = False
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._emit_chosen)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._delegate.look = look
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(self, rows: Sequence[ListRow], chosen: int) -> None:
        """Show rows and which one is chosen, -1 for none."""
        self._is_showing = True
        self._rows.show_rows(rows)
        index = self._rows.index(chosen) if 0 <= chosen < len(rows) else QModelIndex()
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
        self._is_showing = False

    def _emit_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_showing and index.isValid():
            self.chosen.emit(index.row())
