"""Where this station stands, and how it is moved: one key for the panel, one for the place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from app.model.programme import Programme, Session
from app.model.room import Room
from ui import door_texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters import door_words
from ui.widgets.guest_menu import GuestMenu, MenuRow

SHEET = "place"


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A place that is no door, with the key and the sentence by which it is chosen."""

    cap: str
    word: str
    act: Callable[[], None]


class PlaceWork(QObject):
    """Shows the places where a station may stand.

    Signals:
        wanted: The panel is open and needs to know how full the rooms are.
        chosen: The id of the session whose door was chosen; empty for the event's own.
    """

    wanted = Signal()
    chosen = Signal(str)

    def __init__(self, sheets: Sheets, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._others: dict[str, OtherPlace] = {}
        self._rows: list[MenuRow] = []
        self._rooms: tuple[Room, ...] = ()
        self._here: Session | None = None
        self._programme: Programme | None = None
        self._language: Language | None = None
        self._waits = ""

    @property
    def is_open(self) -> bool:
        """Whether the panel is in sight."""
        return self._sheets.open_sheet == SHEET

    def offer(self, name: str, place: OtherPlace) -> None:
        """Put a place on the panel that is no door, such as a kiosk."""
        self._others[name] = place
        self._show()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show()

    def open(self, programme: Programme | None, here: Session | None) -> None:
        """Show the panel; a digit that comes before the rooms are known waits for them."""
        self._programme, self._here = programme, here
        self._rooms, self._rows, self._waits = (), [], ""
        self._menu.show_guest("", "", [])
        self._sheets.open_panel(SHEET)
        self.wanted.emit()

    @Slot(object)
    def show_rooms(self, rooms: tuple[Room, ...]) -> None:
        """Show the rooms as they are now, the likeliest first; this one is the last of them."""
        if not self.is_open:
            return
        here = self._here.id if self._here else ""
        self._rooms = tuple(sorted(rooms, key=lambda room: room.session.id == here))
        self._show()
        if self._waits:
            self._press(self._waits)

    def press(self, event: QKeyEvent) -> bool:
        """Choose a place by its key; return whether the key was meant for the panel."""
        if not self.is_open:
            return False
        is_enter = Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        key = "1" if is_enter else event.text().casefold()
        return bool(key.strip()) and key.isprintable() and self._press(key)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Go to the place *name*."""
        self._sheets.close_sheet()
        if name in self._others:
            self._others[name].act()
        else:
            self.chosen.emit(name)

    @cached_property
    def _menu(self) -> GuestMenu:
        menu = GuestMenu("places")
        menu.pressed.connect(self.choose)
        self._sheets.add(SHEET, menu, door_texts.WHERE)
        return menu

    def _press(self, key: str) -> bool:
        row = next((row for row in self._rows if row.cap == key), None)
        if row is not None:
            self._waits = ""
            self.choose(row.name)
        elif not self._rows:
            self._waits = key
        return True

    def _show(self) -> None:
        if self._language is None or not self.is_open or not (self._rooms or self._programme):
            return
        here = self._here.id if self._here else ""
        rows = door_words.place_rows(self._rooms, self._programme, here, self._language)
        for name, place in self._others.items():
            rows.append(MenuRow(name, place.cap, self._language.say(place.word)))
        self._rows = rows
        title, what = door_words.place_title(self._here, self._language)
        self._menu.show_guest(title or self._language.say(door_texts.EVENT_DOOR), what, rows)
