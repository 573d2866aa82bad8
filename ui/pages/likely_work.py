"""The question before somebody is registered: are you on the list under another spelling?"""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent

from app.model.standing import Standing
from ui import guest_texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.changes import ChangePresenter
from ui.presenters.guest_words import origin_of, presence
from ui.widgets.guest_menu import GuestMenu, MenuRow

_NOBODY = "nobody"


class LikelyWork(QObject):
    """Shows who may be meant; a digit lets that guest in, F3 says that it is nobody of them.

    Signals:
        denied: The guest is none of those who were shown.
    """

    denied = Signal()

    def __init__(self, sheets: Sheets, changes: ChangePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._changes = sheets, changes
        self._name, self._guests = "", tuple[Standing, ...]()
        self._language: Language | None = None

    @property
    def is_open(self) -> bool:
        """Whether the question stands."""
        return self._sheets.open_sheet == "likely"

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show()

    def ask(self, name: str, guests: Sequence[Standing]) -> None:
        """Ask whether the guest called *name* is one of *guests*."""
        self._name, self._guests = name, tuple(guests)
        self._show()
        self._sheets.open_panel("likely")

    def press(self, event: QKeyEvent) -> bool:
        """Do what a digit does while the question stands; return whether it does anything."""
        digit = event.text()
        if not self.is_open or len(digit) != 1 or digit not in "123456789":
            return False
        if int(digit) <= len(self._guests):
            self._choose(digit)
        return True

    @cached_property
    def _panel(self) -> GuestMenu:
        panel = GuestMenu("likely")
        panel.pressed.connect(self._choose)
        self._sheets.add("likely", panel, guest_texts.LIKELY)
        return panel

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name == _NOBODY:
            self.denied.emit()
        else:
            self._changes.check_in(self._guests[int(name) - 1].registration)

    def _show(self) -> None:
        if self._language is None or not self._guests:
            return
        say = self._language.say
        rows = [self._row(str(number), guest) for number, guest in enumerate(self._guests, 1)]
        nobody = MenuRow(_NOBODY, "F3", say(guest_texts.NOBODY_OF_THEM))
        self._panel.show_guest(self._name, say(guest_texts.LIKELY_WHY), (*rows, nobody))

    def _row(self, digit: str, guest: Standing) -> MenuRow:
        language = self._language
        parts = (origin_of(guest, language), presence(guest, language)) if language else ()
        below = " · ".join(part for part in parts if part)
        return MenuRow(digit, digit, guest.person.name, below=below)
