"""Seats of a session: who may have one, when unused ones are free, and what moves with them."""

from datetime import datetime, timedelta

from app.model.programme import Programme, Session
from app.model.standing import Booking, Standing


def release_of(session: Session, programme: Programme) -> datetime | None:
    """Return when seats that were booked and not taken are free for others; None for never.

    That is a while after the beginning, or as soon as somebody at the door said so. Seats of an
    entrance are days, which nobody else takes over.
    """
    if session.is_entrance:
        return None
    times = [session.freed]
    if session.starts is not None:
        times.append(session.starts + timedelta(minutes=programme.policy.release_min))
    return min(filter(None, times), default=None)


def is_released(session: Session, programme: Programme, now: datetime) -> bool:
    """Whether unused seats are free at *now*; after its end a session has none to give."""
    since = release_of(session, programme)
    return since is not None and since <= now < (session.ends or programme.event.ends)


def is_parallel(one: Session, other: Session) -> bool:
    """Whether nobody can be at both: of one kind, at the same time or both without a time."""
    if one.id == other.id or one.kind is not other.kind:
        return False
    if one.starts is None or other.starts is None:
        return one.starts is other.starts
    return one.starts == other.starts or (
        one.starts < _end(other, other.starts) and other.starts < _end(one, one.starts)
    )


def moved_seat(
    standing: Standing, programme: Programme, session: Session
) -> dict[str, Booking | None]:
    """Return the bookings that change when a person gets a seat here for one elsewhere.

    Empty when there is nothing to change: the seat is here already, or this is an entrance.
    """
    if session.is_entrance or standing.bookings.get(session.id) is Booking.BOOKED:
        return {}
    given_up: dict[str, Booking | None] = {
        other.id: None
        for other in programme.sessions.values()
        if other.id in standing.bookings and is_parallel(other, session)
    }
    return {session.id: Booking.BOOKED, **given_up}


def _end(session: Session, starts: datetime) -> datetime:
    return session.ends or starts
