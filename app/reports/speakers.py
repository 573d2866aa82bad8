"""Speakers whom an audience waits for and who have not come."""

from collections.abc import Iterable

from app.model.call import CallReason, alert_reason
from app.model.person import Person
from app.model.programme import Programme, Session
from app.model.standing import Booking, Standing
from app.reports.account import MissingSpeaker

_PHONES = ("telefon", "phone", "mobil", "handy", "tel.")
"""How headings of columns with a telephone number begin."""


def is_speaker(standing: Standing) -> bool:
    """Whether somebody's category is one of those who speak."""
    return alert_reason(standing.person.category) is CallReason.SPEAKER


def missing_speakers(
    speakers: Iterable[Standing], programme: Programme
) -> tuple[MissingSpeaker, ...]:
    """Return those of *speakers* who have not come, the first to speak first.

    Without a booked session they are needed when the event begins.
    """
    missing = (_missing(one, programme) for one in speakers if one.arrived is None)
    return tuple(sorted(missing, key=lambda one: (one.starts, one.name, one.registration)))


def phone_of(person: Person) -> str:
    """Return a telephone number that the list has for a person, or nothing."""
    found = (
        value
        for heading, value in person.custom.items()
        if heading.strip().casefold().startswith(_PHONES) and value
    )
    return next(found, "")


def _missing(standing: Standing, programme: Programme) -> MissingSpeaker:
    slot = _slot(standing, programme)
    starts = slot.starts if slot is not None else None
    return MissingSpeaker(
        registration=standing.registration,
        name=standing.person.name,
        phone=phone_of(standing.person),
        starts=starts or programme.event.starts,
        session=slot.name if slot else "",
        room=slot.room if slot else "",
    )


def _slot(standing: Standing, programme: Programme) -> Session | None:
    """Return the first session that a speaker is booked for, one that has a time if any has."""
    booked = [
        session
        for session in programme.sessions.values()
        if standing.bookings.get(session.id) is Booking.BOOKED and not session.is_entrance
    ]
    timed = [session for session in booked if session.starts is not None]
    first = min(timed, key=lambda session: session.starts or programme.event.starts, default=None)
    return first or next(iter(booked), None)
