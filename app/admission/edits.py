"""Who changed what without knowing of whom.

A change names in ``base`` the latest changes that its author knew. Followed back, these names
tell whether one author knew of another's change, whatever their clocks said (the version
history of a document store; Parker et al., Detection of mutual inconsistency in distributed
systems, 1983).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.model.bearings import Bearings
from app.model.entry import Entry, Kind
from app.model.standing import Rival, Status

EDIT_KINDS = (Kind.REGISTERED, Kind.AMENDED, Kind.CANCELLED)
"""Kinds that change who somebody is or where they are booked."""


Order = tuple[int, int, str, int]
"""Time in ms, number of changes at that very time that it builds on, station, sequence."""


def in_causal_order(entries: Iterable[Entry], bearings: Bearings) -> list[Entry]:
    """Return living entries by corrected time, but no change before its base.

    Whoever corrects somebody else's change has the later word, also with a clock that is slow.
    """
    by_time = sorted(entries, key=bearings.order)
    if not any(entry.get("base") for entry in by_time):
        return by_time
    by_id = {entry.id: entry for entry in by_time}
    places: dict[str, Order] = {}
    for entry in by_time:
        _place(entry, by_id, bearings, places)
    return sorted(by_time, key=lambda entry: places[entry.id])


def _place(
    entry: Entry, by_id: Mapping[str, Entry], bearings: Bearings, places: dict[str, Order]
) -> None:
    """Put *entry* behind its bases, which are placed first; a forged circle ends where it began.

    Without recursion: a chain of changes may be longer than Python's stack.
    """
    begun: set[str] = set()
    waiting = [entry]
    while waiting:
        one = waiting[-1]
        named = (by_id[key] for key in one.get("base") or () if key in by_id)
        # A registration goes before all changes whatever its time, which pushes none of them back.
        bases = [base for base in named if base.kind != Kind.REGISTERED]
        missing = [base for base in bases if base.id not in places and base.id not in begun]
        begun.add(one.id)
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        if one.id not in places:
            places[one.id] = _behind(one, [places[b.id] for b in bases if b.id in places], bearings)


def _behind(entry: Entry, bases: Iterable[Order], bearings: Bearings) -> Order:
    ms, station, seq = bearings.order(entry)
    latest = max((place[:2] for place in bases if place[0] >= ms), default=None)
    return (ms, 0, station, seq) if latest is None else (latest[0], latest[1] + 1, station, seq)


def latest_edits(entries: Iterable[Entry]) -> list[str]:
    """Return the ids of the edits that no other edit builds on, sorted: the base of the next."""
    edits = {entry.id: entry for entry in entries if entry.kind in EDIT_KINDS}
    built_on = {base for entry in edits.values() for base in entry.get("base") or ()}
    return sorted(edits.keys() - built_on)


def rivals(entries: Sequence[Entry]) -> tuple[Rival, ...]:
    """Return the contradictions among living *entries* of one registration, in their order.

    A change without a base (a list's, or one of an older release) knew all that came before.
    """
    if sum(entry.kind in EDIT_KINDS for entry in entries) < 3:  # noqa: PLR2004 - one registers
        return ()
    return tuple(_rivals([entry for entry in entries if entry.kind in EDIT_KINDS]))


def _rivals(edits: Sequence[Entry]) -> Iterator[Rival]:
    known: dict[str, frozenset[str]] = {}
    by_id = {entry.id: entry for entry in edits}
    standing: dict[str, tuple[Entry, str]] = {}
    for number, entry in enumerate(edits):
        known[entry.id] = _known(entry, edits[:number], by_id, known)
        for field, value in _changes(entry):
            before = standing.get(field)
            if before is not None and before[0].id not in known[entry.id] and before[1] != value:
                yield _rival(field, entry, value, before)
            standing[field] = (entry, value)


def _rival(field: str, entry: Entry, value: str, before: tuple[Entry, str]) -> Rival:
    other, other_value = before
    return Rival(
        entry=entry.id,
        other=other.id,
        field=field,
        value=value,
        other_value=other_value,
        stations=(other.station, entry.station),
    )


def _known(
    entry: Entry,
    earlier: Sequence[Entry],
    by_id: Mapping[str, Entry],
    known: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    """Return the ids of the edits that the author of *entry* knew of."""
    if entry.payload is None or "base" not in entry.payload:
        return frozenset(one.id for one in earlier)
    bases = [base for base in entry.get("base") if base in by_id]
    return frozenset(bases).union(*(known.get(base, frozenset()) for base in bases))


def _changes(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each field that *entry* sets, with the value as text, empty where it is taken away."""
    if entry.kind == Kind.CANCELLED:
        yield "status", Status.CANCELLED.value
        return
    yield from (entry.get("fields") or {}).items()
    for session, state in (entry.get("bookings") or {}).items():
        yield f"booking:{session}", state or ""
    if entry.get("status"):
        yield "status", entry.get("status")
