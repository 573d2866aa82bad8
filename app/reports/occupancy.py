"""How full each session was, and when it was fullest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from app.model.programme import SessionKind
from app.model.standing import Booking, Direction, Standing, Status


@dataclass(frozen=True, slots=True)
class Attendance:
    """One session in numbers.

    ``booked`` are seats of people who did not cancel, ``arrived`` people who came at least
    once, ``present`` those inside now, ``peak`` the most that were inside at once.
    ``turned_away`` wanted in, were told no and never came in. ``empty`` are booked seats of
    people who did not come.
    """

    id: str
    name: str
    capacity: int | None
    booked: int
    arrived: int
    present: int
    peak: int
    turned_away: int = 0
    empty: int = 0
    kind: SessionKind = SessionKind.ENTRANCE
    room: str = ""
    starts: datetime | None = None
    ends: datetime | None = None


def highest(steps: Iterable[tuple[datetime, int]]) -> int:
    """Return the most people who were inside at once, by who came (+1) and left (-1) when.

    Where one leaves in the same millisecond in which another comes, the leaving counts first.
    """
    return max(accumulate((step for _at, step in sorted(steps)), initial=0))


def passages(standing: Standing, session: str) -> Iterator[tuple[datetime, int]]:
    """Yield when a person came in (+1) or went out (-1); movements that repeat are left out."""
    is_inside = False
    for movement in standing.movements:
        leads_in = movement.direction is Direction.IN
        if movement.session == session and leads_in is not is_inside:
            is_inside = leads_in
            yield movement.at, 1 if leads_in else -1


def has_seat(standing: Standing, session: str) -> bool:
    """Whether a seat is booked for somebody who did not cancel."""
    is_coming = standing.status not in (Status.CANCELLED, Status.REVOKED)
    return is_coming and standing.bookings.get(session) is Booking.BOOKED
