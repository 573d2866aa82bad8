"""What a badge says about a guest: from standing and programme to words."""

from collections.abc import Mapping
from dataclasses import replace

from babel.dates import format_date

from app.badge.photos import refuses_photos
from app.model.badge import BadgeContent
from app.model.person import Person
from app.model.programme import Programme, Session
from app.model.standing import Booking, Standing

NO_PHOTO = "no_photo"
"""The flag by which designs show that a guest does not want to be on photos."""


def badge_content(
    standing: Standing,
    programme: Programme,
    language: str = "de",
    changes: Mapping[str, str] | None = None,
) -> BadgeContent:
    """Return the words of a guest's badge.

    Args:
        standing: The guest.
        programme: The event, for its name, date and the guest's session.
        language: That of the event, for the date and the design's own words.
        changes: Fields that are shown as if they were amended already.
    """
    shown = replace(standing, person=Person({**standing.person.fields, **(changes or {})}))
    person = shown.person
    event = programme.event
    session = _session(shown, programme)
    return BadgeContent(
        code=shown.code,
        name=person.get("name") or person.name,
        title=person.get("title"),
        given=person.given,
        family=person.family,
        native=person.get("native"),
        organisation=person.organisation,
        country=person.get("country"),
        category=person.category,
        language=person.get("language"),
        event=event.name,
        date=format_date(event.starts.astimezone(event.zone), "long", locale=language),
        session=session.name if session else "",
        room=session.room if session else "",
        flags=(NO_PHOTO,) if refuses_photos(person) else (),
        locale=language,
    )


def _session(standing: Standing, programme: Programme) -> Session | None:
    """Return the session behind the entrance that the guest has a seat in and that is first."""
    booked = [
        session
        for session in programme.sessions.values()
        if not session.is_entrance and standing.bookings.get(session.id) is Booking.BOOKED
    ]
    latest = programme.event.ends
    return min(booked, key=lambda session: session.starts or latest, default=None)
