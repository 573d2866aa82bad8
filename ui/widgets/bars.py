"""Arrivals as bars aligned to the opening, with what was expected as outlines."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look

_TOP, _FOOT = 44, 28
_GAP = 0.13
"""Of a bar's room so much is left free beside it."""

_NARROW = 20
"""Bars that are narrower than so many units bear no numbers."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``expected`` is its outline, ``time`` stands below it where it is not empty."""

    arrivals: int
    number: str
    expected: float = 0.0
    is_running: bool = False
    time: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line left of bar ``place``, with words."""

    place: float
    words: str


class ArrivalBars(QWidget):
    """Paints `Bar` after `Bar` over the whole width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrivalBars")
        self._look: Look | None = None
        self._bars: tuple[Bar, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._empty = ""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.update()

    def show_bars(
        self, bars: Sequence[Bar], marks: Sequence[Mark], *, spoken: str, empty: str
    ) -> None:
        """Show bars and lines; *spoken* says the same, *empty* what it means that there is none."""
        self._bars, self._marks, self._empty = tuple(bars), tuple(marks), empty
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw bars, their numbers, the lines and the times below."""
        if self._look is None or not self._bars:
            return
        painter = QPainter(self)
        floor = self.height() - self._look.px(_FOOT)
        most = max(max(bar.arrivals, bar.expected) for bar in self._bars)
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, number, bar, floor, most)
        painter.fillRect(0, floor, self.width(), 1, self._look.colour("ink"))
        for mark in self._marks:
            self._paint_mark(painter, mark, floor)
        if not any(bar.arrivals for bar in self._bars):
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.colour("ink2"))
            place = QRectF(0, self._look.px(_TOP), self.width(), floor - self._look.px(_TOP))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._empty)

    def _paint_bar(self, painter: QPainter, number: int, bar: Bar, floor: int, most: float) -> None:
        look = self._look
        if look is None:
            return
        step = self.width() / len(self._bars)
        left, wide = number * step, step * (1 - _GAP)
        tallest = floor - look.px(_TOP)
        tall = round(bar.arrivals / most * tallest) if most else 0
        expected = round(bar.expected / most * tallest) if most else 0
        colour = look.colour("accent" if bar.is_running else "bar")
        if tall:
            painter.fillRect(QRectF(left, floor - tall, wide, tall), colour)
        if expected > tall:
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.drawRect(QRectF(left + 0.5, floor - expected + 0.5, wide - 1, expected - tall))
        if bar.arrivals and step >= look.px(_NARROW):
            top = floor - max(tall, expected)
            self._paint_words(
                painter, bar.number, QRectF(left, top - look.px(20), wide, look.px(18))
            )
        if bar.time:
            box = QRectF(left, floor + look.px(6), self.width() - left, look.px(_FOOT))
            painter.setFont(look.font("note"))
            painter.setPen(look.colour("ink2"))
            if QFontMetricsF(painter.font()).horizontalAdvance(bar.time) <= box.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, bar.time)

    def _paint_words(self, painter: QPainter, words: str, box: QRectF) -> None:
        if self._look is None:
            return
        painter.setFont(self._look.font("note"))
        painter.setPen(self._look.colour("ink"))
        wide = box.adjusted(-box.width(), 0, box.width(), 0)
        painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_mark(self, painter: QPainter, mark: Mark, floor: int) -> None:
        look = self._look
        if look is None:
            return
        step = self.width() / len(self._bars)
        left = mark.place * step - step * _GAP / 2
        painter.fillRect(QRectF(left - 1, 0, 2, floor), look.colour("ink"))
        painter.setFont(look.font("label"))
        painter.setPen(look.colour("ink"))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(mark.words)
        is_near_end = left + look.px(10) + wide > self.width()
        x = left - look.px(10) - wide if is_near_end else left + look.px(10)
        painter.drawText(
            QRectF(x, 0, wide + 2, look.px(20)), Qt.AlignmentFlag.AlignLeft, mark.words
        )
