"""Counting people without a name: a number, perhaps a word on who they are, one key."""

from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.keys import KeyButton
from ui.widgets.status_line import StatusLine

_PLUS = "+"


@dataclass(frozen=True, slots=True)
class TallyWords:
    """The words of the panel."""

    why: str
    number: str
    label: str
    submit: str
    one_more: str


class NumberField(QLineEdit):
    """Takes up to four digits; the plus key is not for it.

    Signals:
        plus_pressed: Somebody pressed plus.
    """

    plus_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        digits = QRegularExpression("[0-9]{0,4}")
        self.setValidator(QRegularExpressionValidator(digits, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of plus; everything else is typed."""
        if event.text() == _PLUS:
            self.plus_pressed.emit()
        else:
            super().keyPressEvent(event)


class TallyPanel(QWidget):
    """Number, label, how many were counted so far, and two keys.

    Signals:
        submitted: The typed number (None where the field is empty) and the label.
        plus_pressed: One more with the same label.
    """

    submitted = Signal(object, str)
    plus_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tallyPanel")
        self._why, self._number_name, self._label_name, self._total = map(
            self._label, ("columnNote", "fieldName", "fieldName", "figureText")
        )
        self.number, self.label = NumberField(self), QLineEdit(self)
        for field in (self.number, self.label):
            field.setObjectName("panelField")
            field.returnPressed.connect(self.submit_fields)
        self.label.setMaxLength(80)
        self.status = StatusLine("tallyStatus", self)
        self.submit, self.plus = KeyButton("solution", self), KeyButton("solution", self)
        for button in (self.submit, self.plus):
            button.setProperty("rank", "head")
        self.submit.clicked.connect(self.submit_fields)
        self.plus.clicked.connect(self._emit_plus)
        self.number.plus_pressed.connect(self._emit_plus)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.setFocusProxy(self.number)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        self._column.setSpacing(look.px(8))
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setContentsMargins(0, look.px(8), 0, look.px(16))
        self._keys.setSpacing(look.px(12))
        self.status.set_look(look)
        for button in (self.submit, self.plus):
            button.set_look(look, look.px(24))
            button.setFixedHeight(look.target(56))

    def show_words(self, words: TallyWords) -> None:
        """Show the words; what was typed stays."""
        self._why.setText(words.why)
        self._number_name.setText(words.number)
        self._label_name.setText(words.label)
        self.number.setAccessibleName(words.number)
        self.label.setAccessibleName(words.label)
        self.submit.show_key("⏎", words.submit, is_primary=True)
        self.plus.show_key(_PLUS, words.one_more)

    def show_total(self, text: str) -> None:
        """Show how many were counted so far."""
        self._total.setText(text)
        self._total.setAccessibleName(text)

    def show_status(self, sign: str, words: str) -> None:
        """Show what is wrong, nothing when empty."""
        self.status.show_status(sign, words)
        self.status.setVisible(bool(words))

    def begin(self) -> None:
        """Be ready for the next number; the label stays as long as nobody changes it."""
        self.number.clear()
        self.show_status("", "")
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit_fields(self) -> None:
        """Send what was typed."""
        text = self.number.text()
        self.submitted.emit(int(text) if text else None, self.label.text())

    def _emit_plus(self) -> None:
        self.plus_pressed.emit(self.label.text())

    def _lay_out(self) -> None:
        self._grid, self._keys = QGridLayout(), QHBoxLayout()
        fields = ((self._number_name, self.number), (self._label_name, self.label))
        for column, (name, field) in enumerate(fields):
            self._grid.addWidget(name, 0, column, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(field, 1, column)
            self._grid.setColumnStretch(column, 1 + column)
        for button in (self.submit, self.plus):
            self._keys.addWidget(button, 1)
        self._column.addWidget(self._why)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._total)
        self._column.addStretch(1)
        self._column.addWidget(self.status)
        self._column.addLayout(self._keys)
        self.status.hide()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
