"""The header: where this desk is, what time it is, and the lamps."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme import Look


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


def _two_line_width(words: list[str], metrics: QFontMetrics) -> int:
    """Return the least width in which the *words* need two lines."""
    splits = ((words[:at], words[at:]) for at in range(1, len(words) + 1))
    widths = (max(metrics.horizontalAdvance(" ".join(part)) for part in both) for both in splits)
    return min(widths, default=0) + 2


class Header(QFrame):
    """Mode, day, clock and event at the left; three lamps above the right column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.mode, self.day, self.clock, self.event_name = (
            self._label(name) for name in ("mode", "day", "clock", "eventName")
        )
        self.event_name.setWordWrap(True)
        self.lamps = {name: Lamp(f"{name}Lamp") for name in ("scanner", "printer", "unsent")}
        self._left = QHBoxLayout()
        for label in (self.mode, self.day, self.clock):
            self._left.addWidget(label)
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
        self._left.setSpacing(look.px(28))
        self._right.setContentsMargins(margin, 0, margin, 0)
        self._lamp_area.setFixedWidth(look.size("side"))
        self.show_event(self.event_name.text())
        self.setFixedHeight(look.size("header"))
        for lamp in self.lamps.values():
            lamp.set_look(look)
        self.update()

    def show_event(self, name: str) -> None:
        """Show the event's *name* in two lines."""
        self.event_name.setText(name)
        if self._look is not None:
            width = _two_line_width(name.split(), self.event_name.fontMetrics())
            self.event_name.setFixedWidth(min(width, self._look.px(260)))

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
