"""A small table of figures: title, headings, rows that scroll where there are many."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import Look
from ui.widgets.sign import paint_sign

_TITLE, _HEAD, _ROW, _GAP = 44, 36, 44, 16
_SIGN = 24
_GAUGE = 80


@dataclass(frozen=True, slots=True)
class Gauge:
    """How full something is: people inside, seats taken, seats there are."""

    inside: int
    taken: int
    seats: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place; *sign* is one of `ui.widgets.sign` before the words."""

    text: str = ""
    weight: int = 400
    colour: str = "ink"
    sign: str = ""
    gauge: Gauge | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; one *is_wide* column takes the room that the others leave."""

    words: str
    is_right: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """All that a table shows; *note* stands in place of rows that there are not."""

    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""


class FigureTable(QFrame):
    """Shows a `TableView`; what is painted is also its accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figureTable")
        self._look: Look | None = None
        self._view = TableView("")
        self._rows = _Rows()
        self._area = QScrollArea(self)
        self._area.setWidget(self._rows)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def view(self) -> TableView:
        """What is shown."""
        return self._view

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._arrange()

    def show_view(self, view: TableView) -> None:
        """Show a table."""
        if view == self._view:
            return
        self._view = view
        self.setAccessibleName(view.title)
        said = [", ".join(cell.text for cell in row if cell.text) for row in view.rows]
        words = "; ".join(said) or view.note
        self.setAccessibleDescription(words)
        self._area.setAccessibleName(f"{view.title}: {words}")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the rows their room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw title, headings and the line below them."""
        super().paintEvent(event)
        if self._look is None:
            return
        look, painter, view = self._look, QPainter(self), self._view
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("body", 600))
        title = QRect(0, 0, self.width(), look.px(_TITLE))
        painter.drawText(title, _MIDDLE | Qt.AlignmentFlag.AlignLeft, view.title)
        if not view.rows:
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("ink2"))
            box = QRect(0, look.px(_TITLE), self.width(), self.height() - look.px(_TITLE))
            painter.drawText(box, Qt.TextFlag.TextWordWrap, view.note)
            return
        painter.setPen(look.colour("ink2"))
        places = _places(view, look, self._room)
        for column, (left, wide) in zip(view.columns, places, strict=True):
            box = QRect(left, look.px(_TITLE), wide, look.px(_HEAD))
            painter.setFont(_fitted(look, Cell(column.words), wide, box.height(), "label"))
            flags = _MIDDLE | _side(column) | Qt.TextFlag.TextWordWrap
            painter.drawText(box, flags, column.words)
        bottom = look.px(_TITLE + _HEAD)
        painter.fillRect(0, bottom - 1, self._room, 1, look.colour("edge"))

    @property
    def _room(self) -> int:
        """How wide rows are: the bar at the side takes a little where there are many."""
        return self.width() - (self._look.px(10) if self._look else 0)

    def _arrange(self) -> None:
        if self._look is None:
            return
        look, view = self._look, self._view
        top = look.px(_TITLE + _HEAD)
        self._area.setGeometry(0, top, self.width(), max(0, self.height() - top))
        self._area.setVisible(bool(view.rows))
        tall = sum(_heights(view, look, self._room))
        self._area.setFocusPolicy(
            Qt.FocusPolicy.TabFocus if tall > self._area.height() else Qt.FocusPolicy.NoFocus
        )
        self._rows.setGeometry(0, 0, self._room, tall)
        self._rows.show_view(view, look)
        self.update()


class _Rows(QWidget):
    """Paints the rows of a table."""

    def __init__(self) -> None:
        super().__init__()
        self._view, self._look = TableView(""), None

    _look: Look | None

    def show_view(self, view: TableView, look: Look) -> None:
        """Show the rows of *view*."""
        self._view, self._look = view, look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the rows that are in sight, with a hairline below each."""
        if self._look is None or not self._view.columns:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = _places(self._view, look, self.width())
        top = 0
        heights = _heights(self._view, look, self.width())
        for row, tall in zip(self._view.rows, heights, strict=True):
            if top <= event.rect().bottom() and top + tall >= event.rect().top():
                for cell, column, (left, wide) in zip(row, self._view.columns, places, strict=True):
                    self._paint_cell(painter, cell, column, QRect(left, top, wide, tall - 1))
                painter.fillRect(0, top + tall - 1, self.width(), 1, look.colour("hair"))
            top += tall

    def _paint_cell(self, painter: QPainter, cell: Cell, column: Column, box: QRect) -> None:
        if self._look is None:
            return
        if cell.gauge is not None:
            self._paint_gauge(painter, cell.gauge, box)
            return
        if cell.sign:
            side = self._look.px(_SIGN - 4)
            place = QRectF(box.x(), box.center().y() - side / 2, side, side)
            colour = self._look.colour(f"text_{cell.sign}")
            paint_sign(painter, cell.sign, place, colour, self._look.colour("ground"))
            box = box.adjusted(self._look.px(_SIGN + 6), 0, 0, 0)
        painter.setFont(_fitted(self._look, cell, box.width(), 0))
        painter.setPen(self._look.colour(cell.colour))
        flags = _MIDDLE | _side(column) | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags, cell.text)

    def _paint_gauge(self, painter: QPainter, gauge: Gauge, box: QRect) -> None:
        """Draw seats as a frame, taken ones pale, people inside dark."""
        if self._look is None:
            return
        look, tall = self._look, self._look.px(16)
        seats = max(gauge.seats, gauge.taken, gauge.inside, 1)
        frame = QRect(box.x(), box.center().y() - tall // 2, box.width(), tall)
        taken, inside = (
            round(frame.width() * number / seats) for number in (gauge.taken, gauge.inside)
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's way
        painter.fillRect(frame.x(), frame.y(), taken, tall, look.colour("well"))
        painter.fillRect(frame.x(), frame.y(), inside, tall, look.colour("bar"))
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawRect(frame.adjusted(0, 0, -1, -1))
        if 0 < taken < frame.width():
            painter.drawLine(frame.x() + taken, frame.y(), frame.x() + taken, frame.bottom())


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_PIECE = re.compile(r"[^\s-]+-?")
"""What no line break parts."""


def _side(column: Column) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft


def _places(view: TableView, look: Look, room: int) -> list[tuple[int, int]]:
    """Return left edge and width of each column; the wide ones share what is left."""
    gap = look.px(_GAP)
    wides = [_needed(view, number, look) for number in range(len(view.columns))]
    fixed = sum(wide for wide, one in zip(wides, view.columns, strict=True) if not one.is_wide)
    stretched = sum(one.is_wide for one in view.columns)
    left_over = room - fixed - gap * (len(view.columns) - 1)
    each = max(look.px(40), left_over // stretched) if stretched else 0
    places, left = [], 0
    for wide, column in zip(wides, view.columns, strict=True):
        width = each if column.is_wide else wide
        places.append((left, width))
        left += width + gap
    return places


def _needed(view: TableView, number: int, look: Look) -> int:
    """Return how much room the widest cell of a column takes."""
    cells = [row[number] for row in view.rows]
    if any(cell.gauge for cell in cells):
        return look.px(_GAUGE)
    heading = QFontMetricsF(look.font("label")).horizontalAdvance(view.columns[number].words)
    texts = (
        QFontMetricsF(look.font("body", cell.weight, cell.text)).horizontalAdvance(cell.text)
        for cell in cells
    )
    return round(max([heading, *texts])) + 2


def _heights(view: TableView, look: Look, room: int) -> list[int]:
    """Return how tall each row is: more where words need a second line."""
    wides = [wide for _, wide in _places(view, look, room)]
    least = look.px(_ROW)
    return [
        max([least, *(_tall(look, cell, wide) for cell, wide in zip(row, wides, strict=True))])
        for row in view.rows
    ]


def _tall(look: Look, cell: Cell, wide: int) -> int:
    sign = look.px(_SIGN + 6) if cell.sign else 0
    font = _fitted(look, cell, wide - sign, 0)
    return _wrapped(cell.text, font, wide - sign) + look.px(10) if cell.text else 0


def _fitted(look: Look, cell: Cell, wide: int, tall: int, name: str = "body") -> QFont:
    """Return the font of a cell: smaller where it needs two lines, or one word has no room.

    With *tall* the lines must not be higher than that.
    """
    font = look.font(name, cell.weight, cell.text)
    if QFontMetricsF(font).horizontalAdvance(cell.text) <= wide:
        return font
    font = look.font("label" if name == "body" else "note", cell.weight, cell.text)
    while font.pixelSize() > 1:
        metrics = QFontMetricsF(font)
        widest = max(map(metrics.horizontalAdvance, _PIECE.findall(cell.text)), default=0)
        if widest <= wide and (not tall or _wrapped(cell.text, font, wide) <= tall):
            break
        font.setPixelSize(font.pixelSize() - 1)
    return font


def _wrapped(text: str, font: QFont, wide: int) -> int:
    """Return how high *text* is when its lines are as wide."""
    box = QRectF(0, 0, wide, 0)
    return round(QFontMetricsF(font).boundingRect(box, Qt.TextFlag.TextWordWrap, text).height())
