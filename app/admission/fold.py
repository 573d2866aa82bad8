"""From a set of entries to a standing.

`fold` is a pure function of a *set*: entries are sorted by time, station and sequence, doubles
are dropped, annulled ones left out. The same entries give the same standing on every machine,
in whatever order they came.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.clock import to_instant
from app.model.entry import Entry, Kind
from app.model.person import Person
from app.model.standing import Booking, Direction, Movement, Origin, Standing, Status

BY_LIST = "list"
BY_DESK = "desk"


def living(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that count, in order: no doubles, nothing that was taken back.

    An annulment that is itself annulled has no effect, to any depth.
    """
    unique = {entry.id: entry for entry in entries}
    annulments: dict[str, list[Entry]] = {}
    for entry in unique.values():
        if entry.kind == Kind.ANNULLED and entry.ref is not None:
            annulments.setdefault(entry.ref, []).append(entry)

    dead: dict[str, bool] = {}

    def is_dead(entry_id: str) -> bool:
        if entry_id not in dead:
            dead[entry_id] = False  # a forged circle of annulments ends here
            dead[entry_id] = any(not is_dead(by.id) for by in annulments.get(entry_id, ()))
        return dead[entry_id]

    return sorted(
        (entry for entry in unique.values() if not is_dead(entry.id)),
        key=lambda entry: entry.order,
    )


def fold(registration: str, entries: Iterable[Entry]) -> Standing | None:
    """Return the standing that *entries* of one registration lead to.

    Returns:
        ``None`` when nobody was registered, or only by an entry that was taken back.
    """
    draft = _Draft()
    causes_first = sorted(living(entries), key=_rank)
    for entry in causes_first:
        step = _STEPS.get(entry.kind)
        if step is not None:
            step(draft, entry)
    return draft.standing(registration) if draft.origin is not None else None


def _rank(entry: Entry) -> int:
    """Return what goes first whatever the clocks of the stations say.

    A registration is the cause of all else. What a signed code vouched for is the least of
    it: the registration itself, as soon as it is known, has the later word.
    """
    if entry.kind != Kind.REGISTERED:
        return 2
    return 0 if entry.get("signed") else 1


@dataclass(slots=True)
class _Draft:
    """A standing in the making."""

    origin: Origin | None = None
    code: str = ""
    status: Status = Status.ACTIVE
    fields: dict[str, str] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    source_bookings: dict[str, Booking] = field(default_factory=dict)
    source_status: Status = Status.ACTIVE
    movements: list[Movement] = field(default_factory=list)
    former_codes: set[str] = field(default_factory=set)
    substitute: str | None = None
    badges: int = 0
    serials: list[str] = field(default_factory=list)
    is_erased: bool = False

    def standing(self, registration: str) -> Standing:
        """Return the finished standing; ``origin`` is known here."""
        return Standing(
            registration=registration,
            origin=self.origin or Origin.LIST,
            code=self.code,
            person=Person(self.fields),
            status=self.status,
            bookings=self.bookings,
            movements=tuple(self.movements),
            source=self.source,
            source_bookings=self.source_bookings,
            source_status=self.source_status,
            former_codes=frozenset(self.former_codes),
            substitute=self.substitute,
            badges=self.badges,
            serials=tuple(self.serials),
            is_erased=self.is_erased,
        )


def _register(draft: _Draft, entry: Entry) -> None:
    """Take the first registration; a second one of the same id is a later word on it."""
    draft.origin = draft.origin or Origin(entry.get("origin", Origin.LIST))
    _take_code(draft, entry)
    _take_fields(draft, entry)


def _amend(draft: _Draft, entry: Entry) -> None:
    _take_code(draft, entry)
    _take_fields(draft, entry)


def _take_code(draft: _Draft, entry: Entry) -> None:
    code = entry.get("code")
    if not code or code == draft.code:
        return
    if draft.code:
        draft.former_codes.add(draft.code)
    draft.former_codes.discard(code)
    draft.code = code


def _take_fields(draft: _Draft, entry: Entry) -> None:
    """Apply changed fields, bookings and status; the list's own word is kept beside."""
    is_list = entry.get("by", BY_LIST) == BY_LIST and draft.origin is Origin.LIST
    fields: Mapping[str, str] = entry.get("fields") or {}
    bookings: Mapping[str, str | None] = entry.get("bookings") or {}
    status = entry.get("status")

    _overlay(draft.fields, fields, str)
    _overlay(draft.bookings, bookings, Booking)
    draft.status = Status(status) if status else draft.status
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


def _substitute(draft: _Draft, entry: Entry) -> None:
    draft.status = Status.SUBSTITUTED
    draft.substitute = entry.get("by")
    draft.bookings.clear()  # the seats go with the right to come


def _cancel(draft: _Draft, entry: Entry) -> None:
    draft.status = Status.CANCELLED
    if entry.get("by", BY_LIST) == BY_LIST:
        draft.source_status = Status.CANCELLED


def _arrive(draft: _Draft, entry: Entry) -> None:
    draft.movements.append(_movement(entry, Direction.IN))


def _depart(draft: _Draft, entry: Entry) -> None:
    draft.movements.append(_movement(entry, Direction.OUT))


def _movement(entry: Entry, direction: Direction) -> Movement:
    return Movement(entry.id, entry.session, direction, to_instant(entry.wall_ms), entry.station)


def _print(draft: _Draft, entry: Entry) -> None:
    draft.badges += 1
    serial = entry.get("serial")
    if serial:
        draft.serials = [*(known for known in draft.serials if known != serial), serial]


def _erase(draft: _Draft, _entry: Entry) -> None:
    draft.fields.clear()
    draft.source.clear()
    draft.is_erased = True


_STEPS: Mapping[str, Callable[[_Draft, Entry], None]] = {
    Kind.REGISTERED: _register,
    Kind.AMENDED: _amend,
    Kind.SUBSTITUTED: _substitute,
    Kind.CANCELLED: _cancel,
    Kind.ARRIVED: _arrive,
    Kind.DEPARTED: _depart,
    Kind.PRINTED: _print,
    Kind.ERASED: _erase,
}
