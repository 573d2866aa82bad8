"""The header: where this desk is, what time it is, and the lamps."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme import Look
from ui.widgets.status_line import StatusLine

_STEP_PX = 2


class LampState(StrEnum):
    """What a lamp says by its shape: square, triangle, disc."""

    OK = "ok"
    PROBLEM = "problem"
    UNSENT = "unsent"


class Lamp(QWidget):
    """A shape and a word; the shape alone tells the state."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look: Look | None = None
        self._word = QLabel(self)
        self._word.setObjectName("lampWord")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._word)
        self.set_state(LampState.OK, "")

    @property
    def word(self) -> str:
        """The word beside the shape."""
        return self._word.text()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._row.setContentsMargins(look.px(24), 0, 0, 0)
        self.update()

    def set_state(self, state: LampState, word: str) -> None:
        """Show *state* with its *word*."""
        self._state = state
        self._word.setText(word)
        self.setAccessibleName(word)
        self.setProperty("state", state.value)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the shape at the left, level with the word."""
        if self._look is None:
            return
        side = self._look.px(16)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        is_bad = self._state is LampState.PROBLEM
        painter.setBrush(self._look.colour("text_attention" if is_bad else "text_welcome"))
        _paint_shape(painter, self._state, box)


def _paint_shape(painter: QPainter, state: LampState, box: QRectF) -> None:
    if state is LampState.OK:
        painter.drawRect(box)
    elif state is LampState.UNSENT:
        painter.drawEllipse(box)
    else:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))


def _least_width(text: str, metrics: QFontMetrics, lines: int) -> int:
    """Return the least width in which *text* needs no more than that many *lines*."""
    words = text.split()
    width = max((metrics.horizontalAdvance(word) for word in words), default=0)
    while _line_count(words, metrics, width) > lines:
        width += _STEP_PX
    return width + _STEP_PX


def _line_count(words: list[str], metrics: QFontMetrics, width: int) -> int:
    count, line = 0, ""
    for word in words:
        longer = f"{line} {word}".strip()
        fits = bool(line) and metrics.horizontalAdvance(longer) <= width
        count += not fits
        line = longer if fits else word
    return count


class Header(QFrame):
    """Mode, day, clock and event at the left; three lamps above the right column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.mode, self.day, self.clock, self.event_name = (
            self._label(name) for name in ("mode", "day", "clock", "eventName")
        )
        self.event_name.setWordWrap(True)
        self._practice, self._has_notice = "", False
        self.notice = StatusLine("headerNotice", self)
        self.notice.hide()
        self.lamps = {name: Lamp(f"{name}Lamp") for name in ("scanner", "printer", "unsent")}
        self._left = QHBoxLayout()
        for label in (self.mode, self.day, self.clock):
            self._left.addWidget(label)
        self._left.addWidget(self.notice, 100, Qt.AlignmentFlag.AlignVCenter)
        self._left.addStretch(1)
        self._left.addWidget(self.event_name)
        self._lamp_area = QWidget()
        self._right = QHBoxLayout(self._lamp_area)
        for lamp in self.lamps.values():
            self._right.addWidget(lamp)
            self._right.addStretch(1)
        self._right.takeAt(self._right.count() - 1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._lamp_area)
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        margin = look.size("margin")
        self._left.setContentsMargins(margin, 0, margin, 0)
        self._left.setSpacing(look.px(20))
        self._right.setContentsMargins(margin, 0, margin, 0)
        self._lamp_area.setFixedWidth(look.size("side"))
        self.setFixedHeight(look.size("header"))
        self.notice.set_look(look)
        for lamp in self.lamps.values():
            lamp.set_look(look)
        self.fit_event()
        self.update()

    def show_day(self, day: str) -> None:
        """Show the day; in practice stands that it is one."""
        self.day.setText(self._practice or day)

    def set_practice(self, word: str) -> None:
        """Say from now on that nothing here counts; empty where it does."""
        self._practice = word
        self.setProperty("practice", bool(word))
        if word:
            self.day.setText(word)

    def show_notice(self, sign: str, words: str) -> None:
        """Show something that somebody should know where the event's name stands, or no more."""
        self._has_notice = bool(words)
        self.notice.show_status(sign, words)
        self.fit_event()

    def show_event(self, name: str) -> None:
        """Show the event's *name* beside the clock, on three lines where two are too wide."""
        self.event_name.setText(name)
        self.fit_event()

    def fit_event(self) -> None:
        """Give the event's name the room that mode, day and clock leave."""
        if self._look is None:
            return
        look, metrics = self._look, self.event_name.fontMetrics()
        taken = sum(part.sizeHint().width() for part in (self.mode, self.day, self.clock))
        edges = 2 * look.size("margin") + 3 * self._left.spacing()
        room = self.width() - look.size("side") - edges - taken
        widths = [_least_width(self.event_name.text(), metrics, lines) for lines in (2, 3)]
        fitting = [width for width in widths if width <= room]
        self.notice.setVisible(self._has_notice)
        self.event_name.setVisible(bool(fitting) and not self._has_notice)
        self.event_name.setFixedWidth(fitting[0] if fitting else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the event's name anew."""
        super().resizeEvent(event)
        self.fit_event()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height that does not depend on long words."""
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairlines below and left of the lamps."""
        super().paintEvent(event)
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setPen(self._look.colour("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        line_x = self._lamp_area.x()
        painter.drawLine(line_x, 0, line_x, self.height())

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        return label
