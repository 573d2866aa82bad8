"""Draws one change that a list makes: a tick, the name, the field, the old value, the new one."""

from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.edits import EditsModel
from ui.presenters.import_words import EditRow
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROW = 48
TICK, NAME = 24, 64
_PARTS = (0.385, 0.545, 0.722)
"""Where field, old and new value begin, as parts of the width."""
_GAP = 16
_END_OF_LATIN = "\u0250"


def tick_box(look: Look, row: QRect) -> QRectF:
    """Return where the tick of a row stands."""
    side = look.px(20)
    return QRectF(look.px(TICK), row.center().y() - side / 2 + 1, side, side)


def paint_tick(painter: QPainter, look: Look, box: QRectF, *, is_on: bool) -> None:
    """Draw a tick, or the box for one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not is_on:
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    painter.fillRect(box, look.colour("ink"))
    painter.setPen(QPen(look.colour("ground"), box.width() / 9))
    place = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _HOOK]
    painter.drawPolyline(place)


_HOOK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))


def column_starts(width: int, look: Look) -> list[int]:
    """Return where name, field, old and new value begin in a row of that width."""
    return [look.px(NAME), *(round(width * part) for part in _PARTS)]


class EditDelegate(QStyledItemDelegate):
    """Paints rows of an `EditsModel`; ``width`` is that of the list."""

    look: Look | None = None
    width: int = 1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return a height with room for every word."""
        row = index.data(EditsModel.RowRole)
        if self.look is None or not isinstance(row, EditRow):
            return QSize(1, 1)
        height = self.look.target(ROW)
        if _is_on_lines(self.look, self.width, row):
            return QSize(1, height)
        for text, font, room in self._cells(row):
            if text and QFontMetricsF(font).horizontalAdvance(text) > room:
                height = max(height, round(_height(text, font, room)) + self.look.px(16))
        return QSize(1, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(EditsModel.RowRole)
        if self.look is None or not isinstance(row, EditRow):
            return
        look, box = self.look, QRect(option.rect)
        is_ticked = bool(index.data(EditsModel.TickRole))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accent_soft"))
            painter.fillRect(box.x(), box.y(), look.px(8), box.height(), look.colour("accent"))
        painter.fillRect(
            look.px(TICK), box.bottom(), box.width() - look.px(TICK + 32), 1, look.colour("hair")
        )
        if row.key:
            paint_tick(painter, look, tick_box(look, box), is_on=is_ticked)
        starts = column_starts(box.width(), look)
        for number, (text, font, room) in enumerate(self._cells(row)):
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(look.colour(self._colour(number, row)))
            place = QRectF(box.x() + starts[number], box.y(), room, box.height())
            painter.drawText(place, text, _WRAPPED)
        painter.restore()

    def _colour(self, number: int, row: EditRow) -> str:
        if row.is_doubtful and number == (1 if row.before else 3):
            return "text_attention"
        return "ink2" if number in (1, 2) else "ink"

    def _cells(self, row: EditRow) -> list[tuple[str, QFont, int]]:
        """Return the text, font and room of each column."""
        if self.look is None:
            return []
        look = self.look
        starts = [*column_starts(self.width, look), self.width - look.px(32 - _GAP)]
        texts = (row.name, row.field, row.before, row.after)
        # A word takes the room of those that are not there.
        for number in (2, 1, 0):
            if not texts[number + 1]:
                starts[number + 1] = starts[number + 2]
        fonts = [look.font("body", 600 if n == 0 else None, text) for n, text in enumerate(texts)]
        is_replaced = bool(row.after) and bool(row.before) and row.before != "–"
        fonts[2].setStrikeOut(is_replaced)
        rooms = [max(1, starts[n + 1] - starts[n] - look.px(_GAP)) for n in range(4)]
        return list(zip(texts, fonts, rooms, strict=True))


def _is_on_lines(look: Look, width: int, row: EditRow) -> bool:
    """Whether each word of a row surely fits on one line, without measuring it as a whole.

    True of nearly all rows; measuring ten thousand would take the window's whole time.
    """
    texts = (row.name, row.field, row.before, row.after)
    rooms = zip(texts, _rooms(look, width), strict=True)
    return all(
        not text
        or (
            max(text) < _END_OF_LATIN
            and sum(_advance(look, character, is_name=number == 0) for character in text) <= room
        )
        for number, (text, room) in enumerate(rooms)
    )


@lru_cache(maxsize=16)
def _rooms(look: Look, width: int) -> tuple[int, ...]:
    """Return the least room of each column: what stays empty gives its own to others."""
    ends = [*column_starts(width, look), width - look.px(32 - _GAP)]
    return tuple(end - start - look.px(_GAP) for start, end in pairwise(ends))


@lru_cache(maxsize=4096)
def _advance(look: Look, character: str, *, is_name: bool) -> float:
    """Return the width of a letter by itself; together they take no more, but less."""
    font = look.font("body", 600 if is_name else None, character)
    return QFontMetricsF(font).horizontalAdvance(character)


_WRAPPED = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


@lru_cache(maxsize=4096)
def _height(text: str, font: QFont, width: int) -> float:
    """Return the height of *text* in lines of that *width*."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_WRAPPED)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height += line.height()
    layout.endLayout()
    return height
