"""The sheets over the right column, each made when it is first needed."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import texts
from ui.language import Language
from ui.theme import Look
from ui.widgets.help_list import HelpList
from ui.widgets.sheet import Sheet, Wide


class Sheets(QStackedWidget):
    """At most one sheet is open; the scanner stays alive beside it.

    Each job of reception adds its own sheets with `add`, as soon as there is something to show
    on them: of some twenty, most desks see three.

    Signals:
        changed: Another sheet is open, or none.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = ""
        self._language: Language | None = None
        self._look: Look | None = None
        self._sheets: dict[str, Sheet] = {}
        self._titles: dict[str, str] = {}
        self._forms: dict[str, Callable[[], None]] = {}
        self.hide()

    @property
    def open_sheet(self) -> str:
        """The name of the open sheet, or nothing."""
        return self._open

    @property
    def has_form(self) -> bool:
        """Whether a form with fields is open."""
        return self._open in self._forms

    def add(
        self,
        name: str,
        content: QWidget,
        title: str,
        *,
        submit: Callable[[], None] | None = None,
    ) -> None:
        """Add a sheet around *content*, which takes every look when it has a `set_look`.

        Args:
            name: Opens it with `open_panel`, and is `open_sheet` then.
            content: The widget below the title.
            title: The sentence of `ui` texts that stands at its top.
            submit: Of a form, whose fields letters go into: does what Enter does.
        """
        sheet = self._sheets[name] = Sheet(content)
        self._titles[name] = title
        if submit is not None:
            self._forms[name] = submit
        self.addWidget(sheet)
        if self._look is not None:
            sheet.ensurePolished()  # what is measured in it has the right fonts from the first
            sheet.set_look(self._look)
        if self._language is not None:
            sheet.set_title(self._language.say(title))

    def open_panel(self, name: str) -> None:
        """Open the sheet *name*; its content puts the cursor where it belongs."""
        self._show(name)
        self.setFocus()

    def width_for(self, look: Look) -> int:
        """Return the width of the open sheet, 0 when none is."""
        if not self._open:
            return 0
        content = self._sheets[self._open].content
        return content.width_in(look) if isinstance(content, Wide) else look.size("sheet")

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for sheet in self._sheets.values():
            sheet.set_look(look)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; what was typed stays."""
        self._language = language
        say = language.say
        for name, title in self._titles.items():
            self._sheets[name].set_title(say(title))
        if self._open == "help":
            self._show_help()

    def open_help(self) -> None:
        """Open the list of keys."""
        self._show_help()
        self.open_panel("help")

    def submit(self) -> None:
        """Do what Enter does on the open form."""
        if self._open in self._forms:
            self._forms[self._open]()

    def close_sheet(self) -> None:
        """Close whatever is open."""
        self._open = ""
        self.changed.emit()

    @cached_property
    def _keys(self) -> HelpList:
        keys = HelpList()
        self.add("help", keys, texts.HELP)
        return keys

    def _show_help(self) -> None:
        if self._language is not None:
            say = self._language.say
            self._keys.show_keys([(cap, say(text)) for cap, text in texts.KEYS_HELP])

    def _show(self, name: str) -> None:
        self._open = name
        self.setCurrentWidget(self._sheets[name])
        self.changed.emit()
