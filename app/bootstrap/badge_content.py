"""What a badge says about a guest: from standing and programme to words."""

import re
from collections.abc import Mapping
from dataclasses import replace

from babel.dates import format_date

from app.badge.clean import folded
from app.model.badge import BadgeContent
from app.model.person import Person
from app.model.programme import Programme, Session
from app.model.standing import Booking, Standing

NO_PHOTO = "no_photo"
"""The flag by which designs show that a guest does not want to be on photos."""
_PHOTO = re.compile("foto|photo|bildrecht|bilderlaub|aufnahme")
_NEGATED = re.compile("kein|ohne|nicht|no(?=f|ph)|widersp|ablehn|refus|optout")
_NO = frozenset(
    {"nein", "no", "n", "false", "falsch", "0", "kein", "keine", "nicht", "none", "never"}
)
_YES = frozenset({"ja", "yes", "y", "j", "true", "wahr", "1", "x", "✓"})
_REFUSED = re.compile(
    r"\b(kein\w*|nicht|no|ohne)\s+(fotos?|photos?|bilder|pictures?)\b", re.IGNORECASE
)


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


def refuses_photos(person: Person) -> bool:
    """Whether a person does not want to be on photos.

    What the field ``photo`` says comes first: there a desk writes. Then a list's own fields are
    asked, such as Fotoerlaubnis (no) or Kein Foto (yes), and what its notes say.
    """
    said = person.get("photo")
    if folded(said) in _NO or _REFUSED.search(said):
        return True
    if folded(said) in _YES:
        return False
    for name, value in person.custom.items():
        asked, answer = folded(name), folded(value)
        if _PHOTO.search(asked):
            is_negative = bool(_NEGATED.search(asked))
            if answer in (_YES if is_negative else _NO) or _REFUSED.search(value):
                return True
    return bool(_REFUSED.search(person.get("notes")))


def _session(standing: Standing, programme: Programme) -> Session | None:
    """Return the session behind the entrance that the guest has a seat in and that is first."""
    booked = [
        session
        for session in programme.sessions.values()
        if not session.is_entrance and standing.bookings.get(session.id) is Booking.BOOKED
    ]
    latest = programme.event.ends
    return min(booked, key=lambda session: session.starts or latest, default=None)
