"""Where a station stands, and what the clock says about where it should."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.model.programme import Session
from app.model.room import Room
from app.model.standing import Direction

EARLY = timedelta(minutes=20)
"""So long before it begins a session is what its room is needed for."""
_USUAL = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Place:
    """A door and the way through it; without a session it is the event's own door.

    ``is_room`` says that it is the door of a room, where no badges are made.
    """

    session: str | None = None
    direction: Direction = Direction.IN
    is_room: bool = False


def by_the_clock(rooms: Sequence[Room], now: datetime, here: Session | None) -> list[Room]:
    """Return rooms, the likeliest first: what goes on or begins next, in this room before others.

    What is over comes last.
    """
    own = here.room if here else ""

    def likeliness(room: Room) -> tuple[timedelta, bool, str]:
        session = room.session
        return (_distance(session, now), session.room != own, session.name)

    return sorted(rooms, key=likeliness)


def soon_here(rooms: Sequence[Room], now: datetime, here: Session) -> Session | None:
    """Return the session for which this very room is needed now instead of *here*."""
    first = next((r.session for r in rooms if r.session.room == here.room), None)
    is_due = first is not None and first.starts is not None and first.starts - EARLY <= now
    return first if is_due and first is not None and first.id != here.id else None


def _distance(session: Session, now: datetime) -> timedelta:
    if session.starts is None:
        return timedelta(days=1)
    ends = session.ends or session.starts + _USUAL
    if now >= ends:
        return timedelta(days=1000) + (now - ends)
    return max(timedelta(), session.starts - EARLY - now)
