"""What a list changes: compared with what it last said, not with what a desk corrected."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.model.code import new_code
from app.model.entry import Draft, Kind
from app.model.erasure import NOBODY, Barrier, signs_of
from app.model.standing import VANISHED, Booking, Origin, Standing, Status
from app.model.ticket_words import ticket_payload
from app.model.ticketing import Ticket
from app.roster.duplicates import Duplicate, duplicates
from app.roster.matching import identity, last_word, match
from app.roster.rows import Refusal, RosterRow

_DECIDED_HERE = (Status.SUBSTITUTED, Status.REVOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a list now says differently about one registration; the rest stays.

    ``""`` takes a field away, ``None`` a booking. ``status`` and ``code`` are ``None`` when
    they stay, and so is ``ticket``. Somebody *is_vanished* who is cancelled because the list has
    no row for them any more.
    """

    registration: str
    line: int
    fields: Mapping[str, str] = field(default_factory=dict)
    bookings: Mapping[str, Booking | None] = field(default_factory=dict)
    status: Status | None = None
    code: str | None = None
    ticket: Ticket | None = None
    is_vanished: bool = False

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.fields or self.bookings or self.status or self.code or self.ticket)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What taking in a list would do.

    ``new`` are rows of people seen for the first time, cancelled ones too; ``cancelled`` are
    those who became so, whatever else changed; ``changed`` are the others. ``unchanged`` and
    ``vanished`` are registration ids; who vanished from the list is only reported, and so are
    ``duplicates``, new rows that may be somebody who is registered already.
    """

    new: tuple[RosterRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[str, ...] = ()
    cancelled: tuple[Change, ...] = ()
    vanished: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def read(self) -> int:
        """How many rows the list has."""
        taken = (self.new, self.changed, self.unchanged, self.cancelled, self.refused)
        return sum(map(len, taken))


@dataclass(frozen=True, slots=True)
class Taken:
    """How many entries of a difference were recorded, and why not all."""

    entries: int
    is_outdated: bool = False
    is_stopped: bool = False


def compare(
    rows: Sequence[RosterRow],
    standings: Iterable[Standing],
    refused: Sequence[Refusal] = (),
    barrier: Barrier = NOBODY,
) -> Difference:
    """Return what *rows* change for people with *standings*.

    A cell counts as changed when it differs from what the list last said and from what is
    true now; so a correction made at the desk outlives every import of an unchanged list.

    Args:
        rows: The rows of the list that were understood.
        standings: Every standing of the event.
        refused: The other rows; their people have not vanished.
        barrier: Tells who was erased and is not taken in again.
    """
    known = [one for one in standings if not one.is_erased]
    seen = [*rows, *(refusal.row for refusal in refused if refusal.row)]
    of_row = match(seen, known).of_row
    found = {standing.registration for standing in of_row.values()}
    pairs = [(row, of_row.get(index)) for index, row in enumerate(rows)]
    changes = [change_of(row, person) for row, person in pairs if person]
    fresh = [row for row, person in pairs if person is None]
    stopped = [row for row in fresh if barrier and barrier.stops(signs_of_row(row))]
    gone = {row.line for row in stopped}
    new = tuple(row for row in fresh if row.line not in gone)
    return Difference(
        new=new,
        changed=tuple(one for one in changes if one and one.status is not Status.CANCELLED),
        unchanged=tuple(one.registration for one in changes if not one),
        cancelled=tuple(one for one in changes if one.status is Status.CANCELLED),
        vanished=tuple(_vanished(known, found)),
        refused=tuple(sorted((*refused, *_erased(stopped)), key=lambda refusal: refusal.line)),
        duplicates=tuple(duplicates(new, known)),
    )


def drafts(
    difference: Difference,
    new_registration: Callable[[str], str],
    make_code: Callable[[], str] = new_code,
) -> list[Draft]:
    """Return the entries that make *difference* true, in the order of the list's lines.

    Args:
        difference: What `compare` returned.
        new_registration: Gives every new person an id, told the person's code.
        make_code: Gives a code to everybody for whom the list has none.
    """
    coded = [(row, row.code or make_code()) for row in difference.new]
    registered = [
        (row.line, [_registered(row, row.registration or new_registration(code), code)])
        for row, code in coded
    ]
    amended = [
        (change.line, list(_amended(change)))
        for change in (*difference.changed, *difference.cancelled)
    ]
    ordered = sorted((*registered, *amended), key=lambda pair: pair[0])
    return [draft for _, several in ordered for draft in several]


def change_of(row: RosterRow, person: Standing) -> Change:
    """Return what *row* says differently about the person that it is about."""
    status = _new_status(row, person)
    is_new_code = row.code not in (None, person.code, *person.former_codes)
    return Change(
        registration=person.registration,
        line=row.line,
        fields=_new_fields(row, person),
        bookings=_new_bookings(row, person),
        status=status,
        code=row.code if is_new_code else None,
        ticket=row.ticket if row.ticket != person.ticket else None,
    )


def _new_fields(row: RosterRow, person: Standing) -> dict[str, str]:
    before, _, _ = last_word(person)
    return {
        name: value
        for name, value in row.fields.items()
        if value not in (before.get(name), person.person.get(name))
    }


def _new_bookings(row: RosterRow, person: Standing) -> dict[str, Booking | None]:
    if row.bookings is None:
        return {}
    _, before, _ = last_word(person)
    states = {session: row.bookings.get(session) for session in (*before, *row.bookings)}
    return {
        session: state
        for session, state in states.items()
        if state is not before.get(session) and state is not person.bookings.get(session)
    }


def _new_status(row: RosterRow, person: Standing) -> Status | None:
    """Return the status when the list changed its mind; what a desk decided on stays.

    Whoever was cancelled for want of a row is expected again with the next one.
    """
    _, _, before = last_word(person)
    said = row.status or (Status.ACTIVE if before is None else None)
    if person.status in _DECIDED_HERE or said in (None, before, person.status):
        return None
    return said


def _vanished(known: Iterable[Standing], found: set[str]) -> Iterator[str]:
    for person in known:
        if person.origin is Origin.LIST and person.registration not in found:
            yield person.registration


def signs_of_row(row: RosterRow) -> list[str]:
    """Return by what the person of a row would be known again."""
    who = identity(row.person)
    codes = [row.code] if row.code else []
    return signs_of(codes, who.email, who.name, who.organisation)


def _erased(rows: Iterable[RosterRow]) -> Iterator[Refusal]:
    for row in rows:
        yield Refusal(row.line, "The data of this person was erased and is not taken in again.")


def _registered(row: RosterRow, registration: str, code: str) -> Draft:
    payload: dict[str, Any] = {
        "origin": Origin.LIST.value,
        "code": code,
        "fields": dict(row.person.fields),
    }
    if row.bookings:
        payload["bookings"] = _values(row.bookings)
    if row.status not in (None, Status.ACTIVE):
        payload["status"] = row.status.value
    if row.ticket:
        payload["ticket"] = ticket_payload(row.ticket)
    return Draft(kind=Kind.REGISTERED, registration=registration, payload=payload)


def _amended(change: Change) -> Iterator[Draft]:
    """Yield what the list says differently, then the cancellation."""
    is_cancelled = change.status is Status.CANCELLED
    said_now = {
        "fields": dict(change.fields),
        "bookings": _values(change.bookings),
        "status": change.status.value if change.status and not is_cancelled else None,
        "code": change.code,
        "ticket": ticket_payload(change.ticket) if change.ticket else None,
    }
    payload = {key: value for key, value in said_now.items() if value}
    by_list = {"by": "list"}
    if payload:
        yield Draft(
            kind=Kind.AMENDED, registration=change.registration, payload={**payload, **by_list}
        )
    if is_cancelled:
        why = {"reason": VANISHED} if change.is_vanished else {}
        yield Draft(
            kind=Kind.CANCELLED, registration=change.registration, payload={**by_list, **why}
        )


def _values(bookings: Mapping[str, Booking | None]) -> dict[str, str | None]:
    return {session: state and state.value for session, state in bookings.items()}
