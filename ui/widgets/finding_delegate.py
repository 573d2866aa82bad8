"""Draws one badge with a problem: sign, the whole name, what is wrong, and the key that helps."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPen, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.findings import FindingsModel
from ui.presenters.preflight_finding import Finding
from ui.theme import Look
from ui.widgets.sign import paint_sign

Index = QModelIndex | QPersistentModelIndex
_NAME_ROLE, _WORDS_ROLE = FindingsModel.NameRole, FindingsModel.WordsRole
_KEYS = 9
_SIGN, _NAME, _WHY_PART, _REMEDY = 24, 76, 0.405, 248
_HEIGHT = 80
_BOX_PART = 0.78
"""Width of the box for a missing character, a part of the font's size."""


class FindingDelegate(QStyledItemDelegate):
    """Paints rows of a `FindingsModel`.

    ``first`` is the row that has key 1, ``width`` that of the list.

    Signals:
        remedy_pressed: The row whose key was clicked.
    """

    remedy_pressed = Signal(QModelIndex)
    look: Look | None = None
    first: int = 0
    width: int = 1

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Press the key of a row that was clicked."""
        is_click = event.type() is QEvent.Type.MouseButtonRelease
        if is_click and isinstance(event, QMouseEvent) and self.look is not None:
            right = QRect(option.rect).right() - self.look.px(_REMEDY)
            if event.position().x() >= right:
                self.remedy_pressed.emit(model.index(index.row(), 0))
        return super().editorEvent(event, model, option, index)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return a height with room for the name and for all that is wrong."""
        if self.look is None:
            return QSize(1, 1)
        look = self.look
        name, words = (str(index.data(role)) for role in (_NAME_ROLE, _WORDS_ROLE))
        name_room, words_room = self._rooms(self.width)
        needed = max(
            _height(name, look.font("body", 600, name), name_room),
            _height(words, look.font("body", text=words), words_room),
        )
        return QSize(1, max(look.target(_HEIGHT), round(needed) + look.px(24)))

    def _rooms(self, width: int) -> tuple[int, int]:
        """Return the widths of the columns for the name and for what is wrong."""
        if self.look is None:
            return 1, 1
        why = round(width * _WHY_PART)
        right = width - self.look.px(_REMEDY)
        return why - self.look.px(_NAME + 16), right - why - self.look.px(16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        finding = index.data(FindingsModel.FindingRole)
        if self.look is None or not isinstance(finding, Finding):
            return
        look, row = self.look, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, look.colour("accent_soft"))
            painter.fillRect(row.x(), row.y(), look.px(8), row.height(), look.colour("accent"))
        painter.fillRect(row.x(), row.bottom(), row.width(), 1, look.colour("hair"))
        self._paint_sign(painter, row, finding)
        why = round(row.width() * _WHY_PART)
        name_room, words_room = self._rooms(row.width())
        name = QRect(look.px(_NAME), row.y(), name_room, row.height())
        self._paint_name(painter, name, str(index.data(FindingsModel.NameRole)), finding.missing)
        right = row.right() - look.px(_REMEDY)
        words = QRect(why, row.y(), words_room, row.height())
        self._paint_words(painter, words, str(index.data(FindingsModel.WordsRole)))
        remedy = QRect(right, row.y(), look.px(_REMEDY), row.height())
        self._paint_remedy(painter, remedy, index)
        painter.restore()

    def _paint_sign(self, painter: QPainter, row: QRect, finding: Finding) -> None:
        if self.look is None:
            return
        name = "stop" if finding.is_grave else "attention"
        side = self.look.px(28)
        box = QRectF(self.look.px(_SIGN), row.center().y() - side / 2, side, side)
        colour = self.look.colour(f"text_{name}")
        paint_sign(painter, name, box, colour, self.look.colour("ground"))

    def _paint_name(
        self, painter: QPainter, box: QRect, name: str, missing: frozenset[str]
    ) -> None:
        """Draw the whole name, large in one line, else smaller in as many as it needs."""
        if self.look is None:
            return
        look = self.look
        font = look.font("fact", 600, "".join(set(name) - missing))
        if _width(name, missing, font) > box.width():
            font = look.font("body", 600, "".join(set(name) - missing))
        lines = _wrapped(name, missing, font, box.width())
        while font.pixelSize() > 1 and not _has_room(lines, missing, font, box):
            font.setPixelSize(font.pixelSize() - 1)
            lines = _wrapped(name, missing, font, box.width())
        metrics = QFontMetricsF(font)
        y = box.center().y() - len(lines) * metrics.height() / 2 + metrics.ascent()
        painter.setFont(font)
        for line in lines:
            self._paint_line(painter, QPointF(box.x(), y), line, missing)
            y += metrics.height()

    def _paint_line(
        self, painter: QPainter, start: QPointF, line: str, missing: frozenset[str]
    ) -> None:
        """Draw a line; a character that no font has is a red box."""
        if self.look is None:
            return
        font, metrics, x = painter.font(), QFontMetricsF(painter.font()), start.x()
        side = font.pixelSize() * _BOX_PART
        for part, is_missing in _parts(line, missing):
            if is_missing:
                painter.setPen(QPen(self.look.colour("text_stop"), 2))
                for number in range(len(part)):
                    left = x + number * side * 1.15
                    painter.drawRect(QRectF(left + 1, start.y() - side + 1, side - 2, side))
                x += len(part) * side * 1.15
            else:
                painter.setPen(self.look.colour("ink"))
                painter.drawText(QPointF(x, start.y()), part)
                x += metrics.horizontalAdvance(part)

    def _paint_words(self, painter: QPainter, box: QRect, words: str) -> None:
        if self.look is None:
            return
        font = self.look.font("body", text=words)
        option = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        while font.pixelSize() > 1 and _height(words, font, box.width()) > box.height():
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(self.look.colour("ink"))
        painter.drawText(QRectF(box), words, option)

    def _paint_remedy(self, painter: QPainter, box: QRect, index: Index) -> None:
        if self.look is None:
            return
        look, number = self.look, index.row() - self.first + 1
        cap = QRectF(box.x(), box.center().y() - look.px(16), look.px(40), look.px(32))
        if 1 <= number <= _KEYS:
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(look.colour("ground"))
            painter.drawRoundedRect(cap, look.px(4), look.px(4))
            painter.setFont(look.font("label", 600))
            painter.setPen(look.colour("ink"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(number))
        words = str(index.data(FindingsModel.RemedyRole))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink"))
        place = box.adjusted(look.px(52), 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, words)


def _parts(line: str, missing: frozenset[str]) -> list[tuple[str, bool]]:
    """Return the runs of *line*, each with whether no font has its characters."""
    parts: list[tuple[str, bool]] = []
    for letter in line:
        is_missing = letter in missing
        if parts and parts[-1][1] == is_missing:
            parts[-1] = (parts[-1][0] + letter, is_missing)
        else:
            parts.append((letter, is_missing))
    return parts


def _width(text: str, missing: frozenset[str], font: QFont) -> float:
    metrics, side = QFontMetricsF(font), font.pixelSize() * _BOX_PART * 1.15
    return sum(
        len(part) * side if is_missing else metrics.horizontalAdvance(part)
        for part, is_missing in _parts(text, missing)
    )


def _wrapped(text: str, missing: frozenset[str], font: QFont, width: float) -> list[str]:
    """Return *text* in lines that are no wider than *width* as far as its words allow."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, missing, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _has_room(lines: list[str], missing: frozenset[str], font: QFont, box: QRect) -> bool:
    widest = max(_width(line, missing, font) for line in lines)
    return widest <= box.width() and len(lines) * QFontMetricsF(font).height() <= box.height()


@lru_cache(maxsize=4096)
def _height(text: str, font: QFont, width: int) -> float:
    wrap = int(Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10_000), wrap, text).height()
