"""How the forms are worked: what Enter sends, and what they complain about."""

from PySide6.QtCore import QObject

from app.errors import EmpfangError
from app.model.standing import Standing
from ui import texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.badges import BadgePresenter
from ui.presenters.changes import ChangePresenter
from ui.presenters.guest_fields import changes_of
from ui.widgets.guest_form import GuestForm


class Forms(QObject):
    """Connects the forms for new and for known guests with the presenters."""

    def __init__(
        self,
        sheets: Sheets,
        changes: ChangePresenter,
        badges: BadgePresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheets, self._changes, self._badges = sheets, changes, badges
        self._language: Language | None = None
        self._changing: Standing | None = None
        sheets.walk_in.submitted.connect(self._register)
        sheets.amendment.submitted.connect(self._amend)
        sheets.amendment.changed.connect(self._draft)
        badges.drafted.connect(sheets.show_draft)
        changes.form_failed.connect(self._show_error)

    def set_language(self, language: Language) -> None:
        """Complain in *language*."""
        self._language = language

    def open_walk_in(self) -> None:
        """Open the form for a new guest."""
        self._sheets.open_walk_in()

    def open_change(self, guest: Standing) -> None:
        """Open the form for *guest*, with the badge as it prints now."""
        self._changing = guest
        self._sheets.open_change(guest)
        self._badges.draft(guest.registration, {})

    def submit(self) -> None:
        """Send the form that is open, as Enter does."""
        is_new = self._sheets.open_sheet == "new"
        (self._sheets.walk_in if is_new else self._sheets.amendment).submit_fields()

    def _register(self, values: dict[str, str]) -> None:
        form = self._sheets.walk_in
        if self._has_name(form, values):
            form.set_busy(is_busy=True)
            self._changes.add_walk_in({name: text for name, text in values.items() if text})

    def _amend(self, values: dict[str, str]) -> None:
        form = self._sheets.amendment
        if self._changing is not None and self._has_name(form, values):
            form.set_busy(is_busy=True)
            changes = changes_of(self._changing, values)
            self._changes.amend(self._changing.registration, changes)

    def _has_name(self, form: GuestForm, values: dict[str, str]) -> bool:
        has_name = bool(values["given"] or values["family"])
        if not has_name:
            form.show_error(self._say(texts.NAME_NEEDED))
        return has_name

    def _draft(self) -> None:
        if self._changing is not None:
            changes = changes_of(self._changing, self._sheets.amendment.values)
            self._badges.draft(self._changing.registration, changes)

    def _show_error(self, error: EmpfangError) -> None:
        for form in (self._sheets.walk_in, self._sheets.amendment):
            form.set_busy(is_busy=False)
            form.show_error(self._say(texts.ERRORS[error.code]))

    def _say(self, text: str) -> str:
        return self._language.say(text) if self._language else text
