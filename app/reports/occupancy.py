"""How full each session was, and when it was fullest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.model.programme import Session
from app.model.standing import Booking, Direction, Movement, Standing, Status


@dataclass(frozen=True, slots=True)
class Attendance:
    """One session in numbers.

    ``booked`` are seats of people who did not cancel, ``arrived`` people who came at least
    once, ``present`` those inside now, ``peak`` the most that were inside at once.
    """

    id: str
    name: str
    capacity: int | None
    booked: int
    arrived: int
    present: int
    peak: int


def attendance(session: Session, standings: Sequence[Standing]) -> Attendance:
    """Count one session."""
    return Attendance(
        id=session.id,
        name=session.name,
        capacity=session.capacity,
        booked=sum(_has_seat(standing, session.id) for standing in standings),
        arrived=sum(standing.first_arrival(session.id) is not None for standing in standings),
        present=sum(standing.is_inside(session.id) for standing in standings),
        peak=peak(standings, session.id),
    )


def peak(standings: Iterable[Standing], session: str | None) -> int:
    """Return the most people who were inside at once.

    Where one leaves in the same millisecond in which another comes, the leaving counts first.
    """
    steps = sorted(
        (movement.at, step)
        for standing in standings
        for movement, step in _passages(standing, session)
    )
    return max(accumulate((step for _at, step in steps), initial=0))


def _passages(standing: Standing, session: str | None) -> Iterable[tuple[Movement, int]]:
    """Yield the movements that took the person in (+1) or out (-1); others repeat."""
    is_inside = False
    for movement in standing.movements:
        leads_in = movement.direction is Direction.IN
        if movement.session == session and leads_in is not is_inside:
            is_inside = leads_in
            yield movement, 1 if leads_in else -1


def _has_seat(standing: Standing, session: str) -> bool:
    is_coming = standing.status not in (Status.CANCELLED, Status.REVOKED)
    return is_coming and standing.bookings.get(session) is Booking.BOOKED
