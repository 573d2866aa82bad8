"""The plate: one sign, one word, one name. Seen from the corner of the eye."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.theme import Look, fits
from ui.widgets.sign import paint_sign

IDLE: Final = "idle"
PITCH = 1.22
"""Distance of two baselines of one text, in font sizes."""
HEADROOM = 1.25
"""First baseline below the top of a line's widget: room for two marks on a capital."""
BORDER = 2
_ARABIC = 1.15
"""Arabic letters look as large as Latin ones when they are set so much larger."""
_DEPTH = 0.4
"""Room below the last baseline."""


@dataclass(frozen=True, slots=True)
class PlateView:
    """What the plate shows; ``verdict`` is idle, welcome, already, attention or stop."""

    verdict: str
    word: str
    name: str = ""
    native: str = ""
    reason: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one breath, for a screen reader."""
        return ". ".join(part for part in (self.word, self.name, self.reason) if part)


@dataclass(frozen=True, slots=True)
class Cut:
    """How one line of the plate is set: sizes between two steps, weight, distance above."""

    largest: str
    smallest: str
    weight: int
    lead: float


_CUTS = {
    "word": Cut("mode", "mode", 600, 0.0),
    "name": Cut("name", "mode", 600, 1.39),
    "native": Cut("native", "native", 400, 1.4),
    "reason": Cut("title", "title", 400, 1.72),
}


class Line(QLabel):
    """Text that is never cut: smaller down to a floor, then on more lines."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._font = QFont()
        self._ink: QColor | None = None

    @property
    def font_px(self) -> int:
        """The size at which the text was set, in device-independent pixels."""
        return self._font.pixelSize()

    def set_ink(self, ink: QColor) -> None:
        """Draw in *ink*, whatever the style sheet says."""
        self._ink = ink

    def set_between(self, look: Look, cut: Cut, width: int) -> int:
        """Choose the size and break lines at *width*; return how many lines it takes."""
        font = look.font(cut.largest, cut.weight, self.text())
        if _is_arabic(self.text()):
            font.setPixelSize(round(font.pixelSize() * _ARABIC))
        floor = round(look.font_px(cut.smallest))
        while font.pixelSize() > floor and not fits(self.text(), font, width):
            font.setPixelSize(font.pixelSize() - 1)
        self._font = font
        return self._broken(width).lineCount()

    def height_of(self, lines: int) -> int:
        """Return the height of its widget for that many lines."""
        return round((HEADROOM + PITCH * (lines - 1) + _DEPTH) * self.font_px)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines flush left, right-to-left runs too."""
        painter = QPainter(self)
        painter.setPen(self._ink or self.palette().color(self.foregroundRole()))
        self._broken(self.width()).draw(painter, QPointF(0, 0))

    def _broken(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self._font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        baseline = HEADROOM * self.font_px
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # Faces of other scripts have other ascents; the baseline must not move.
            line.setPosition(QPointF(0, baseline - line.ascent()))
            baseline += PITCH * self.font_px
        layout.endLayout()
        return layout


class Plate(QFrame):
    """Five places that never move; an answer changes their colour and text.

    It paints its colours itself: to ask the style sheet anew costs more than all the rest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plate")
        self._view = PlateView(IDLE, "")
        self._look: Look | None = None
        self._lines = {name: Line(name, self) for name in _CUTS}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def view(self) -> PlateView:
        """What it shows now."""
        return self._view

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._set_ink()
        self.update()

    def show_view(self, view: PlateView) -> None:
        """Show *view* and say it once to a screen reader."""
        if view == self._view:
            return
        self._view = view
        for name, line in self._lines.items():
            line.setText(getattr(view, name))
            line.setVisible(bool(line.text()))
        self.setAccessibleName(view.spoken)
        self._set_ink()
        announce(self, view.spoken)
        self.update()

    def arranged_height(self, width: int) -> int:
        """Put the lines in their places for that *width*; return the height it takes."""
        if self._look is None:
            return 0
        look, left = self._look, self._look.size("axis")
        room = width - left - look.size("margin")
        baseline = float(look.px(73))
        for name, line in self._lines.items():
            if not line.text():
                continue
            count = line.set_between(look, _CUTS[name], room)
            baseline += _CUTS[name].lead * line.font_px
            top = round(baseline - HEADROOM * line.font_px)
            line.setGeometry(left, top, room, line.height_of(count))
            baseline += (count - 1) * PITCH * line.font_px
        return max(look.size("plate"), round(baseline) + look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground and the sign."""
        super().paintEvent(event)
        if self._look is None:
            return
        look, verdict = self._look, self._view.verdict
        painter = QPainter(self)
        side = look.size("sign_plate")
        corner = look.size("margin")
        sign, ground = sign_colours(verdict)
        painter.fillRect(self.rect(), look.colour(ground))
        box = QRectF(corner, corner, side, side)
        paint_sign(painter, verdict, box, look.colour(sign), look.colour(ground))
        if look.theme == "high_contrast":
            painter.setPen(QPen(look.colour("ink"), BORDER))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _set_ink(self) -> None:
        if self._look is None:
            return
        verdict = self._view.verdict
        ink = self._look.colour("ink" if verdict == IDLE else f"on_{verdict}")
        for line in self._lines.values():
            line.set_ink(ink)


def announce(widget: QWidget, words: str) -> None:
    """Say *words* at once, whatever a screen reader is saying now."""
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def _is_arabic(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) == "AL" for letter in text)


def sign_colours(verdict: str) -> tuple[str, str]:
    """Return the names of the colours of a plate's sign and of the plate itself."""
    special = {IDLE: ("ink", "panel"), "already": ("mark_already", "already")}
    return special.get(verdict, (f"on_{verdict}", verdict))
