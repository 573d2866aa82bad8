"""What a desk says about one person, in the words that lists use."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.errors import InputError, UnknownError
from app.model.programme import Session
from app.model.standing import Booking, Status
from app.roster.bookings import SessionNames
from app.roster.cleaning import clean
from app.roster.mapping import FIELDS, IGNORED, NATIVE, SESSIONS, known_field
from app.roster.rows import CODE_LIMIT, VALUE_LIMIT, read_code, read_status

CODE = "code"
STATUS = "status"
_COMING = {"active", "registered", "confirmed", "paid", "angemeldet", "bestätigt", "bezahlt"}


@dataclass(frozen=True, slots=True)
class Correction:
    """What shall be true; ``None`` stands for what nobody spoke of.

    A blank text among ``fields`` takes that field away; ``bookings`` are all that remain.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None
    status: Status | None = None
    bookings: Mapping[str, Booking] | None = None


def read_correction(
    values: Mapping[str, str], sessions: Iterable[Session], own_fields: Collection[str] = ()
) -> Correction:
    """Return what *values* say.

    Args:
        values: Texts by field, named as headings of a list may be, in any case.
        sessions: The sessions of the programme.
        own_fields: Fields that the person has already; they are meant before any other.

    Raises:
        UnknownError: a session that is not planned.
        InputError: a field without a name, a text too long, a code or status of no meaning.
    """
    said = {_field(name, own_fields): value for name, value in values.items()}
    return Correction(
        fields={
            name: _text(name, value)
            for name, value in said.items()
            if name not in (CODE, STATUS, SESSIONS)
        },
        code=_code(said[CODE]) if CODE in said else None,
        status=_status(said[STATUS]) if STATUS in said else None,
        bookings=_bookings(said[SESSIONS], sessions) if SESSIONS in said else None,
    )


def _field(name: str, own_fields: Collection[str]) -> str:
    """Return the field that is meant; what no list calls so is a custom one."""
    tidy = clean(name)
    if not tidy:
        sentence = "A field has a name; write field=value."
        raise InputError(sentence)
    if tidy in own_fields:
        return tidy
    if tidy.lower() in (*FIELDS, NATIVE):
        return tidy.lower()
    known = known_field(tidy)
    if known == IGNORED:
        sentence = f"{tidy} follows from what happens at the doors and is not amended."
        raise InputError(sentence)
    return known or tidy


def _text(name: str, value: str) -> str:
    text = clean(value)
    if len(text) > VALUE_LIMIT:
        sentence = f"{name} has {len(text)} characters; a field holds at most {VALUE_LIMIT}."
        raise InputError(sentence)
    return text


def _code(value: str) -> str:
    code = read_code(value)
    if code is None or len(code) > CODE_LIMIT:
        sentence = f"A code has 1 to {CODE_LIMIT} visible characters; nothing was changed."
        raise InputError(sentence)
    return code


def _status(value: str) -> Status:
    status = read_status(value)
    if status is Status.ACTIVE and clean(value).casefold() not in _COMING:
        sentence = f"There is no status {value}; write active, unpaid or cancelled."
        raise InputError(sentence)
    if status is None:
        sentence = f"The status {value} is not given by hand; roster substitute replaces a person."
        raise InputError(sentence)
    return status


def _bookings(value: str, sessions: Iterable[Session]) -> Mapping[str, Booking]:
    planned = list(sessions)
    bookings, unknown = SessionNames(planned).bookings(value)
    if unknown is not None:
        known = ", ".join(session.name for session in planned) or "none yet"
        sentence = f"There is no session {unknown} in this event; its sessions are: {known}."
        raise UnknownError(sentence)
    return bookings
