"""The list of what happened last, drawn without cutting a name."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.arrivals import ArrivalsModel, Column
from ui.theme import Look, fits
from ui.widgets.sign import paint_sign

_LINES = 2
_KEPT_FONTS = 500
Index = QModelIndex | QPersistentModelIndex


class ArrivalDelegate(QStyledItemDelegate):
    """Draws a row of four columns: time, sign, name, remark."""

    look: Look | None = None
    remark_width: int = 0
    row: str = "row_list"

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fonts: dict[tuple[str, int, int], QFont] = {}

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self.look = look
        self._fonts.clear()

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        """Return the height of a row."""
        height = self.look.size(self.row) if self.look else 1
        return QSize(super().sizeHint(option, index).width(), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Draw one cell and its part of the hairline above."""
        if self.look is None:
            return
        cell = QRect(option.rect)
        painter.setPen(self.look.colour("hair"))
        painter.drawLine(cell.topLeft(), cell.topRight())
        if index.column() == Column.VERDICT:
            self._paint_sign(painter, cell, index)
        elif index.column() == Column.NAME:
            self._paint_text(painter, cell.adjusted(0, 0, self._spare(index), 0), index)
        else:
            self._paint_text(painter, cell, index)

    def _spare(self, index: Index) -> int:
        """Return what a row's remark leaves of the last column for its name."""
        if self.look is None:
            return 0
        remark = str(index.model().index(index.row(), Column.REMARK).data())
        taken = QFontMetrics(self.look.font("label")).horizontalAdvance(remark)
        return self.remark_width - taken - self.look.px(4) * bool(remark)

    def _paint_sign(self, painter: QPainter, cell: QRect, index: Index) -> None:
        if self.look is None:
            return
        verdict = str(index.data(ArrivalsModel.ArrivalRole).reason.verdict)
        side = self.look.size("sign_list") if self.row == "row_list" else self.look.px(28)
        box = QRectF(cell.x(), cell.y() + (cell.height() - side) / 2, side, side)
        sign = self.look.colour(f"text_{verdict}")
        paint_sign(painter, verdict, box, sign, self.look.colour("ground"))

    def _paint_text(self, painter: QPainter, cell: QRect, index: Index) -> None:
        if self.look is None:
            return
        text, column = str(index.data()), index.column()
        painter.setPen(self.look.colour("ink" if column == Column.NAME else "ink2"))
        option = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if column == Column.REMARK:
            option.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
        painter.setFont(self._kept_font(text, column, cell.width()))
        painter.drawText(QRectF(cell), text, option)

    def _kept_font(self, text: str, column: int, width: int) -> QFont:
        """Return the font of a cell; it is looked for once, however often the row is painted."""
        key = (text, column, width)
        if key not in self._fonts:
            if len(self._fonts) >= _KEPT_FONTS:
                self._fonts.clear()
            self._fonts[key] = self._font(text, column, width)
        return self._fonts[key]

    def _font(self, text: str, column: int, width: int) -> QFont:
        if self.look is None:
            return QFont()
        if column == Column.REMARK:
            return self.look.font("label")
        font = self._one_line(text, width)
        if fits(text, font, width):
            return font
        # Small letters on two lines, and smaller ones still, instead of a cut name.
        font = self.look.font("note" if self.row == "row_list" else "body", text=text)
        while font.pixelSize() > 1 and _lines(text, font, width) > _LINES:
            font.setPixelSize(font.pixelSize() - 1)
        return font

    def _one_line(self, text: str, width: int) -> QFont:
        """Return the font for one line; large rows have some room to be smaller."""
        if self.look is None:
            return QFont()
        body = self.look.font("body", text=text)
        font = body if self.row == "row_list" else self.look.font("fact", text=text)
        while font.pixelSize() > body.pixelSize() and not fits(text, font, width):
            font.setPixelSize(font.pixelSize() - 1)
        return font


def _lines(text: str, font: QFont, width: int) -> int:
    metrics = QFontMetrics(font)
    wrapped = metrics.boundingRect(0, 0, width, 0, Qt.TextFlag.TextWordWrap, text)
    return round(wrapped.height() / metrics.lineSpacing())


class LatestList(QFrame):
    """A title and as many rows as there is room for; *row* names their height in the tokens."""

    def __init__(
        self, model: ArrivalsModel, parent: QWidget | None = None, *, row: str = "row_list"
    ) -> None:
        super().__init__(parent)
        self.setObjectName("latest")
        self._look: Look | None = None
        self._title = QLabel(self)
        self._title.setObjectName("latestTitle")
        self._hint, self._hint_key = QLabel(self), QLabel(self)
        self._hint.setObjectName("latestHint")
        self._hint_key.setObjectName("keyCap")
        self._hint_key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.hide()
        self._hint_key.hide()
        self._row = row
        self._delegate = ArrivalDelegate(self)
        self._delegate.row = row
        self._view = self._new_view(model)
        model.modelReset.connect(self._arrange)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._delegate.set_look(look)
        self._view.verticalHeader().setDefaultSectionSize(look.size(self._row))
        self._arrange()
        self._view.viewport().update()

    def set_title(self, title: str) -> None:
        """Show *title* above the rows."""
        self._title.setText(title)
        self._view.setAccessibleName(title)

    def show_hint(self, words: str, cap: str) -> None:
        """Show that something waits elsewhere, and the key that leads there; nothing when empty."""
        if (words, cap) == (self._hint.text(), self._hint_key.text()):
            return
        self._hint.setText(words)
        self._hint_key.setText(cap)
        for label in (self._hint, self._hint_key):
            label.setVisible(bool(words))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give title and rows their places."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline above."""
        super().paintEvent(event)
        if self._look is not None:
            painter = QPainter(self)
            painter.setPen(self._look.colour("hair"))
            painter.drawLine(0, 0, self.width(), 0)

    def _arrange(self) -> None:
        if self._look is None:
            return
        look, margin = self._look, self._look.size("margin")
        row, wide = look.size(self._row), self.width() - 2 * margin
        self._title.setGeometry(margin, look.px(1), wide, look.size("row_list"))
        self._arrange_hint(margin + wide)
        rows = max(0, (self.height() - look.px(49)) // row)
        self._view.setGeometry(margin, look.px(49), wide, rows * row)
        is_large = self._row != "row_list"
        time, sign = look.px(76 if is_large else 64), look.px(40 if is_large else 36)
        remark = self._delegate.remark_width = self._remark_width()
        widths = (time, sign, wide - time - sign - remark, remark)
        for column, width in zip(Column, widths, strict=True):
            self._view.setColumnWidth(column, width)

    def _arrange_hint(self, end: int) -> None:
        if self._look is None or self._hint.isHidden():
            return
        look, row = self._look, self._look.size("row_list")
        self._hint_key.setContentsMargins(look.px(7), 0, look.px(7), 0)
        cap = max(look.px(40), self._hint_key.sizeHint().width())
        high = max(look.px(28), self._hint_key.sizeHint().height())
        self._hint_key.setGeometry(end - cap, look.px(1) + (row - high) // 2, cap, high)
        words = self._hint.sizeHint().width()
        left = end - cap - look.px(12) - words
        self._hint.setGeometry(left, look.px(1), words, row)
        self._title.resize(max(1, left - self._title.x() - look.px(8)), row)

    def _remark_width(self) -> int:
        model, look = self._view.model(), self._look
        if look is None:
            return 0
        remarks = (
            str(model.index(row, Column.REMARK).data()) for row in range(min(model.rowCount(), 12))
        )
        metrics = self._title.fontMetrics()
        widest = max((metrics.horizontalAdvance(remark) for remark in remarks), default=0)
        return widest + look.px(4) if widest else 0

    def _new_view(self, model: ArrivalsModel) -> QTableView:
        view = QTableView(self)
        view.setObjectName("latestTable")
        view.setModel(model)
        view.setItemDelegate(self._delegate)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionMode(QTableView.SelectionMode.NoSelection)
        view.setShowGrid(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.horizontalHeader().hide()
        view.verticalHeader().hide()
        for policy in (view.setVerticalScrollBarPolicy, view.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view
