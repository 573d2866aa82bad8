"""How the door of a room is worked: its keys, its waiting list, its roll, and where it is."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.clock import Clock, to_instant
from app.model.programme import Programme, Session
from app.model.room import Seat
from app.model.standing import Direction
from app.settings import Settings
from ui import door_texts, texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.door_keys import door_action, is_place_key
from ui.pages.operation import Operation
from ui.pages.place_work import OtherPlace, PlaceWork
from ui.pages.reception import ReceptionPage
from ui.permits import allows
from ui.presenters import door_words
from ui.presenters.door import DoorPresenter
from ui.presenters.place import Place
from ui.presenters.watch import Sight
from ui.widgets.help_list import HelpList
from ui.widgets.roll import RollRow, RollWords

HELP = "door_help"


class DoorWork(QObject):
    """Connects the door page with its presenter and with the desk's own work.

    Signals:
        placed: The id of the session whose door this station stands at from now on.
    """

    placed = Signal(str)

    def __init__(
        self,
        page: ReceptionPage,
        operation: Operation,
        desk: Desk,
        settings: Settings,
        clock: Clock,
    ) -> None:
        super().__init__(page)
        self._page, self._door, self._operation = page, page.door, operation
        self._reception, self._clock = operation.reception, clock
        self._roles = desk.roles
        self._wanted = settings.door
        self._programme: Programme | None = None
        self._language: Language | None = None
        self.presenter = DoorPresenter(desk.doors, self._now, self)
        self.places = PlaceWork(page.sheets, self)
        self._clearing = QTimer(self, singleShot=True)
        self._clearing.setInterval(round(settings.clear_after_s * 1000))
        operation.offer(self._all_actions())
        self._connect()

    @property
    def place(self) -> Place:
        """Where this station stands."""
        return self.presenter.scene.place

    @property
    def session(self) -> Session | None:
        """The session whose door this is; None at the event's own."""
        sessions = self._programme.sessions if self._programme else {}
        return sessions.get(self.place.session or "")

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        say = language.say
        self.places.set_language(language)
        if self._page.sheets.open_sheet == HELP:
            self._show_help()
        self._door.roll.show_words(
            RollWords(
                say(door_texts.PRESENT),
                say(door_texts.PRESENT_HOW),
                language.say(door_texts.RECORD_PRESENT, count="{count}"),
                language.say(door_texts.PAGE_OF, page="{page}", pages="{pages}"),
                say(door_texts.NEXT_PAGE),
                say(door_texts.TICKED),
                say(door_texts.NOT_TICKED),
            )
        )
        self._show_place()
        self._show()

    def stand_at(self, session: str, direction: Direction = Direction.IN) -> None:
        """Go to the door of that session, or to the event's own when it is empty."""
        planned = self._programme.sessions.get(session) if self._programme else None
        is_room = planned is not None and not planned.is_entrance
        place = Place(session or None, direction, is_room)
        self._door.close_roll()
        self._reception.stand_at(place)
        self.presenter.stand_at(place)
        self._show_place()
        self._show()

    def press_place(self, event: QKeyEvent, cover: QWidget) -> bool:
        """Open or close the panel of places by its key, unless *cover* is in sight."""
        if not is_place_key(event) or cover.isVisible():
            return False
        self._operation.do("door_rooms")
        return True

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does at the door of a room; return whether it does anything there."""
        if self.places.press(event):
            return True
        if not self.place.is_room:
            return False
        is_rolling = self._door.is_calling_roll
        name = door_action(event, is_rolling=is_rolling)
        if name is not None:
            self._operation.do(name)
        elif event.key() == Qt.Key.Key_Escape and self._has_called():
            self.presenter.settle()
        elif is_rolling:
            return self._press_roll(event.text())
        else:
            return False
        return True

    def offer_kiosk(self, act: Callable[[], None]) -> None:
        """Let this station become a kiosk by a row among the places."""
        self.places.offer("kiosk", OtherPlace("k", door_texts.KIOSK, act))

    def close(self) -> None:
        """End the workers."""
        self._clearing.stop()
        self.presenter.close()

    def _all_actions(self) -> Mapping[str, Callable[[], None]]:
        roll = self._door.roll
        return {
            "door_help": self._toggle_help,
            "door_rooms": self._open_places,
            "door_roll": self._toggle_roll,
            "door_turn": self._turn,
            "door_solve": self._solve,
            "door_call": self._call_next,
            "door_second": self._do_second,
            "roll_submit": roll.submit,
            "roll_next": lambda: roll.turn_page(1),
            "roll_before": lambda: roll.turn_page(-1),
            "roll_close": self._close_roll,
        }

    def _connect(self) -> None:
        presenter, reception = self.presenter, self._reception
        presenter.shown.connect(self._show)
        presenter.surveyed.connect(self.places.show_rooms)
        presenter.listed.connect(self._call_roll)
        presenter.marked.connect(lambda _count: self._clearing.start())
        presenter.recorded.connect(self._operation.look)
        presenter.failed.connect(reception.fail)
        self._clearing.timeout.connect(presenter.settle)
        self.places.wanted.connect(presenter.survey)
        self.places.chosen.connect(self._move)
        reception.shown.connect(self._show)
        reception.answered.connect(lambda _verdict: presenter.settle())
        reception.recorded.connect(presenter.look)
        self._operation.seen.connect(self._take_sight)
        self._door.pressed.connect(self._operation.do)
        self._door.roll.submitted.connect(self._record)

    def _take_sight(self, sight: Sight) -> None:
        """Follow the programme; the door of the settings is found as soon as it is known."""
        is_first, self._programme = self._programme is None, sight.programme
        sync = sight.sync
        self.presenter.take_link(is_cut_off=sync.joined and not sync.online, contact=sync.contact)
        if is_first and self._wanted:
            self.stand_at(self._wanted if self._wanted in sight.programme.sessions else "")
        self.presenter.tick()

    @Slot(str)
    def _move(self, session: str) -> None:
        self._page.setFocus()
        self.stand_at(session)
        self.placed.emit(session)

    def _open_places(self) -> None:
        if self.places.is_open:
            self._page.sheets.close_sheet()
            return
        self._operation.close_search()
        self.places.open(self._programme, self.session)

    def _toggle_help(self) -> None:
        sheets = self._page.sheets
        if sheets.open_sheet == HELP:
            sheets.close_sheet()
        else:
            self._show_help()
            sheets.open_panel(HELP)

    @cached_property
    def _keys(self) -> HelpList:
        keys = HelpList("doorHelp")
        self._page.sheets.add(HELP, keys, texts.HELP)
        return keys

    def _show_help(self) -> None:
        if self._language is not None:
            say = self._language.say
            self._keys.show_keys([(cap, say(text)) for cap, text in door_texts.DOOR_HELP])

    def _turn(self) -> None:
        is_in = self.place.direction is Direction.IN
        self.stand_at(self.place.session or "", Direction.OUT if is_in else Direction.IN)

    def _solve(self) -> None:
        """Solve what the band shows: an answer, who was called, or that seats can be filled."""
        called, scene = self.presenter.scene.called, self._reception.scene
        if scene.solution is not None:
            self._reception.solve()
        elif scene.verdict == "idle" and called is not None:
            self._reception.check_in(called.registration, admit=True)
        elif scene.verdict == "idle" and self._offers("door_solve"):
            self._operation.do("door_call")

    def _do_second(self) -> None:
        """Do what the second key of the band stands for."""
        if self._has_called():
            self._call_next()
        elif self._offers("door_second"):
            self.presenter.turn_seats()

    def _call_next(self) -> None:
        self._reception.clear()
        self.presenter.call_next()

    def _offers(self, name: str) -> bool:
        return any(key.name == name for key in self._door.band.view.keys)

    def _has_called(self) -> bool:
        is_idle = self._page.place == "main" and self._reception.scene.verdict == "idle"
        return is_idle and self.presenter.scene.called is not None

    def _toggle_roll(self) -> None:
        if self._door.is_calling_roll:
            self._close_roll()
        else:
            self._operation.close_search()
            self._page.sheets.close_sheet()
            self.presenter.list_expected()

    @Slot(object)
    def _call_roll(self, seats: tuple[Seat, ...]) -> None:
        self._door.open_roll([RollRow(seat.registration, seat.name) for seat in seats])

    def _press_roll(self, text: str) -> bool:
        """Turn the row of a key; no other letter may open the search now."""
        return self._door.roll.turn(text) or bool(text.strip() and text.isprintable())

    def _record(self, registrations: tuple[str, ...]) -> None:
        self._close_roll()
        if registrations:
            self.presenter.mark(registrations)

    def _close_roll(self) -> None:
        self._door.close_roll()
        self._page.setFocus()

    @Slot()
    def _show(self) -> None:
        if self._language is None or not self.place.is_room:
            return
        if self._door.is_calling_roll and not allows(self._roles, "door_roll"):
            self._door.close_roll()
        scene, door = self._reception.scene, self.presenter.scene
        self._door.show_band(door_words.band_view(scene, door, self._language))
        self._door.show_count(door_words.count_view(door, self._language))

    def _show_place(self) -> None:
        """Say in the header and on the keys where this station stands."""
        if self._language is None:
            return
        session = self.session if self.place.is_room else None
        keys = door_words.door_keys(self.place.direction, self._language) if session else []
        roll = door_words.roll_keys(self._language) if session else []
        title, what = door_words.place_title(session, self._language)
        self._page.show_place(title, what, keys, roll)

    def _now(self) -> datetime:
        return to_instant(self._clock.read().wall_ms)
