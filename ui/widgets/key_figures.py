"""The numbers that are read from afar: one that fills the page's height, a few beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look, fits

_GREATEST = 20 / 15.6
"""Of the largest type: 20 millimetres."""

_LEFT, _RIGHT, _GAP = 24, 32, 24


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number and what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The largest number, with up to three lines beside it."""

    number: str
    lines: tuple[str, ...]


class KeyFigures(QWidget):
    """Paints a `Headline` at the left and `KeyFigure` after `KeyFigure` at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyFigures")
        self._look: Look | None = None
        self._headline = Headline("", ())
        self._figures: tuple[KeyFigure, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The numbers, the largest first."""
        return (self._headline.number, *(one.number for one in self._figures))

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.update()

    def show_figures(self, headline: Headline, figures: Sequence[KeyFigure]) -> None:
        """Show the numbers."""
        self._headline, self._figures = headline, tuple(figures)
        said = [f"{headline.number} {' '.join(headline.lines)}"]
        self.setAccessibleName(", ".join([*said, *(f"{f.number} {f.words}" for f in figures)]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw everything and the hairline below."""
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("hair"))
        greatest = look.font("huge")
        greatest.setPixelSize(round(greatest.pixelSize() * _GREATEST))
        base = self.height() - look.px(20)
        left = look.px(_LEFT)
        painter.setPen(look.colour("ink"))
        painter.setFont(greatest)
        painter.drawText(left, base, self._headline.number)
        left += round(QFontMetricsF(greatest).horizontalAdvance(self._headline.number))
        left = self._paint_lines(painter, left + look.px(_GAP), base)
        self._paint_figures(painter, left + look.px(48), base)

    def _paint_lines(self, painter: QPainter, left: int, base: int) -> int:
        """Draw the lines beside the largest number, upwards; return where they end."""
        look = self._look
        if look is None:
            return left
        fonts = [look.font(name) for name in ("fact", "fact", "label")]
        widest = 0.0
        below = base
        lines = list(zip(self._headline.lines, fonts, ("ink", "ink2", "ink2"), strict=False))
        for words, font, colour in reversed(lines):
            painter.setFont(font)
            painter.setPen(look.colour(colour))
            painter.drawText(left, below, words)
            below -= round(QFontMetricsF(font).height() * 1.08)
            widest = max(widest, QFontMetricsF(font).horizontalAdvance(words))
        return left + round(widest)

    def _paint_figures(self, painter: QPainter, left: int, base: int) -> None:
        look = self._look
        if look is None or not self._figures:
            return
        gap = look.px(_GAP)
        room = self.width() - look.px(_RIGHT) - left
        step = room / len(self._figures)
        for number, figure in enumerate(self._figures):
            box = QRectF(left + number * step, 0, step - gap, base - look.px(42))
            painter.setPen(look.colour("ink"))
            painter.setFont(_fitted(look.font("mode"), figure.number, box.width()))
            painter.drawText(box, _BOTTOM, figure.number)
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("label"))
            left_over = self.height() - box.bottom()
            below = QRectF(box.x(), box.bottom(), box.width() + gap / 2, left_over)
            painter.drawText(below, _TOP | Qt.TextFlag.TextWordWrap, figure.words)


_BOTTOM = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def _fitted(font: QFont, text: str, width: float) -> QFont:
    """Return *font*, down to half its size where *text* has no room."""
    smallest = font.pixelSize() // 2
    while font.pixelSize() > smallest and not fits(text, font, width):
        font.setPixelSize(font.pixelSize() - 1)
    return font
