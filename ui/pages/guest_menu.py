"""How the guest menu is worked: one key opens it, one digit does something with the guest."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from app.model.standing import Standing
from ui import guest_texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.guest_words import origin_of
from ui.widgets.guest_menu import GuestMenu, MenuRow

PLACES = ("name", "substitute", "photo", "companions", "group", "needs", "help", "badge", "lead")
"""What each digit stands for, from 1 on; a place where nobody offered anything stays empty."""


def nothing(_guest: Standing, _language: Language) -> str:
    """Say nothing about how things stand."""
    return ""


@dataclass(frozen=True, slots=True)
class GuestItem:
    """One thing to do with a guest.

    ``word`` is a sentence of `ui` texts, ``act`` does it, ``detail`` says how things stand and
    ``hindrance`` why it cannot be done, as a sentence of `ui` texts; empty when it can. A guest
    to whom it never ``applies`` does not see it.
    """

    word: str
    act: Callable[[Standing], None]
    detail: Callable[[Standing, Language], str] = nothing
    hindrance: Callable[[Standing], str] = lambda _guest: ""
    applies: Callable[[Standing], bool] = lambda _guest: True


class GuestMenuWork(QObject):
    """Holds what may be done with a guest, and does it by digit, click or Enter."""

    def __init__(self, sheets: Sheets, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._items: dict[str, GuestItem] = {}
        self._guest: Standing | None = None
        self._language: Language | None = None

    @property
    def is_open(self) -> bool:
        """Whether the menu is in sight."""
        return self._sheets.open_sheet == "guest"

    @property
    def guest(self) -> Standing | None:
        """Whose menu is open, nobody when none is."""
        return self._guest if self.is_open else None

    def offer(self, name: str, item: GuestItem) -> None:
        """Put *item* at the place *name*, one of `PLACES`."""
        self._items[name] = item

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show()

    def open(self, guest: Standing) -> None:
        """Show what can be done with *guest*."""
        self._guest = guest
        self._show()
        self._sheets.open_panel("guest")

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does while the menu is open; return whether it does anything."""
        if not self.is_open:
            return False
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose("name")
            return True
        digit = event.text()
        if len(digit) == 1 and digit in "123456789":
            self.choose(PLACES[int(digit) - 1])
            return True
        return False

    @Slot(str)
    def choose(self, name: str) -> None:
        """Do *name* with the guest whose menu is open."""
        if self._guest is not None:
            self.act(name, self._guest)

    def act(self, name: str, guest: Standing) -> None:
        """Do *name* with *guest*, unless something speaks against it."""
        item = self._items.get(name)
        if item is not None and item.applies(guest) and not item.hindrance(guest):
            item.act(guest)

    @cached_property
    def _menu(self) -> GuestMenu:
        menu = GuestMenu("guestMenu")
        menu.pressed.connect(self.choose)
        self._sheets.add("guest", menu, guest_texts.GUEST)
        return menu

    def _show(self) -> None:
        if self._guest is None or self._language is None:
            return
        rows = [
            self._row(str(number), name, self._guest, self._language)
            for number, name in enumerate(PLACES, 1)
            if name in self._items and self._items[name].applies(self._guest)
        ]
        name = self._guest.person.name
        self._menu.show_guest(name, origin_of(self._guest, self._language), rows)

    def _row(self, cap: str, name: str, guest: Standing, language: Language) -> MenuRow:
        item = self._items[name]
        hindrance = item.hindrance(guest)
        detail = language.say(hindrance) if hindrance else item.detail(guest, language)
        return MenuRow(name, cap, language.say(item.word), detail, is_possible=not hindrance)
