"""How the forms are worked: what Enter sends, and what they complain about."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.errors import EmpfangError
from app.model.person import Person
from app.model.standing import Standing
from ui import guest_texts, texts
from ui.language import Language
from ui.pages.change_form import ChangeForm
from ui.pages.likely_work import LikelyWork
from ui.pages.sheets import Sheets
from ui.presenters.badges import BadgePresenter
from ui.presenters.changes import ChangePresenter
from ui.presenters.guest_fields import changes_of, editable_fields
from ui.widgets.guest_form import Choice, FormWords, GuestForm


class Forms(QObject):
    """Connects the forms for new guests, known ones and substitutes with the presenters."""

    def __init__(
        self, sheets: Sheets, changes: ChangePresenter, badges: BadgePresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sheets, self._changes, self._badges = sheets, changes, badges
        self._language: Language | None = None
        self._changing: Standing | None = None
        self._new: dict[str, str] = {}
        self._words: dict[GuestForm, Callable[[Language], FormWords]] = {}
        self.likely = LikelyWork(sheets, changes, self)
        self.likely.denied.connect(self.register_all_the_same)
        changes.resembled.connect(self._take_likely)
        changes.form_failed.connect(self._show_error)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; what was typed stays."""
        self._language = language
        for form, words in self._words.items():
            form.show_words(words(language))
        self.likely.set_language(language)

    def open_walk_in(self) -> None:
        """Open the empty form for a new guest."""
        form = self._walk_in
        self._sheets.open_panel("new")
        form.fill({})

    def open_change(self, guest: Standing) -> None:
        """Open the form for *guest*, with the badge as it prints now."""
        self._changing = guest
        change = self._change
        self._sheets.open_panel("change")
        if self._language is not None:
            change.fill(guest.person.name, editable_fields(guest), self._language)
        self._badges.draft(guest.registration, {})

    def open_substitution(self, guest: Standing) -> None:
        """Open the form for whoever comes in place of *guest*."""
        self._changing = guest
        form = self._substitution
        if self._language is not None:
            form.show_words(self._substitution_words(self._language))
        self._sheets.open_panel("substitute")
        form.fill({"organisation": guest.person.organisation})

    def back(self) -> bool:
        """Go back from the question to the form; return whether there was one."""
        if not self.likely.is_open:
            return False
        self._sheets.open_panel("new")
        self._walk_in.set_busy(is_busy=False)
        self._walk_in.take_focus()
        return True

    def register_all_the_same(self) -> None:
        """Register the guest of the form, once, who is none of those with a like name."""
        new, self._new = self._new, {}
        if new:
            self._changes.add_walk_in(new)

    def _look_up(self, values: dict[str, str]) -> None:
        """Ask first whether somebody is on the list already who may be the new guest."""
        form = self._walk_in
        if not self._has_name(form, values):
            return
        if Person(values).is_press and not values["organisation"]:
            form.show_error(self._say(guest_texts.OUTLET_NEEDED))
            form.take_focus("organisation")
            return
        form.set_busy(is_busy=True)
        self._new = {name: text for name, text in values.items() if text}
        self._changes.look_for(self._new)

    def _take_likely(self, guests: list[Standing]) -> None:
        if self._sheets.open_sheet != "new":
            return
        if guests:
            self.likely.ask(Person(self._new).name, guests)
        else:
            self.register_all_the_same()

    def _amend(self, values: dict[str, str]) -> None:
        form = self._change.form
        if self._changing is not None and self._has_name(form, values):
            form.set_busy(is_busy=True)
            changes = changes_of(self._changing, values)
            self._changes.amend(self._changing.registration, changes)

    def _substitute(self, values: dict[str, str]) -> None:
        form = self._substitution
        if self._changing is not None and self._has_name(form, values):
            form.set_busy(is_busy=True)
            said = {name: text for name, text in values.items() if text}
            self._changes.substitute(self._changing.registration, said)

    def _has_name(self, form: GuestForm, values: dict[str, str]) -> bool:
        has_name = bool(values["given"] or values["family"])
        if not has_name:
            form.show_error(self._say(texts.NAME_NEEDED))
        return has_name

    def _draft(self) -> None:
        if self._changing is not None:
            changes = changes_of(self._changing, self._change.form.values)
            self._badges.draft(self._changing.registration, changes)

    def _show_error(self, error: EmpfangError) -> None:
        self.back()
        for form in self._words:
            form.set_busy(is_busy=False)
            form.show_error(self._say(texts.ERRORS[error.code]))

    @cached_property
    def _walk_in(self) -> GuestForm:
        form = GuestForm("walkIn")
        form.submitted.connect(self._look_up)
        return self._add("new", form, form, texts.NEW_GUEST, walk_in_words)

    @cached_property
    def _change(self) -> ChangeForm:
        change = ChangeForm()
        change.form.submitted.connect(self._amend)
        change.form.changed.connect(self._draft)
        self._badges.drafted.connect(self._show_draft)
        self._add("change", change, change.form, texts.CHANGE_NAME, amendment_words)
        return change

    @cached_property
    def _substitution(self) -> GuestForm:
        form = GuestForm("substitution")
        form.submitted.connect(self._substitute)
        return self._add("substitute", form, form, guest_texts.INSTEAD, self._substitution_words)

    def _add(
        self,
        name: str,
        content: QWidget,
        form: GuestForm,
        title: str,
        words: Callable[[Language], FormWords],
    ) -> GuestForm:
        """Put a *form* made just now on a sheet, with its *words* in whatever language."""
        self._sheets.add(name, content, title, submit=form.submit_fields)
        self._words[form] = words
        if self._language is not None:
            form.show_words(words(self._language))
        return form

    @Slot(object)
    def _show_draft(self, image: QImage | None) -> None:
        if self._language is not None:
            self._change.show_draft(image, self._language)

    def _substitution_words(self, language: Language) -> FormWords:
        say = language.say
        name = self._changing.person.name if self._changing else ""
        return FormWords(
            say(texts.GIVEN_OR_ONLY),
            say(texts.FAMILY_IF_ANY),
            say(texts.COMES_FROM_FREE),
            say(texts.REGISTER_AND_PRINT),
            say(guest_texts.INSTEAD_OF, name=name),
        )

    def _say(self, text: str) -> str:
        return self._language.say(text) if self._language else text


def amendment_words(language: Language) -> FormWords:
    """Return the words of the form for a guest who is known."""
    say = language.say
    return FormWords(
        say(texts.GIVEN), say(texts.FAMILY), say(texts.COMES_FROM), say(texts.CHANGE_AND_PRINT)
    )


def walk_in_words(language: Language) -> FormWords:
    """Return the words of the form for a new guest."""
    say = language.say
    press = {
        "organisation": say(guest_texts.OUTLET),
        "tick": say(guest_texts.CARD_SEEN),
        "ticked": "press_seen",
    }
    return FormWords(
        say(texts.GIVEN_OR_ONLY),
        say(texts.FAMILY_IF_ANY),
        say(texts.COMES_FROM_FREE),
        say(texts.REGISTER_AND_PRINT),
        say(texts.READ_OUT),
        say(texts.INVITATION),
        tuple(
            Choice(value, say(word), **(press if Person({"category": value}).is_press else {}))
            for value, word in texts.CATEGORIES.items()
        ),
    )
