"""The sheets over the right column: new guest, change, help, scanner, what to do at the end."""

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
from ui.widgets.guest_form import FormWords, GuestForm
from ui.widgets.help_list import HelpList
from ui.widgets.scanner_check import ScannerCheck
from ui.widgets.sheet import Content, Sheet
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
        self._forms: set[str] = set()
        self.add("new", self.walk_in, texts.NEW_GUEST, is_form=True)
        self.add("change", _Stacked(self.draft, self.amendment), texts.CHANGE_NAME, is_form=True)
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

    def add(self, name: str, content: QWidget, title: str, *, is_form: bool = False) -> None:
        """Add a sheet around *content*, which takes every look when it has a `set_look`.

        Args:
            name: Opens it with `open_panel`, and is `open_sheet` then.
            content: The widget below the title.
            title: The sentence of `ui` texts that stands at its top.
            is_form: Whether it has fields that letters go into.
        """
        sheet = self._sheets[name] = Sheet(content)
        self._titles[name] = title
        self._forms |= {name} if is_form else set()
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
        return look.size("sheet") if self._open else 0

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
        self.walk_in.show_words(
            FormWords(
                say(texts.GIVEN_OR_ONLY),
                say(texts.FAMILY_IF_ANY),
                say(texts.COMES_FROM_FREE),
                say(texts.REGISTER_AND_PRINT),
                say(texts.READ_OUT),
                say(texts.INVITATION),
                tuple((value, say(word)) for value, word in texts.CATEGORIES.items()),
            )
        )
        self.amendment.show_words(
            FormWords(
                say(texts.GIVEN),
                say(texts.FAMILY),
                say(texts.COMES_FROM),
                say(texts.CHANGE_AND_PRINT),
            )
        )
        self._keys.show_keys([(cap, say(text)) for cap, text in texts.KEYS_HELP])

    def open_walk_in(self) -> None:
        """Open the empty form for a new guest."""
        self._show("new")
        self.walk_in.fill({})

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
