"""What the door of a room knows beside the answers: seats, waiting list, who is expected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.model.programme import Session
from app.model.room import Room, Seat
from app.model.standing import Direction
from ui.door_desk import DoorDesk
from ui.presenters.place import Place, by_the_clock, soon_here
from ui.workers.lane import Lane
from ui.workers.task import Task

Rooms = tuple[Room, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorScene:
    """What stands around the answers.

    ``called`` is who was called from the waiting list, ``marked`` how many were just recorded
    without a scan; ``as_of`` when the hub was last heard of
    while it cannot be reached; ``soon`` what this room is needed for next.
    """

    now: datetime
    place: Place
    room: Room | None = None
    called: Seat | None = None
    marked: int = 0
    is_cut_off: bool = False
    as_of: datetime | None = None
    soon: Session | None = None

    @property
    def direction(self) -> Direction:
        """The way through the door."""
        return self.place.direction


class DoorPresenter(QObject):
    """Looks at one room, and does what its host asks for.

    Signals:
        shown: A `DoorScene`.
        surveyed: All rooms, as a tuple of `Room`, the likeliest first.
        listed: Who is expected, as a tuple of `Seat`.
        marked: So many people were recorded as present.
        recorded: Something was written; figures and lists are out of date.
        failed: An expected failure, or None for another.
    """

    shown = Signal(object)
    surveyed = Signal(object)
    listed = Signal(object)
    marked = Signal(int)
    recorded = Signal()
    failed = Signal(object)

    def __init__(self, doors: DoorDesk, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._doors, self._now = doors, now
        self._looks, self._work = Lane("room", self), Lane("door", self)
        self._scene = DoorScene(now=now(), place=Place())
        self._called: set[str] = set()

    @property
    def scene(self) -> DoorScene:
        """What is shown now."""
        return self._scene

    def stand_at(self, place: Place) -> None:
        """Look at another room, or the same one from the other side."""
        is_other = place.session != self._scene.place.session
        room = None if is_other else self._scene.room
        self._called = set() if is_other else self._called
        self._show(replace(self._scene, place=place, room=room, called=None, marked=0, soon=None))
        self.look()

    def look(self) -> None:
        """See how full the room is, as soon as possible."""
        if self._scene.place.is_room:
            self._looks.replace(Task(lambda: tuple(self._doors.rooms()), done=self._take_rooms))

    def tick(self) -> None:
        """Look again unless a look is on its way."""
        if self._looks.is_idle:
            self.look()

    def survey(self) -> None:
        """Ask for all rooms; somebody waits for them, so no later look takes the place of this."""
        self._work.submit(Task(lambda: tuple(self._doors.rooms()), done=self._take_survey))

    def take_link(self, *, is_cut_off: bool, contact: datetime | None) -> None:
        """Say whether the hub of this station cannot be reached, and when it last was."""
        as_of = contact if is_cut_off else None
        if (is_cut_off, as_of) != (self._scene.is_cut_off, self._scene.as_of):
            self._show(replace(self._scene, is_cut_off=is_cut_off, as_of=as_of))

    def call_next(self) -> None:
        """Call who waits longest and was not called yet; after the last the first again."""
        session = self._scene.place.session
        if session is not None:
            self._do(lambda: self._doors.waiting(session), self._take_waiting)

    def settle(self) -> None:
        """Show nobody who was called, and nothing that was recorded."""
        self._show(replace(self._scene, called=None, marked=0))

    def turn_seats(self) -> None:
        """Give away the seats that nobody took, or keep them again where somebody did so."""
        room = self._scene.room
        if room is None:
            return
        is_freed = room.session.freed is not None
        change = self._doors.keep_seats if is_freed else self._doors.free_seats
        self._do(lambda: change(room.session.id), lambda _nothing: self._changed())

    def list_expected(self) -> None:
        """Ask who has a seat here and has not come."""
        session = self._scene.place.session
        if session is not None:
            self._do(lambda: tuple(self._doors.expected(session)), self.listed.emit)

    def mark(self, registrations: Sequence[str]) -> None:
        """Record people as present in this room, whatever room is shown when that is done."""
        session = self._scene.place.session
        if session is not None:
            self._do(lambda: self._doors.mark_present(session, registrations), self._take_marked)

    def close(self) -> None:
        """Finish what was asked for, then end."""
        self._looks.close(finish=False)
        self._work.close()

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._work.submit(Task(work, done, self.failed.emit, lambda _bug: self.failed.emit(None)))

    def _take_rooms(self, rooms: Rooms) -> None:
        place, now = self._scene.place, self._now()
        room = next((each for each in rooms if each.session.id == place.session), None)
        sorted_rooms = by_the_clock(rooms, now, room.session if room else None)
        soon = soon_here(sorted_rooms, now, room.session) if room else None
        self._show(replace(self._scene, now=now, room=room, soon=soon))

    def _take_survey(self, rooms: Rooms) -> None:
        here = self._scene.room.session if self._scene.room else None
        self.surveyed.emit(tuple(by_the_clock(rooms, self._now(), here)))

    def _take_waiting(self, seats: Sequence[Seat]) -> None:
        fresh = [seat for seat in seats if seat.registration not in self._called]
        if not fresh:
            self._called = set()
            fresh = list(seats)
        if not fresh:
            self.settle()
            return
        self._called.add(fresh[0].registration)
        self._show(replace(self._scene, called=fresh[0], marked=0))

    def _take_marked(self, count: int) -> None:
        self._show(replace(self._scene, called=None, marked=count))
        self.marked.emit(count)
        self._changed()

    def _changed(self) -> None:
        self.recorded.emit()
        self.look()

    def _show(self, scene: DoorScene) -> None:
        if scene != self._scene:
            self._scene = scene
            self.shown.emit(scene)
