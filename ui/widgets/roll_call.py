"""Everybody who may be missing: names in columns, each with a box to tick and a key."""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.models.fixed_rows import FixedRows
from ui.theme import Look, fits

Index = QModelIndex | QPersistentModelIndex
CAPS = "123456789" + string.ascii_uppercase
"""Keys of the first names; whoever stands further down is reached by arrows and space."""

_COLUMN = 204
"""Units that a name needs beside its box and key."""
_ROW = 44


@dataclass(frozen=True, slots=True)
class RollRow:
    """One name and whether it is ticked."""

    name: str
    is_ticked: bool = True


class RollModel(FixedRows[RollRow]):
    """Rows of `RollRow`.

    Signals:
        ticked: The number of a row that somebody ticked or unticked.
    """

    ticked = Signal(int)

    @override
    def stays(self, before: Sequence[RollRow], after: Sequence[RollRow]) -> bool:
        return [row.name for row in before] == [row.name for row in after]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        checkable = Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | checkable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {CAPS[index.row()]}" if index.row() < len(CAPS) else row.name
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) != self.data(index, role):
            self.ticked.emit(index.row())
        return True


class RollDelegate(QStyledItemDelegate):
    """Draws box, name and key of a row; a name on two lines rather than cut."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self.size = QSize(1, 1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a cell of the grid."""
        return self.size

    @override
    def editorEvent(self, *_what: object) -> bool:
        """Leave clicks to the view: the whole row is the target, not the box alone."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(RollModel.RowRole)
        if self.look is None or not isinstance(row, RollRow):
            return
        box, look = QRect(option.rect), self.look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("hair"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        side = look.px(20)
        self._paint_box(painter, QRectF(box.x() + 2, box.center().y() - side / 2, side, side), row)
        end = self._paint_cap(painter, box, index.row())
        room = QRect(box.x() + side + look.px(12), box.y(), 0, box.height())
        room.setRight(end - look.px(8))
        self._paint_name(painter, room, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(QRectF(box).adjusted(1, 1, -look.px(12), -1))
        painter.restore()

    def _paint_box(self, painter: QPainter, place: QRectF, row: RollRow) -> None:
        if self.look is None:
            return
        painter.setPen(QPen(self.look.colour("ink" if row.is_ticked else "edge"), 1.5))
        painter.setBrush(self.look.colour("ink") if row.is_ticked else Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.is_ticked:
            painter.setPen(QPen(self.look.colour("ground"), max(2.0, place.width() / 9)))
            x, y, side = place.x(), place.y(), place.width()
            points = ((0.22, 0.52), (0.43, 0.74), (0.80, 0.28))
            corners = [(x + side * across, y + side * down) for across, down in points]
            for (x1, y1), (x2, y2) in pairwise(corners):
                painter.drawLine(round(x1), round(y1), round(x2), round(y2))

    def _paint_cap(self, painter: QPainter, box: QRect, number: int) -> int:
        """Draw the key of a row; return where the room for its name ends."""
        end = box.right() - (self.look.px(16) if self.look else 0)
        if self.look is None or number >= len(CAPS):
            return end
        side = self.look.px(26)
        place = QRect(end - side, box.center().y() - side // 2, side, side)
        painter.setPen(QPen(self.look.colour("edge"), 1))
        painter.drawRect(place)
        painter.setFont(self.look.font("note", 600))
        painter.setPen(self.look.colour("ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, CAPS[number])
        return place.x()

    def _paint_name(self, painter: QPainter, room: QRect, row: RollRow) -> None:
        if self.look is None:
            return
        font = self.look.font("body", 400, row.name)
        least = self.look.font("note").pixelSize()
        while font.pixelSize() > least and not fits(row.name, font, room.width()):
            font.setPixelSize(font.pixelSize() - 1)
        while font.pixelSize() > 1 and _height(row.name, font, room.width()) > room.height():
            font.setPixelSize(font.pixelSize() - 1)
        font.setStrikeOut(not row.is_ticked)
        painter.setFont(font)
        painter.setPen(self.look.colour("ink" if row.is_ticked else "ink2"))
        painter.drawText(room, _NAME, row.name)


class RollCall(QListView):
    """Names to tick, in as many columns as have room.

    Signals:
        toggled: The number of a row that somebody ticked or unticked.
    """

    toggled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rollCall")
        self._look: Look | None = None
        self._rows, self._delegate = RollModel(self), RollDelegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._rows.ticked.connect(self.toggled)
        self.clicked.connect(lambda index: self.toggled.emit(index.row()))

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = self._delegate.look = look
        self._fit()

    def show_rows(self, rows: Sequence[RollRow]) -> None:
        """Show names and ticks."""
        is_other = self._rows.rowCount() != len(rows)
        self._rows.show_rows(rows)
        if is_other:
            self._fit()

    def columns_in(self, look: Look, height: int) -> int:
        """Return how many columns hold all names where there is so much height, 1 to 3."""
        down = max(1, height // look.target(_ROW))
        return max(1, min(3, -(-self._rows.rowCount() // down)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by a row's key, or the row with the focus by the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
        elif event.key() in _ARROWS:
            super().keyPressEvent(event)
        elif not self.tick_by(event):
            event.ignore()

    def tick_by(self, event: QKeyEvent) -> bool:
        """Tick the row whose key is pressed; return whether there is one."""
        letter = event.text().upper()
        number = CAPS.find(letter) if len(letter) == 1 else -1
        is_key = 0 <= number < self._rows.rowCount() and not event.modifiers() & _COMMANDS
        if is_key:
            self.toggled.emit(number)
        return is_key

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._look is None or self.width() <= 0:
            return
        tall = self._look.target(_ROW)
        columns = min(
            self.columns_in(self._look, self.viewport().height()),
            max(1, self.width() // self._look.px(_COLUMN)),
        )
        self._delegate.size = QSize(self.viewport().width() // columns, tall)
        self.setGridSize(self._delegate.size)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def _height(text: str, font: QFont, width: int) -> int:
    bounds = QFontMetrics(font).boundingRect(0, 0, width, 0, Qt.TextFlag.TextWordWrap, text)
    return bounds.height()


_NAME = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
