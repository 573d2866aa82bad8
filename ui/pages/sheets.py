"""The sheets over the right column: new guest, change, help, scanner, what to do at the end."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.standing import Standing
from app.reading import calibration
from ui import texts
from ui.language import Language
from ui.theme import Look
from ui.widgets.badge_panel import BadgePanel, BadgeView
from ui.widgets.guest_form import FormWords, GuestForm
from ui.widgets.help_list import HelpList
from ui.widgets.scanner_check import ScannerCheck
from ui.widgets.sheet import Sheet
from ui.widgets.task_panel import TaskPanel

_DRAFT_HEIGHT = 184


class Sheets(QStackedWidget):
    """At most one sheet is open; the scanner stays alive beside it.

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
        self._sheets = {
            "new": Sheet(self.walk_in),
            "change": Sheet(_stacked(self.draft, self.amendment)),
            "help": Sheet(self._keys),
            "scanner": Sheet(self.scanner),
            "leaving": Sheet(self.leaving),
        }
        for sheet in self._sheets.values():
            self.addWidget(sheet)
        self.hide()

    @property
    def open_sheet(self) -> str:
        """The open sheet: new, change, help, scanner, leaving, or nothing."""
        return self._open

    @property
    def has_form(self) -> bool:
        """Whether a form with fields is open."""
        return self._open in ("new", "change")

    def width_for(self, look: Look) -> int:
        """Return the width of the open sheet, 0 when none is."""
        return look.size("sheet") if self._open else 0

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self.draft.setFixedHeight(look.px(_DRAFT_HEIGHT + 48))
        self._look = look
        for sheet in self._sheets.values():
            sheet.set_look(look)
        for content in (self.walk_in, self.amendment, self._keys, self.draft, self.scanner):
            content.set_look(look)
        self.leaving.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the badge out where a small window has room for the fields only."""
        super().resizeEvent(event)
        self._fit_draft()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; what was typed stays."""
        self._language = language
        say = language.say
        self._sheets["new"].set_title(say(texts.NEW_GUEST))
        self._sheets["change"].set_title(say(texts.CHANGE_NAME))
        self._sheets["help"].set_title(say(texts.HELP))
        self._sheets["scanner"].set_title(say(texts.SCANNER))
        self._sheets["leaving"].set_title(say(texts.CLOSE))
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
        self._show("help")
        self.setFocus()

    def open_scanner(self) -> None:
        """Open the sheet on which the scanner is tried out."""
        self._show("scanner")
        self.setFocus()

    def open_leaving(self) -> None:
        """Open the sheet that says what speaks against closing the window."""
        self._show("leaving")
        self.setFocus()

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


def editable_fields(guest: Standing) -> dict[str, str]:
    """Return the fields of the form; a name of one column stands whole in the first."""
    person = guest.person
    given = person.given or ("" if person.family else person.get("name"))
    return {"given": given, "family": person.family, "organisation": person.organisation}


def changes_of(guest: Standing, values: dict[str, str]) -> dict[str, str]:
    """Return what *values* of the form change in the guest's fields."""
    person = guest.person
    before = editable_fields(guest)
    changes = {name: values[name] for name in before if values.get(name, "") != before[name]}
    is_one_column = bool(person.get("name")) and not person.given and not person.family
    if is_one_column and changes.keys() & {"given", "family"}:
        whole = f"{values['given']} {values['family']}".strip()
        changes = {k: v for k, v in changes.items() if k == "organisation"} | {"name": whole}
    if "organisation" in changes and not person.get("organisation") and person.get("university"):
        changes["university"] = changes.pop("organisation")
    return changes


def _stacked(*widgets: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return both
