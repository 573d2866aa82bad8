"""Fields for single values: a length, a text, a choice."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

LINE_BREAK = "⏎"
_DIGITS = 2


class NumberField(QLineEdit):
    """A number with its unit; the arrows up and down change it by a step.

    ``point`` is the sign before its decimals.

    Signals:
        entered: The number, once it is complete and another one than before.
    """

    entered = Signal(float)

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit
        self.point = "."
        self._number, self._step = 0.0, 1.0
        self._limits = (0.0, 0.0)
        self.editingFinished.connect(self._enter)

    def show_number(self, value: float, low: float, high: float, step: float) -> None:
        """Show a number within its limits; nothing is entered by that."""
        self._number, self._limits, self._step = value, (low, high), step
        shown = self._written()
        if self.text() != shown:
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go a step up or down; every other key types."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        way = steps.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self._take(self._typed() + way * self._step)

    def _enter(self) -> None:
        self._take(self._typed())

    def _take(self, value: float) -> None:
        low, high = self._limits
        value = max(low, min(round(value, _DIGITS), high))
        is_other = value != self._number
        self._number = value
        self.setText(self._written())
        if is_other:
            self.entered.emit(value)

    def _typed(self) -> float:
        """Return the number in the field, with a point or a comma; else the last one."""
        bare = self.text().removesuffix(self._unit).strip().replace(",", ".")
        try:
            typed = float(bare)
        except ValueError:
            return self._number
        return typed if math.isfinite(typed) else self._number

    def _written(self) -> str:
        number = f"{self._number:.{_DIGITS}f}".rstrip("0").rstrip(".")
        return f"{number.replace('.', self.point)} {self._unit}".strip()


class TextField(QLineEdit):
    """A text of one or more lines, shown in one; Shift+Enter begins another line.

    Signals:
        entered: The text after it was changed, with real line feeds.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editingFinished.connect(self._emit_entered)
        self._shown = ""

    def show_text(self, text: str) -> None:
        """Show a text; nothing is entered by that."""
        self._shown = text
        if self.real_text != text:
            self.setText(text.replace("\n", LINE_BREAK))
            self.setCursorPosition(0)

    @property
    def real_text(self) -> str:
        """The text with real line feeds."""
        return self.text().replace(LINE_BREAK, "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Begin another line with Shift+Enter."""
        is_enter = Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insert(LINE_BREAK)
        else:
            super().keyPressEvent(event)
            if is_enter:
                event.accept()

    def _emit_entered(self) -> None:
        if self.real_text != self._shown:
            self._shown = self.real_text
            self.entered.emit(self.real_text)


class ChoiceField(QWidget):
    """A few words of which one holds.

    Signals:
        entered: The value behind the word that was chosen.
    """

    entered = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for value, _ in choices:
            button = QPushButton(self)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setProperty("value", value)
            self._group.addButton(button)
            row.addWidget(button, 1)
        self._group.buttonClicked.connect(self._emit_entered)

    def show_choice(self, chosen: str, choices: Sequence[tuple[str, str]]) -> None:
        """Show the words and which of them holds; nothing is entered by that."""
        for button, (value, word) in zip(self._group.buttons(), choices, strict=True):
            button.setText(word)
            button.setAccessibleName(f"{self.accessibleName()}: {word}")
            button.setChecked(value == chosen)

    def _emit_entered(self, button: QPushButton) -> None:
        self.entered.emit(str(button.property("value")))


class ListField(QComboBox):
    """Many words of which one holds.

    Signals:
        entered: The value behind the word that was chosen.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.activated.connect(self._emit_entered)

    def show_choice(self, chosen: str, choices: Sequence[tuple[str, str]]) -> None:
        """Show the words and which of them holds; an unknown value stands for itself."""
        shown = [(self.itemData(number), self.itemText(number)) for number in range(self.count())]
        if shown != list(choices):
            self.clear()
            for value, word in choices:
                self.addItem(word, value)
        place = self.findData(chosen)
        if place < 0:
            self.addItem(chosen, chosen)
        self.setCurrentIndex(self.findData(chosen))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw that there is more to choose from."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1.5))
        side = self.height() / 10
        middle = QPointF(self.width() - 4 * side, self.height() / 2)
        left, right = QPointF(-side, -side / 2), QPointF(side, -side / 2)
        tip = middle + QPointF(0, side / 2)
        painter.drawPolyline([middle + left, tip, middle + right])

    def _emit_entered(self, number: int) -> None:
        self.entered.emit(str(self.itemData(number)))
