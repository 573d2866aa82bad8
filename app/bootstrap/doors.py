"""What the door of a room asks of a station; implements `ui.door_desk.DoorDesk`."""

from collections.abc import Sequence
from datetime import datetime

from app.attendance import Attendance
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.model.person import Person
from app.model.room import Room, Seat
from app.reports.sheet import sorting_name
from db.rooms import Rooms


class Doors:
    """The rooms of one event. Safe to call from several threads."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._rooms = Rooms(workplace.journal)
        self._attendance = Attendance(workplace.journal)

    def now(self) -> datetime:
        """Return what time it is by the hub's clock, as far as it is known."""
        journal, clock = self._workplace.journal, self._workplace.clock
        return to_instant(journal.bearings().reading(journal.station, clock.read()).ms)

    def room(self, session: str) -> Room | None:
        """Return how full a session is now; None when it is planned no more."""
        planned = self._workplace.journal.programme().sessions
        return self._rooms.room(session, self.now()) if session in planned else None

    def rooms(self) -> list[Room]:
        """Return all sessions that are no entrance, in the order in which they were planned."""
        sessions = self._workplace.journal.programme().sessions.values()
        now = self.now()
        return [self._rooms.room(one.id, now) for one in sessions if not one.is_entrance]

    def waiting(self, session: str) -> list[Seat]:
        """Return who waits for a seat, first registered first, as the door may show them."""
        waiting = self._rooms.waiting(session)
        return [Seat(one.registration, called_name(one.person)) for one in waiting]

    def expected(self, session: str) -> list[Seat]:
        """Return who has a seat and was not at the door yet, sorted by name."""
        kept = sorted(self._rooms.kept(session), key=sorting_name)
        return [Seat(one.registration, one.person.name) for one in kept]

    def mark_present(self, session: str, registrations: Sequence[str]) -> int:
        """Record that these people are in the room; return how many were recorded."""
        return self._attendance.mark(session, registrations)

    def free_seats(self, session: str) -> None:
        """Give seats that nobody took away from now on."""
        self._workplace.planner.free_seats(session, self.now())

    def keep_seats(self, session: str) -> None:
        """Keep them again until the time that the rules say."""
        self._workplace.planner.free_seats(session, None)


def called_name(person: Person) -> str:
    """Return a name as it may be called out and stand on a screen: of the family a letter only."""
    words = [person.given, person.family] if person.given and person.family else []
    words = words or person.get("name").split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else person.name
