"""The answer to a scan, as a pure function of what is known."""

from zoneinfo import ZoneInfo

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
) -> Reason:
    """Return why a person may pass a door, or why not.

    *session* None is the event's own door. Coming early is no reason to stop anybody, so the
    clock is not asked: a wrong day is told from the sessions that the person is booked for.
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
    return _place(standing, programme, session, occupancy)


def granted(standing: Standing, session: Session | None) -> Reason:
    """Return under which reason a person is let in whom somebody admits in spite of a warning."""
    if session is not None and standing.bookings.get(session.id) is Booking.BOOKED:
        return Reason.BOOKED
    return Reason.WALK_IN if standing.is_walk_in else Reason.REGISTERED


def expected_elsewhere(
    standing: Standing, programme: Programme, session: Session | None
) -> tuple[Session, ...]:
    """Return the other sessions of the same sort for which the person has a seat."""
    if session is None:
        return ()
    return tuple(
        other
        for other in programme.sessions.values()
        if other.id != session.id
        and other.is_entrance == session.is_entrance
        and standing.bookings.get(other.id) is Booking.BOOKED
    )


def _place(
    standing: Standing, programme: Programme, session: Session | None, occupancy: Occupancy
) -> Reason:
    """Decide about a person who has not been at this door yet."""
    if session is None:
        return granted(standing, session)
    if session.capacity is not None and occupancy.present >= session.capacity:
        return Reason.FULL
    booking = standing.bookings.get(session.id)
    if booking is Booking.WAITING:
        return Reason.WAITING_LIST
    if booking is Booking.BOOKED:
        return granted(standing, session) if session.is_entrance else Reason.BOOKED
    return _unbooked(standing, programme, session, occupancy)


def _unbooked(
    standing: Standing, programme: Programme, session: Session, occupancy: Occupancy
) -> Reason:
    """Decide about a person without a seat at *session*.

    An entrance is open to everybody who is not expected at another entrance; another session
    is open to everybody as long as nobody booked it.
    """
    if session.is_entrance:
        others = expected_elsewhere(standing, programme, session)
        if not others:
            return granted(standing, session)
        zone = programme.event.zone
        same_day = any(_day(other, zone) == _day(session, zone) for other in others)
        return Reason.WRONG_SESSION if same_day else Reason.WRONG_DAY
    return Reason.NOT_BOOKED if occupancy.booked else granted(standing, session)


def _day(session: Session, zone: ZoneInfo) -> str:
    """Return the local date of *session*; sessions without a time share one day."""
    return session.starts.astimezone(zone).date().isoformat() if session.starts else ""
