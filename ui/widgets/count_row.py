"""How many have come, and how fast: a number and bars."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme import Look


class ArrivalBars(QWidget):
    """Bars of arrivals, aligned to the opening, the latest at the right."""

    _MOST = 16

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrivals")
        self._numbers: tuple[int, ...] = ()
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.setFixedWidth(self._MOST * look.px(16))
        self.update()

    def show_numbers(self, numbers: Sequence[int], spoken: str) -> None:
        """Show the last numbers of arrivals; *spoken* says what they are."""
        self._numbers = tuple(numbers)[-self._MOST :]
        self.setAccessibleName(f"{spoken}: {', '.join(map(str, self._numbers))}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bars flush right on one line."""
        if self._look is None or not self._numbers:
            return
        painter = QPainter(self)
        step, thick = self._look.px(16), self._look.px(12)
        base, tallest = self.height() - self._look.px(16), self._look.px(48)
        most = max(*self._numbers, 1)
        left = self.width() - len(self._numbers) * step + step - thick
        for number, arrivals in enumerate(self._numbers):
            height = max(2, round(arrivals / most * tallest))
            bar = QRect(left + number * step, base - height, thick, height)
            painter.fillRect(bar, self._look.colour("bar"))


class CountRow(QFrame):
    """Arrived guests as a number, the expected ones beside it, the bars at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("countRow")
        self._key, self._arrived, self._expected = (
            self._label(name) for name in ("factKey", "arrived", "expected")
        )
        self.bars = ArrivalBars(self)
        self._row = QHBoxLayout(self)
        for widget in (self._key, self._arrived, self._expected):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.bars)
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        margin = look.size("margin")
        self._row.setContentsMargins(margin, 0, margin, 0)
        self._row.setSpacing(0)
        self._key.setFixedWidth(look.size("axis") - margin)
        # The small words stand on the baseline of the number.
        self._expected.setContentsMargins(look.px(12), look.px(13), 0, 0)
        self.bars.set_look(look)
        self._fit()
        self.update()

    def show_counts(self, key: str, arrived: str, expected: str) -> None:
        """Show the words and numbers of the row."""
        self._key.setText(key)
        self._arrived.setText(arrived)
        self._expected.setText(expected)
        self.setAccessibleName(f"{key}: {arrived} {expected}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the bars out where there is room for the words only."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline above."""
        super().paintEvent(event)
        if self._look is not None:
            painter = QPainter(self)
            painter.setPen(self._look.colour("hair"))
            painter.drawLine(0, 0, self.width(), 0)

    def _fit(self) -> None:
        edges = self._row.contentsMargins()
        words = (self._arrived, self._expected)
        needed = self._key.width() + sum(label.sizeHint().width() for label in words)
        room = self.width() - edges.left() - edges.right() - needed
        self.bars.setVisible(room >= self.bars.minimumWidth())

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        return label
