"""Somebody's names, to be corrected before the badge prints."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import badge_texts as texts
from ui.language import Language
from ui.presenters.designing_elements import Control, Setting
from ui.theme import Look
from ui.widgets.keys import KeyButton
from ui.widgets.setting_panel import SettingPanel

FIELDS = {
    "given": texts.WORDS["given"],
    "family": texts.WORDS["family"],
    "name": texts.WORDS["name"],
    "native": texts.WORDS["native"],
    "organisation": texts.WORDS["organisation"],
}


class Correction(QWidget):
    """A field for each name and one primary key.

    Signals:
        submitted: The registration, and the fields that were changed.
    """

    submitted = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("correction")
        self._language: Language | None = None
        self._registration = ""
        self._fields: dict[str, str] = {}
        self._changes: dict[str, str] = {}
        self._panel = SettingPanel(self)
        self._panel.entered.connect(self._note)
        self.submit = KeyButton("solution", self)
        self.submit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.submit.clicked.connect(self.send)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._panel)
        self._column.addStretch(1)
        self._column.addWidget(self.submit)

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(12), margin, look.px(24))
        self._panel.set_look(look)
        self.submit.set_look(look, look.px(24))
        self.submit.setFixedHeight(look.target(64))

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        control = language.say(texts.CONTROL_KEY)
        self.submit.show_key(f"{control} S", language.say(texts.CORRECT), is_primary=True)
        self._show()

    def fill(self, registration: str, fields: Mapping[str, str]) -> None:
        """Show somebody's fields."""
        self._registration, self._fields = registration, dict(fields)
        self._changes = {}
        self._show()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._panel.focus_first()

    def send(self) -> None:
        """Hand over what was changed."""
        self.submit.setFocus()
        if self._changes:
            self.submitted.emit(self._registration, self._changes)

    def _note(self, place: tuple[str, ...], value: object) -> None:
        self._changes[place[0]] = str(value or "")

    def _show(self) -> None:
        if self._language is None:
            return
        has_parts = bool(self._fields.get("given") or self._fields.get("family"))
        hidden = "name" if has_parts or not self._fields.get("name") else "given"
        shown = {**self._fields, **self._changes}
        self._panel.show_settings(
            [
                Setting((name,), self._language.say(word), Control.TEXT, shown.get(name, ""))
                for name, word in FIELDS.items()
                if name != hidden and not (hidden == "given" and name == "family")
            ]
        )
