"""Draws one found guest: name with the typed letters underlined, origin, whether here."""

import unicodedata

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.hits import Found, HitsModel
from ui.theme import Look, fits
from ui.widgets.sign import paint_sign

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Paints rows of a `HitsModel`; ``words`` are what was typed."""

    def __init__(self, model: HitsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.look: Look | None = None
        self.words: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row; the width is that of the list."""
        return QSize(1, self.look.size("row_result") if self.look else 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        found = index.data(HitsModel.FoundRole)
        if self.look is None or not isinstance(found, Found):
            return
        look, row = self.look, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, look.colour("accent_soft"))
            painter.fillRect(row.x(), row.y(), look.px(8), row.height(), look.colour("accent"))
        painter.setPen(look.colour("hair"))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        state_left = self._paint_state(painter, row, found)
        self._paint_name(painter, row, found.hit.name, state_left)
        self._paint_origin(painter, row, found, state_left)
        painter.restore()

    def _paint_state(self, painter: QPainter, row: QRect, found: Found) -> int:
        if self.look is None:
            return row.right()
        look, is_here = self.look, found.hit.arrived is not None
        font, text = look.font("body"), self._model.state(found)
        wide = max(QFontMetricsF(font).horizontalAdvance(text), look.px(140))
        left = round(row.right() - look.px(64) - wide)
        box = QRectF(left - look.px(36), row.center().y() - look.px(12), look.px(24), look.px(24))
        sign = look.colour("text_welcome" if is_here else "ink2")
        paint_sign(painter, "welcome" if is_here else "expected", box, sign, look.colour("ground"))
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        place = QRectF(left, row.y(), wide + look.px(40), row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return left - look.px(52)

    def _paint_name(self, painter: QPainter, row: QRect, name: str, right: int) -> None:
        if self.look is None:
            return
        look, left = self.look, row.x() + self.look.px(32)
        font = look.font("title", 600, name)
        while font.pixelSize() > look.px(14) and not fits(name, font, right - left):
            font.setPixelSize(font.pixelSize() - 1)
        baseline = row.y() + look.px(43)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        painter.drawText(QPointF(left, baseline), name)
        for start, length in underlined(name, self.words):
            self._underline(painter, font, QPointF(left, baseline), (name, start, length))

    def _underline(
        self, painter: QPainter, font: QFont, origin: QPointF, part: tuple[str, int, int]
    ) -> None:
        if self.look is None:
            return
        name, start, length = part
        metrics = QFontMetricsF(font)
        before = metrics.horizontalAdvance(name[:start])
        wide = metrics.horizontalAdvance(name[: start + length]) - before
        thick = self.look.px(3)
        line = QRectF(origin.x() + before, origin.y() + self.look.px(6), wide, thick)
        painter.fillRect(line, self.look.colour("accent"))

    def _paint_origin(self, painter: QPainter, row: QRect, found: Found, right: int) -> None:
        if self.look is None:
            return
        look, left = self.look, float(row.x() + self.look.px(32))
        baseline = row.y() + look.px(70)
        origin = found.hit.organisation or found.hit.category
        font = look.font("body", 600, origin)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        painter.drawText(QPointF(left, baseline), origin)
        left += QFontMetricsF(font).horizontalAdvance(origin)
        remark = f" · {found.remark}" if origin and found.remark else found.remark
        if fits(remark, look.font("body"), right - left):
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("ink2"))
            painter.drawText(QPointF(left, baseline), remark)


def underlined(name: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of the parts of *name* that begin like one of *words*.

    Marks and case do not matter. Names whose letters do not fold one to one show nothing.
    """
    folded = "".join(_bare(letter) for letter in name)
    if len(folded) != len(name):
        return []
    parts = []
    for word in words:
        bare = "".join(_bare(letter) for letter in word)
        starts = [i for i in range(len(name)) if i == 0 or not name[i - 1].isalnum()]
        at = next((i for i in starts if bare and folded.startswith(bare, i)), None)
        if at is not None:
            parts.append((at, len(bare)))
    return parts


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].casefold()
