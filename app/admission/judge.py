"""The answer to a scan, as a pure function of what is known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.admission.seats import is_parallel, is_released
from app.model.programme import Occupancy, Programme, Session
from app.model.standing import Booking, Direction, Standing, Status
from app.model.verdict import Reason

_BARRED = {
    Status.CANCELLED: Reason.CANCELLED,
    Status.SUBSTITUTED: Reason.REPLACED,
    Status.REVOKED: Reason.REVOKED,
}


def judge(
    standing: Standing,
    programme: Programme,
    session: Session | None,
    direction: Direction,
    occupancy: Occupancy,
    now: datetime,
) -> Reason:
    """Return why a person may pass a door, or why not.

    *session* None is the event's own door. Coming early is no reason to stop anybody: a wrong
    day is told from the sessions that the person is booked for. The time decides only whether
    seats that nobody took are free by now.
    """
    if direction is Direction.OUT:
        return Reason.DEPARTED
    if standing.status in _BARRED:
        return _BARRED[standing.status]

    door = None if session is None else session.id
    if standing.is_inside(door):
        return Reason.ALREADY_ARRIVED
    if standing.first_arrival(door) is not None:
        return Reason.RETURNED
    if standing.status is Status.UNPAID:
        return Reason.UNPAID
    return _place(standing, programme, session, occupancy, now)


def granted(standing: Standing, session: Session | None) -> Reason:
    """Return under which reason a person is let in whom somebody admits in spite of a warning."""
    if session is not None and standing.bookings.get(session.id) is Booking.BOOKED:
        return Reason.BOOKED
    return Reason.WALK_IN if standing.is_walk_in else Reason.REGISTERED


def expected_elsewhere(
    standing: Standing, programme: Programme, session: Session | None
) -> tuple[Session, ...]:
    """Return the other sessions of the same sort for which the person has a seat.

    Those that take place meanwhile come first: there the person belongs now.
    """
    if session is None:
        return ()
    others = [
        other
        for other in programme.sessions.values()
        if other.id != session.id
        and other.is_entrance == session.is_entrance
        and standing.bookings.get(other.id) is Booking.BOOKED
    ]
    return tuple(sorted(others, key=lambda other: not is_parallel(other, session)))


def _place(
    standing: Standing,
    programme: Programme,
    session: Session | None,
    occupancy: Occupancy,
    now: datetime,
) -> Reason:
    """Decide about a person who has not been at this door yet."""
    if session is None:
        return granted(standing, session)
    if session.capacity is not None and occupancy.present >= session.capacity:
        return Reason.FULL
    is_open = is_released(session, programme, now)
    booking = standing.bookings.get(session.id)
    if booking is Booking.WAITING and not is_open:
        return Reason.WAITING_LIST
    if session.is_entrance:
        return _entrance(standing, programme, session)
    if booking is Booking.BOOKED:
        return Reason.BOOKED
    return granted(standing, session) if is_open else _unbooked(standing, session, occupancy)


def _entrance(standing: Standing, programme: Programme, session: Session) -> Reason:
    """Decide at an entrance: it is open to everybody who is not expected at another one."""
    others = expected_elsewhere(standing, programme, session)
    if not others or standing.bookings.get(session.id) is Booking.BOOKED:
        return granted(standing, session)
    zone = programme.event.zone
    same_day = any(_day(other, zone) == _day(session, zone) for other in others)
    return Reason.WRONG_SESSION if same_day else Reason.WRONG_DAY


def _unbooked(standing: Standing, session: Session, occupancy: Occupancy) -> Reason:
    """Decide about a person without a seat while seats are kept for those who booked them.

    Where nobody booked, everybody is welcome as long as there is room.
    """
    taken = occupancy.present + occupancy.reserved
    if session.capacity is not None and taken >= session.capacity:
        return Reason.FULL
    return Reason.NOT_BOOKED if occupancy.booked else granted(standing, session)


def _day(session: Session, zone: ZoneInfo) -> str:
    """Return the local date of *session*; sessions without a time share one day."""
    return session.starts.astimezone(zone).date().isoformat() if session.starts else ""
