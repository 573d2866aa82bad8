"""The sheets over the right column: new guest, change, help, scanner, what to do at the end."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.standing import Standing
from app.reading import calibration
from ui import texts
from ui.language import Language
from ui.presenters.guest_fields import editable_fields
from ui.theme import Look
from ui.widgets.badge_panel import BadgePanel, BadgeView
from ui.widgets.guest_form import GuestForm
from ui.widgets.help_list import HelpList
from ui.widgets.scanner_check import ScannerCheck
from ui.widgets.sheet import Content, Sheet, Wide
from ui.widgets.task_panel import TaskPanel

_DRAFT_HEIGHT = 184


class Sheets(QStackedWidget):
    """At most one sheet is open; the scanner stays alive beside it.

    Each job of reception adds its own sheets with `add`.

    Signals:
        changed: Another sheet is open, or none.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = ""
        self._language: Language | None = None
        self._old_name = ""
        self._look: Look | None = None
        self.walk_in, self.amendment = GuestForm("walkIn"), GuestForm("amendment")
        self.draft, self._keys = BadgePanel(page_height=_DRAFT_HEIGHT), HelpList()
        self.scanner = ScannerCheck(calibration.TEXT)
        self.leaving = TaskPanel("leaving")
        self._sheets: dict[str, Sheet] = {}
        self._titles: dict[str, str] = {}
        self._forms: dict[str, Callable[[], None]] = {}
        change = _Stacked(self.draft, self.amendment)
        self.add("new", self.walk_in, texts.NEW_GUEST, submit=self.walk_in.submit_fields)
        self.add("change", change, texts.CHANGE_NAME, submit=self.amendment.submit_fields)
        self.add("help", self._keys, texts.HELP)
        self.add("scanner", self.scanner, texts.SCANNER)
        self.add("leaving", self.leaving, texts.CLOSE)
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
        self.draft.setFixedHeight(look.px(_DRAFT_HEIGHT + 48))
        self._look = look
        for sheet in self._sheets.values():
            sheet.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the badge out where a small window has room for the fields only."""
        super().resizeEvent(event)
        self._fit_draft()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; what was typed stays."""
        self._language = language
        say = language.say
        for name, title in self._titles.items():
            self._sheets[name].set_title(say(title))
        self._keys.show_keys([(cap, say(text)) for cap, text in texts.KEYS_HELP])

    def open_change(self, guest: Standing) -> None:
        """Open the form with the fields of *guest*."""
        self._show("change")
        self._old_name = guest.person.name
        self.amendment.fill(editable_fields(guest))
        self._fit_draft()
        self.show_draft(None)

    def open_help(self) -> None:
        """Open the list of keys."""
        self.open_panel("help")

    def open_scanner(self) -> None:
        """Open the sheet on which the scanner is tried out."""
        self.open_panel("scanner")

    def open_leaving(self) -> None:
        """Open the sheet that says what speaks against closing the window."""
        self.open_panel("leaving")

    def submit(self) -> None:
        """Do what Enter does on the open form."""
        if self._open in self._forms:
            self._forms[self._open]()

    def close_sheet(self) -> None:
        """Close whatever is open."""
        self._open = ""
        self.changed.emit()

    def show_draft(self, image: QImage | None) -> None:
        """Show the badge as it will print."""
        if self._language is not None:
            say = self._language.say
            before = f"{say(texts.BEFORE)}\n{self._old_name}"
            self.draft.show_view(BadgeView("none", say(texts.WILL_PRINT), before, image=image))

    def _fit_draft(self) -> None:
        if self._look is not None:
            room = self.height() - self._look.size("header") - self.draft.height()
            self.draft.setVisible(room >= self.amendment.minimumSizeHint().height())

    def _show(self, name: str) -> None:
        self._open = name
        self.setCurrentWidget(self._sheets[name])
        self.changed.emit()


class _Stacked(QWidget):
    """Widgets one below the other."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        for widget in self._widgets:
            if isinstance(widget, Content):
                widget.set_look(look)
