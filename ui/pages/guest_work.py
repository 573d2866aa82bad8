"""What is done with one guest at reception, beyond letting them in."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from app.model.standing import Standing
from ui import guest_texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.forms import Forms
from ui.pages.guest_menu import GuestItem, GuestMenuWork
from ui.pages.sheets import Sheets
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
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self.changes = ChangePresenter(desk, reception, badges, self)
        self.forms = Forms(sheets, self.changes, badges, self)
        self.menu = GuestMenuWork(sheets, self)
        self.menu.offer("name", GuestItem(guest_texts.NAME, self.forms.open_change))

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self.forms.set_language(language)
        self.menu.set_language(language)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does on an open panel; return whether it does anything."""
        return self.menu.press(event)

    def change(self, guest: Standing) -> None:
        """Open the menu of *guest*; when it is open already, go on to the name."""
        if self.menu.is_open:
            self.menu.choose("name")
        else:
            self.menu.open(guest)
