"""Fields of one guest: for a new one, and to change one who is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Look
from ui.widgets.keys import KeyButton

_ABOVE_KEY_PX = 8
_CHOICE_EDGES = 4
"""Letters for which the edges of a choice have room."""
_ROOMY, _DENSE = 34, 20
"""Units that the name of a field has, with air above it and without."""
FIELDS = ("given", "family", "organisation")


@dataclass(frozen=True, slots=True)
class Choice:
    """A category to choose: what is stored, its word, and what it asks for.

    ``organisation`` is what the field of the organisation is called then, where that differs;
    ``tick`` is something to see to and to tick, stored as the field ``ticked``.
    """

    value: str
    word: str
    organisation: str = ""
    tick: str = ""
    ticked: str = ""


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of a form; ``choices`` are empty where no category is asked for."""

    given: str
    family: str
    organisation: str
    submit: str
    note: str = ""
    choice: str = ""
    choices: tuple[Choice, ...] = ()


class GuestForm(QWidget):
    """Given name, family name, organisation and perhaps a category; one primary key.

    Signals:
        changed: A field was edited.
        submitted: Enter, or the primary key: all fields by name, blanks stripped.
    """

    changed = Signal()
    submitted = Signal(dict)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._names = {field: self._label("fieldName") for field in (*FIELDS, "category")}
        self._fields = {field: self._new_field(field) for field in FIELDS}
        self._choices = QButtonGroup(self)
        self._choices.buttonToggled.connect(self._follow_choice)
        self._look: Look | None = None
        self._words = FormWords("", "", "", "")
        self._tick = QCheckBox(self)
        self._tick.setObjectName("tick")
        self._tick.hide()
        self._choice_row = QHBoxLayout()
        self._note = self._label("readOut")
        self._note.setWordWrap(True)
        self._error = self._label("formError")
        self._error.setWordWrap(True)
        self.submit = KeyButton("solution", self)
        self.submit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.submit.clicked.connect(self.submit_fields)
        self._lay_out()
        self.show_error("")

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(12), margin, look.px(24))
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(2))
        self._look = look
        for label in self._names.values():
            label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._tick.setFixedHeight(look.target(48))
        self._choice_row.setSpacing(0)
        self.submit.set_look(look, look.px(24))
        self.submit.setFixedHeight(look.target(64))
        self._fit()

    def show_words(self, words: FormWords) -> None:
        """Show the words of the form; what was typed stays."""
        self._words = words
        for field in FIELDS:
            self._name_field(field, getattr(words, field))
        self._names["category"].setText(words.choice)
        self._names["category"].setVisible(bool(words.choices))
        self._note.setText(words.note)
        self._show_choices(words.choices)
        self._follow_choice()
        self.submit.show_key("⏎", words.submit, is_primary=True)

    def fill(self, values: Mapping[str, str]) -> None:
        """Show *values*, the first category, and put the cursor into the first field."""
        for name, field in self._fields.items():
            field.setText(values.get(name, ""))
        for number, button in enumerate(self._choices.buttons()):
            button.setChecked(number == 0)
        self._tick.setChecked(False)
        self.show_error("")
        self.set_busy(is_busy=False)
        self._fields["given"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_error(self, sentence: str) -> None:
        """Show what is missing or went wrong, nothing when empty."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._fit()

    def take_focus(self, field: str = "given") -> None:
        """Put the cursor into *field*; what was typed stays."""
        self._fields[field].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_busy(self, *, is_busy: bool) -> None:
        """Take no second Enter while the first is on its way."""
        self.submit.setEnabled(not is_busy)

    @property
    def values(self) -> dict[str, str]:
        """All fields by name, blanks stripped."""
        values = {name: field.text().strip() for name, field in self._fields.items()}
        choice = self._choice
        if choice is not None:
            values["category"] = choice.value
            if choice.tick and self._tick.isChecked():
                values[choice.ticked] = "yes"
        return values

    def submit_fields(self) -> None:
        """Send the fields, once."""
        if self.submit.isEnabled():
            self.submitted.emit(self.values)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the note out where a small window has room for the fields only."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that never makes the sheet wider."""
        return QSize(1, super().sizeHint().height())

    def _fit(self) -> None:
        """Make room for what must be read: first the note goes, then air above the fields."""
        if self._look is None:
            return
        for units in (_ROOMY, _DENSE):
            for label in self._names.values():
                label.setMinimumHeight(self._look.px(units))
            needed = self._column.totalMinimumSize().height()
            if not self._note.isVisibleTo(self):
                needed += self._note.heightForWidth(self.width())
            has_room = self.height() >= needed + self._note.fontMetrics().height()
            self._note.setVisible(has_room and bool(self._note.text()))
            if self._column.totalMinimumSize().height() <= self.height():
                return

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        for column, name in enumerate(("given", "family")):
            self._grid.addWidget(self._names[name], 0, column)
            self._grid.addWidget(self._fields[name], 1, column)
            self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(self._names["organisation"], 2, 0, 1, 2)
        self._grid.addWidget(self._fields["organisation"], 3, 0, 1, 2)
        self._grid.addWidget(self._names["category"], 4, 0, 1, 2)
        self._grid.addLayout(self._choice_row, 5, 0, 1, 2)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        for widget in (self._note, self._error, self.submit):
            self._column.addWidget(widget)
        self._column.insertSpacing(self._column.count() - 1, _ABOVE_KEY_PX)

    @property
    def _choice(self) -> Choice | None:
        """The category that is chosen, None where none is asked for."""
        buttons, choices = self._choices.buttons(), self._words.choices
        pairs = zip(buttons, choices, strict=False)
        return next((choice for button, choice in pairs if button.isChecked()), None)

    def _follow_choice(self) -> None:
        """Ask for what the chosen category asks for."""
        choice = self._choice
        organisation = choice.organisation if choice else ""
        self._name_field("organisation", organisation or self._words.organisation)
        self._tick.setText(choice.tick if choice else "")
        self._tick.setAccessibleName(self._tick.text())
        self._tick.setVisible(bool(self._tick.text()))

    def _name_field(self, field: str, words: str) -> None:
        self._names[field].setText(words)
        self._fields[field].setAccessibleName(words)

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        buttons = self._choices.buttons()
        if len(buttons) != len(choices):
            buttons = [self._new_choice() for _ in choices]
            self._choice_row.addWidget(self._tick)
        for place, (button, choice) in enumerate(zip(buttons, choices, strict=True)):
            self._choice_row.setStretch(place, _CHOICE_EDGES + len(choice.word))
            button.setText(choice.word)
            button.setAccessibleName(choice.word)

    def _new_choice(self) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("choice")
        button.setCheckable(True)
        button.setChecked(not self._choices.buttons())
        self._choices.addButton(button)
        self._choice_row.addWidget(button)
        return button

    def _new_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(f"field_{name}")
        field.textEdited.connect(self.changed)
        field.returnPressed.connect(self.submit_fields)
        self._names[name].setBuddy(field)
        return field

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        return label
