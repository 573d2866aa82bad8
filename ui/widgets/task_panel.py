"""One task: what it is about, facts, perhaps a field or a code to scan, and its keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.code_picture import CodePicture
from ui.widgets.keys import Key, KeyButton
from ui.widgets.row_list import ListRow
from ui.widgets.status_line import StatusLine
from ui.widgets.tick_list import TickList

_KEY_SHARE = 132
_MOST = 1000
"""Choices take the room that there is, up to what they need."""


@dataclass(frozen=True, slots=True)
class PanelView:
    """What a panel shows; ``primary`` is the name of the key that stands out, if one does.

    ``rows`` are facts, ``field`` the name of a field to type into, which shows no letters where
    it ``is_secret``, ``code`` the text of a code to scan, which is also written out in ``lines``;
    ``figure`` is read off from afar. ``choices`` are rows that may be ticked. ``status`` is a sign
    and a sentence.
    """

    title: str
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    field: str = ""
    is_secret: bool = False
    figure: str = ""
    code: str = ""
    lines: tuple[str, ...] = ()
    choices: tuple[ListRow, ...] = ()
    keys: tuple[Key, ...] = ()
    primary: str = ""
    status: tuple[str, str] = ("", "")


class TaskPanel(QWidget):
    """Shows a `PanelView`.

    Signals:
        pressed: The name of a key that was clicked, or of the first one when Enter ended the
            field or the choices; ``tick_N`` for a row of the choices.
    """

    pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look: Look | None = None
        self._view = PanelView("")
        self._title, self._text, self._field_name, self._figure, self._lines = map(
            self._label, ("panelTitle", "panelText", "fieldName", "figureText", "codeText")
        )
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.field = QLineEdit(self)
        self.field.setObjectName("panelField")
        self.field.returnPressed.connect(self._enter)
        self.code = CodePicture(self)
        self.status = StatusLine("panelStatus", self)
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self.choices: TickList | None = None
        self._buttons: list[KeyButton] = []
        self._keys = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._lay_out()

    @property
    def view(self) -> PanelView:
        """What is shown."""
        return self._view

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(20), margin, look.px(16))
        self._column.setSpacing(look.px(12))
        self._keys.setSpacing(look.px(12))
        self._code_row.setSpacing(look.px(24))
        self._facts.setHorizontalSpacing(look.px(12))
        self._facts.setVerticalSpacing(look.px(8))
        self.code.set_look(look)
        self.status.set_look(look)
        if self.choices is not None:
            self.choices.set_look(look)
        for button in self._buttons:
            self._fit(button)
        self._show_rows(self._view.rows)

    def show_view(self, view: PanelView) -> None:
        """Show *view*; what was typed stays while the same thing is asked for."""
        if view == self._view:
            return
        before, self._view = self._view, view
        self._title.setText(view.title)
        self._text.setText(view.text)
        self._text.setVisible(bool(view.text))
        if view.rows != before.rows:
            self._show_rows(view.rows)
        self._show_field(view.field, is_secret=view.is_secret)
        self.code.show_code(view.code, view.title)
        self._figure.setText(view.figure)
        self._figure.setVisible(bool(view.figure))
        self._lines.setText("\n".join(view.lines))
        self._lines.setVisible(bool(view.lines))
        self._show_choices(view, is_new=view.title != before.title)
        if (view.keys, view.primary) != (before.keys, before.primary):
            self._show_keys(view.keys)
        sign, words = view.status
        self.status.show_status(sign, words)
        self.status.setVisible(bool(words))
        self.setAccessibleName(". ".join(part for part in (view.title, view.text) if part))

    def _show_choices(self, view: PanelView, *, is_new: bool) -> None:
        if self.choices is None:
            if not view.choices:
                return
            self.choices = self._new_choices()
        self.choices.setAccessibleName(view.title)
        self.choices.show_rows(view.choices, is_new=is_new)
        self.choices.setVisible(bool(view.choices))

    def _new_choices(self) -> TickList:
        """Return the list for rows that may be ticked; most panels never need one."""
        choices = TickList("panelChoices", self)
        if self._look is not None:
            choices.set_look(self._look)
        choices.ticked.connect(lambda number: self.pressed.emit(f"tick_{number}"))
        choices.confirmed.connect(self._enter)
        self._column.insertWidget(self._column.indexOf(self.status), choices, _MOST)
        return choices

    def _enter(self) -> None:
        if self._view.keys:
            self.pressed.emit(self._view.keys[0].name)

    def _show_field(self, name: str, *, is_secret: bool) -> None:
        modes = QLineEdit.EchoMode
        self.field.setEchoMode(modes.Password if is_secret else modes.Normal)
        is_new = bool(name) and not self.field.isVisibleTo(self)
        self._field_name.setText(name)
        self.field.setAccessibleName(name)
        for part in (self._field_name, self.field):
            part.setVisible(bool(name))
        if is_new:
            self.field.clear()

    def _show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        while item := self._facts.takeAt(0):
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for number, (key, value) in enumerate(rows):
            name, words = self._label("cardKey"), self._label("cardValue")
            name.setText(key)
            words.setText(value)
            if self._look is not None:
                name.setFixedWidth(self._look.px(_KEY_SHARE))
            self._facts.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(words, number, 1)
            for label in (name, words):
                label.show()

    def _show_keys(self, keys: Sequence[Key]) -> None:
        while len(self._buttons) > len(keys):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(keys):
            self._buttons.append(self._new_button())
        for button, key in zip(self._buttons, keys, strict=True):
            button.setProperty("action", key.name)
            button.show_key(key.cap, key.word, is_primary=key.name == self._view.primary)

    def _new_button(self) -> KeyButton:
        button = KeyButton("solution", self)
        button.setProperty("rank", "head")
        button.clicked.connect(lambda: self.pressed.emit(str(button.property("action"))))
        self._keys.addWidget(button)
        self._fit(button)
        button.show()
        return button

    def _fit(self, button: KeyButton) -> None:
        if self._look is not None:
            button.set_look(self._look, self._look.px(24))
            button.setFixedHeight(self._look.target(56))

    def _lay_out(self) -> None:
        for label in (self._title, self._text):
            self._column.addWidget(label)
        self._column.addLayout(self._facts)
        part: QWidget
        for part in (self._field_name, self.field, self._figure):
            self._column.addWidget(part)
        self._code_row = QHBoxLayout()
        self._code_row.addWidget(self.code)
        self._code_row.addWidget(self._lines, 1)
        self._column.addLayout(self._code_row)
        for part in (self._field_name, self.field, self._figure, self.code, self._lines):
            part.hide()
        self._column.addWidget(self.status)
        self._column.addLayout(self._keys)
        self._column.addStretch(1)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
