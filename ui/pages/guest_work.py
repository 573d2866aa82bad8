"""What is done with one guest at reception, beyond letting them in."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from app.clock import Clock
from app.errors import NotAllowedError
from app.model.role import Role
from app.model.standing import Standing, Status
from ui import guest_texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.forms import Forms
from ui.pages.guest_menu import GuestItem, GuestMenuWork
from ui.pages.needs_work import NeedsWork
from ui.pages.sheets import Sheets
from ui.presenters import guest_words
from ui.presenters.badges import BadgePresenter
from ui.presenters.changes import ChangePresenter
from ui.presenters.reception import ReceptionPresenter


class GuestWork(QObject):
    """The guest menu, and the forms and panels that it leads to."""

    def __init__(
        self,
        sheets: Sheets,
        desk: Desk,
        reception: ReceptionPresenter,
        badges: BadgePresenter,
        clock: Clock,
    ) -> None:
        super().__init__(sheets)
        self._sheets, self._desk, self._reception = sheets, desk, reception
        self.changes = ChangePresenter(desk, reception, badges, clock, self)
        self.forms = Forms(sheets, self.changes, badges, self)
        self.menu = GuestMenuWork(sheets, self)
        self._needs = NeedsWork(sheets, self.changes, self)
        self._fill_menu()
        self.changes.form_failed.connect(self._fail)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        for part in (self.forms, self.menu, self._needs):
            part.set_language(language)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does on an open panel; return whether it does anything."""
        return self.menu.press(event) or self.forms.likely.press(event)

    def open_walk_in(self) -> None:
        """Open the form for a new guest; from the question who it is, register all the same."""
        if self.forms.likely.is_open:
            self.forms.register_all_the_same()
        elif not self._reception.scene.takes_walk_ins:
            self._reception.refuse()
        elif self._sheets.open_sheet != "new":
            self.forms.open_walk_in()

    def change(self, guest: Standing) -> None:
        """Open the menu of *guest*; when it is open already, go on to the name."""
        if self.menu.is_open:
            self.menu.choose("name")
        else:
            self.menu.open(guest)

    def _fill_menu(self) -> None:
        words, offer = guest_words, self.menu.offer
        offer("name", GuestItem(guest_texts.NAME, self.forms.open_change))
        offer(
            "substitute",
            GuestItem(
                guest_texts.SUBSTITUTE,
                self.forms.open_substitution,
                hindrance=words.substitution_hindrance,
            ),
        )
        photo = GuestItem(guest_texts.PHOTO, self.changes.turn_photos, words.photos_detail)
        offer("photo", photo)
        offer("needs", GuestItem(guest_texts.NEEDS, self._needs.open, words.needs_detail))
        offer("badge", GuestItem(guest_texts.LOST_BADGE, self._replace_badge, _last_counts))
        offer(
            "lead",
            GuestItem(
                guest_texts.REINSTATE,
                self.changes.reinstate,
                hindrance=self._lead_hindrance,
                applies=lambda guest: guest.status is Status.CANCELLED,
            ),
        )

    def _replace_badge(self, guest: Standing) -> None:
        self.changes.registered.emit()
        self._reception.reprint(guest.registration)

    def _lead_hindrance(self, _guest: Standing) -> str:
        is_allowed = self._desk.role.covers(Role.ORGANISER)
        return "" if is_allowed else guest_texts.REINSTATED_WHY

    def _fail(self, error: Exception) -> None:
        """Say on the plate what no form can say."""
        if isinstance(error, NotAllowedError):
            self._reception.refuse()
        elif not self._sheets.has_form:
            self._reception.fail(error)


def _last_counts(_guest: Standing, language: Language) -> str:
    return language.say(guest_texts.LAST_COUNTS)
