"""People as rows of a table, every field of theirs in a column."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from anyascii import anyascii

from app.model.person import SENSITIVE_FIELDS, STANDARD_FIELDS, Person
from app.model.programme import Programme
from app.model.standing import Booking, Movement, Standing
from app.reports.words import ARRIVED, CODE, SESSIONS, STATION, STATUS, WALK_IN, Words

Cell = str | datetime | int | float | None
Arrival = Callable[[Standing], Movement | None]

SEPARATOR = "; "
"""Between several sessions in one cell."""

_OWN = (CODE, STATUS, SESSIONS, ARRIVED, STATION, WALK_IN)
"""What the event knows about a person beside the fields of a list."""

_LISTED = tuple(name for name in STANDARD_FIELDS if name not in SENSITIVE_FIELDS)
_PHONEBOOK = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe"})
_PARTICLES = frozenset(
    (
        *("af", "auf", "da", "das", "de", "del", "della", "dem", "den", "der", "des", "di", "do"),
        *("dos", "du", "la", "le", "ten", "ter", "und", "van", "vom", "von", "zu", "zum", "zur"),
    )
)
"""Small words before a family name that are no sorting words; there they are written small."""
_NOBLE = frozenset(("Baron", "Baronin", "Freifrau", "Freiherr", "Graf", "Gräfin", "Prinz"))
_NO_SIGN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings and as many cells in each row. Instants are local and know their zone."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def people_sheet(
    standings: Iterable[Standing],
    programme: Programme,
    words: Words,
    arrival: Arrival,
    hidden: Callable[[str], bool] = lambda _name: False,
) -> Sheet:
    """Return a row a person, by name, with the fields that any of them has.

    Args:
        standings: Who is shown.
        programme: Names the sessions.
        words: The language of headings and statuses.
        arrival: Which of a person's arrivals the row tells.
        hidden: Whether a field of this event's own has no column.
    """
    people = sorted(standings, key=sorting_name)
    names = dict.fromkeys(name for standing in people for name in standing.person.custom)
    custom = [name for name in names if not hidden(name)]
    rows = (
        (
            *(standing.person.get(name) for name in _LISTED),
            *_own_cells(standing, programme, words, arrival(standing)),
            *(standing.person.get(name) for name in custom),
        )
        for standing in people
    )
    return Sheet((*_known_headings(custom, words), *custom), tuple(rows))


def sorting_name(standing: Standing) -> tuple[str, str]:
    """Return the place of a person in a list of names, after DIN 5007-2 (ä like ae).

    Family name, given name, then what stands before the family name. The same on every machine,
    whatever its language.
    """
    person = standing.person
    before, family = _parted(person.family or person.get("name"))
    parts = (family, person.given, before) if family else (person.given,)
    return "\0".join(map(_sorting, parts)), standing.registration


def listed_name(person: Person) -> str:
    """Return a name as lists by name show it: the family name first."""
    if not person.family or not person.given or person.get("name"):
        return person.name
    return f"{person.family}, {' '.join(filter(None, (person.get('title'), person.given)))}"


def _parted(family: str) -> tuple[str, str]:
    """Part a family name into the small words before it and the rest."""
    words = unicodedata.normalize("NFC", family).split()
    is_noble = len(words) > 1 and words[0] in _NOBLE and words[1] in _PARTICLES
    start = int(is_noble)
    while start < len(words) - 1 and words[start] in _PARTICLES:
        start += 1
    return " ".join(words[:start]), " ".join(words[start:])


def _sorting(text: str) -> str:
    """Return *text* in the letters a to z by which it is sorted, words apart."""
    composed = unicodedata.normalize("NFC", text).casefold().translate(_PHONEBOOK)
    plain = anyascii(composed).lower().replace("'", "")
    return _NO_SIGN.sub(" ", plain).strip()


def session_names(standing: Standing, programme: Programme, state: Booking) -> list[str]:
    """Return the names of the sessions that a person has booked, or waits for."""
    return [
        programme.sessions[key].name if key in programme.sessions else key
        for key, booking in standing.bookings.items()
        if booking is state
    ]


def _known_headings(custom: Iterable[str], words: Words) -> Iterator[str]:
    """Yield the headings of the columns that every event has.

    They stand before custom ones, so that an import finds them first: a list may have a ticket
    number beside its code. Where a custom field has the very heading, the field's name is one.
    """
    taken = {name.casefold() for name in custom}
    for name in (*_LISTED, *_OWN):
        heading = words.headings[name]
        yield name if heading.casefold() in taken else heading


def _own_cells(
    standing: Standing, programme: Programme, words: Words, arrival: Movement | None
) -> tuple[Cell, ...]:
    """Return the cells of `_OWN`."""
    seats = session_names(standing, programme, Booking.BOOKED)
    waiting = session_names(standing, programme, Booking.WAITING)
    return (
        standing.code,
        words.statuses[standing.status],
        SEPARATOR.join((*seats, *(f"{name} {words.waiting}" for name in waiting))),
        arrival.at.astimezone(programme.event.zone) if arrival else None,
        arrival.station if arrival else "",
        words.yes if standing.is_walk_in else "",
    )
