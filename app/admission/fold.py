"""From a set of entries to a standing.

`fold` is a pure function of a *set*: entries are sorted by corrected time, station and sequence,
doubles are dropped, annulled ones left out. The same entries give the same standing on every
machine, in whatever order they came.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.admission.bearings import annulled_ids
from app.admission.draft import StandingDraft, take_code
from app.admission.edits import in_causal_order, rivals
from app.admission.remains import come_from_nowhere, erase, reduce, speaking
from app.admission.shape import is_well_formed
from app.clock import to_instant
from app.model.bearings import PLAIN, Bearings, Moment
from app.model.entry import Entry, Kind
from app.model.erasure import ERASING
from app.model.standing import (
    CENTRAL,
    VANISHED,
    Booking,
    Direction,
    Movement,
    Origin,
    Standing,
    Status,
    central_station,
)
from app.model.ticket_words import ticket_of

BY_LIST = "list"
BY_DESK = "desk"
SAME = "same"


def living(entries: Iterable[Entry], bearings: Bearings = PLAIN) -> list[Entry]:
    """Return the entries that count, in order: no doubles, nothing that was taken back.

    An annulment that is itself annulled has no effect, to any depth. What a station wrote
    after it was shut out, and what nobody can read, has none either. What erased a person
    stands whoever wrote it: its words cannot be brought back.
    """
    readable = {
        entry.id: entry
        for entry in entries
        if (entry.kind in ERASING or bearings.counts(entry)) and is_well_formed(entry)
    }
    if len(readable) == 1:
        return list(readable.values())  # all that there is about nearly everybody in a new list
    erasing = {key for key, entry in readable.items() if entry.kind in ERASING}
    dead = annulled_ids(readable) - erasing
    alive = (entry for entry in readable.values() if entry.id not in dead)
    return in_causal_order(alive, bearings)


def fold(
    registration: str, entries: Iterable[Entry], bearings: Bearings = PLAIN
) -> Standing | None:
    """Return the standing that *entries* of one registration lead to.

    Args:
        registration: Whose standing it is.
        entries: All that the journal has about it, in any order, doubles included.
        bearings: Of the whole journal.

    Returns:
        ``None`` when nobody was registered, or only by an entry that was taken back.
    """
    draft = StandingDraft(bearings)
    causes_first = sorted(speaking(living(entries, bearings)), key=_rank)
    is_erased = any(entry.kind == Kind.ERASED for entry in causes_first)
    steps = _STEPS_OF_NOBODY if is_erased else _STEPS
    for entry in causes_first:
        step = steps.get(entry.kind)
        if step is not None:
            step(draft, entry)
    draft.rivals = () if is_erased else rivals(causes_first)
    return draft.standing(registration) if draft.origin is not None else None


def _rank(entry: Entry) -> int:
    """Return what goes first whatever the clocks of the stations say.

    A registration is the cause of all else. What a signed code vouched for is the least of
    it: the registration itself, as soon as it is known, has the later word; what took its place
    when words were deleted has the next one.
    """
    if entry.kind == Kind.REGISTERED:
        return 0 if entry.get("signed") else 1
    return 2 if entry.kind in ERASING else 3


def _register(draft: StandingDraft, entry: Entry) -> None:
    """Take the first registration; a second one of the same id is a later word on it."""
    draft.origin = draft.origin or Origin(entry.get("origin", Origin.LIST))
    take_code(draft, entry)
    _take_fields(draft, entry)


def _amend(draft: StandingDraft, entry: Entry) -> None:
    take_code(draft, entry)
    _take_fields(draft, entry)


def _take_fields(draft: StandingDraft, entry: Entry) -> None:
    """Apply changed fields, bookings and status; the list's own word is kept beside."""
    is_listed = entry.get("by", BY_LIST) == BY_LIST
    is_list = is_listed and draft.origin is Origin.LIST
    said: Mapping[str, str] = entry.get("fields") or {}
    fields = {name: value for name, value in said.items() if name not in draft.gone}
    bookings: Mapping[str, str | None] = entry.get("bookings") or {}
    status = entry.get("status")

    _overlay(draft.fields, fields, str)
    _overlay(draft.bookings, bookings, Booking)
    draft.status = Status(status) if status else draft.status
    if is_listed:
        draft.ticket = ticket_of(entry.get("ticket")) or draft.ticket
    if is_list:
        _overlay(draft.source, fields, str)
        _overlay(draft.source_bookings, bookings, Booking)
        draft.source_status = Status(status) if status else draft.source_status


def _overlay(
    target: dict[str, Any], changes: Mapping[str, Any], make: Callable[[Any], Any]
) -> None:
    """Put *changes* into *target*; an empty value takes the key away."""
    for key, value in changes.items():
        if value:
            target[key] = make(value)
        else:
            target.pop(key, None)


def _substitute(draft: StandingDraft, entry: Entry) -> None:
    draft.status = Status.SUBSTITUTED
    draft.substitute = entry.get("by")
    draft.bookings.clear()  # the seats go with the right to come


def _cancel(draft: StandingDraft, entry: Entry) -> None:
    draft.status = Status.CANCELLED
    if entry.get("by", BY_LIST) == BY_LIST:
        is_said = entry.get("reason") != VANISHED
        draft.source_status = Status.CANCELLED if is_said else None


def _arrive(draft: StandingDraft, entry: Entry) -> None:
    _move(draft, entry, Direction.IN)


def _depart(draft: StandingDraft, entry: Entry) -> None:
    _move(draft, entry, Direction.OUT)


def _move(draft: StandingDraft, entry: Entry, direction: Direction) -> None:
    """Take a movement; one that two people moved here from elsewhere is taken once."""
    origin = entry.get("of")
    if origin is not None and origin in draft.moved:
        return
    draft.moved.add(origin or entry.id)
    draft.movements.append(_movement(draft.bearings, entry, direction))
    if entry.get("reason") == CENTRAL:
        draft.heard[entry.id] = entry.station


def _movement(bearings: Bearings, entry: Entry, direction: Direction) -> Movement:
    moment = bearings.moment(entry)
    since_ms = entry.get("since_ms")
    if since_ms is not None:  # moved here, or noted on paper first
        moment = Moment(min(max(since_ms, 0), moment.ms))
    at = to_instant(moment.ms)
    is_central = entry.get("reason") == CENTRAL
    return Movement(
        entry.id,
        entry.session,
        direction,
        at,
        central_station(entry.get("device")) if is_central else entry.station,
        is_unsure=moment.is_unsure,
        is_moved=entry.get("of") is not None and not is_central,
    )


def _print(draft: StandingDraft, entry: Entry) -> None:
    draft.badges += 1
    serial = entry.get("serial")
    if serial:
        draft.serials = [*(known for known in draft.serials if known != serial), serial]


def _resolve(draft: StandingDraft, entry: Entry) -> None:
    """Take up that two registrations are one person; other answers only close a question."""
    if entry.get("as") != SAME:
        return
    draft.other_codes.update(entry.get("codes") or ())
    if entry.get("into"):
        draft.merged_into = entry.get("into")
        draft.status = Status.SUBSTITUTED
        draft.substitute = draft.merged_into
        draft.bookings.clear()


_STEPS: Mapping[str, Callable[[StandingDraft, Entry], None]] = {
    Kind.REGISTERED: _register,
    Kind.AMENDED: _amend,
    Kind.SUBSTITUTED: _substitute,
    Kind.CANCELLED: _cancel,
    Kind.ARRIVED: _arrive,
    Kind.DEPARTED: _depart,
    Kind.PRINTED: _print,
    Kind.RESOLVED: _resolve,
    Kind.REDUCED: reduce,
}

_STEPS_OF_NOBODY: Mapping[str, Callable[[StandingDraft, Entry], None]] = {
    Kind.REGISTERED: come_from_nowhere,
    Kind.REDUCED: come_from_nowhere,
    Kind.ERASED: erase,
    Kind.ARRIVED: _arrive,
    Kind.DEPARTED: _depart,
    Kind.PRINTED: _print,
}
"""Of an erased person only movements count, beside what the erasure says."""
