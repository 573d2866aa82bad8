"""What can be set on an element of a design, each value under its word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QPushButton, QWidget

from app.badge.edit import Place
from ui.presenters.designing_elements import Control, Setting
from ui.theme import Look
from ui.widgets.setting_fields import ChoiceField, ListField, NumberField, TextField

_COLUMNS = 2
_LAST_ROW = 99
"""Takes the room that the fields leave."""


class SettingPanel(QWidget):
    """Fields for a tuple of `Setting`; numbers stand side by side.

    Signals:
        entered: Place and new value; None where a text was emptied that may be absent.
    """

    entered = Signal(tuple, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._look: Look | None = None
        self._point = "."
        self._shown: tuple[tuple[Place, Control], ...] = ()
        self._labels: dict[Place, QLabel] = {}
        self._fields: dict[Place, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in list(self._fields.values())[:1]:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._look = look
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(2))
        for label in self._labels.values():
            label.setMinimumHeight(look.px(34))
            label.setAlignment(Qt.AlignmentFlag.AlignBottom)

    def show_settings(self, settings: Sequence[Setting], point: str = ".") -> None:
        """Show *settings*; fields stay as long as the same values can be set.

        *point* is the sign before decimals.
        """
        self._point = point
        shown = tuple((setting.place, setting.control) for setting in settings)
        if shown != self._shown:
            self._shown = shown
            self._build(settings)
        for setting in settings:
            self._labels[setting.place].setText(setting.word)
            self._fill(self._fields[setting.place], setting)

    def _build(self, settings: Sequence[Setting]) -> None:
        for widget in (*self._labels.values(), *self._fields.values()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._labels, self._fields = {}, {}
        row, column = 0, 0
        for setting in settings:
            is_half = setting.control is Control.NUMBER
            if column and not is_half:
                row, column = row + 2, 0
            self._place(setting, row, column, span=1 if is_half else _COLUMNS)
            column = (column + 1) % _COLUMNS if is_half else 0
            row += 0 if column else 2
        self._grid.setRowStretch(_LAST_ROW, 1)
        if self._look is not None:
            self.set_look(self._look)

    def _place(self, setting: Setting, row: int, column: int, span: int) -> None:
        label, field = QLabel(self), self._new_field(setting)
        label.setObjectName("fieldName")
        label.setBuddy(field)
        field.setObjectName("setting_" + "_".join(map(str, setting.place)))
        self._labels[setting.place], self._fields[setting.place] = label, field
        self._grid.addWidget(label, row, column, 1, span)
        self._grid.addWidget(field, row + 1, column, 1, span)

    def _new_field(self, setting: Setting) -> QWidget:
        place = setting.place
        if setting.control is Control.NUMBER:
            number = NumberField(setting.unit, self)
            number.entered.connect(lambda value: self.entered.emit(place, _number(value)))
            return number
        if setting.control is Control.CHOICE:
            choice = ChoiceField(setting.choices, self)
            choice.entered.connect(lambda value: self.entered.emit(place, value))
            return choice
        if setting.control is Control.LIST:
            words = ListField(self)
            words.entered.connect(lambda value: self.entered.emit(place, value))
            return words
        if setting.control is Control.FILE:
            button = QPushButton(self)
            button.clicked.connect(lambda: self._choose_file(place))
            return button
        text = TextField(self)
        is_optional = setting.place[-1] != "text"
        text.entered.connect(
            lambda value: self.entered.emit(place, value or (None if is_optional else ""))
        )
        return text

    def _fill(self, field: QWidget, setting: Setting) -> None:
        field.setAccessibleName(setting.word)
        match field:
            case NumberField():
                field.point = self._point
                field.show_number(float(setting.value), setting.low, setting.high, setting.step)
            case ChoiceField():
                field.show_choice(str(setting.value), setting.choices)
            case ListField():
                field.show_choice(str(setting.value), setting.choices)
            case TextField():
                field.show_text(str(setting.value))
            case QPushButton():
                field.setText(str(setting.value) or setting.choices[0][1])

    def _choose_file(self, place: Place) -> None:
        if chosen := choose_picture(self):
            self.entered.emit(place, chosen)


def choose_picture(parent: QWidget) -> str:
    """Let somebody choose a PNG or SVG file; return its path, empty when none was chosen."""
    chosen, _ = QFileDialog.getOpenFileName(parent, filter="PNG, SVG (*.png *.svg)")
    return chosen


def _number(value: float) -> float | int:
    """Return whole numbers as such: the file has ``lines = 2``."""
    return int(value) if value == int(value) else round(value, 3)
