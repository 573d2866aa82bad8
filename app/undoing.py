"""Taking back: which entries can be, and what goes with them."""

from itertools import dropwhile, takewhile

from app.clock import ClockReading
from app.errors import InputError, UnknownError
from app.model.entry import Draft, Entry, Kind
from app.model.standing import CENTRAL
from app.ports import Reads, Records

UNDOABLE = (
    Kind.ARRIVED,
    Kind.DEPARTED,
    Kind.REGISTERED,
    Kind.AMENDED,
    Kind.SUBSTITUTED,
    Kind.CANCELLED,
    Kind.COUNTED,
    Kind.CALLED,
    Kind.ANSWERED,
    Kind.RESOLVED,
)
"""What ``undo`` takes back by itself, as far as it was done at a desk and not by a list."""

_LINKED = (
    Kind.REGISTERED,
    Kind.SUBSTITUTED,
    Kind.RESOLVED,
    Kind.ARRIVED,
    Kind.DEPARTED,
    Kind.COUNTED,
)
"""Kinds whose reference names an entry that was made with them."""


def annul(records: Records, target: Entry, *, after: Entry | None = None) -> Entry:
    """Take *target* back, with what goes with it; that is undone with it, too.

    Args:
        records: The open transaction.
        target: What is taken back.
        after: An annulment that goes with this one.
    """
    chain = [target]
    while (partner := _partner(records, chain[-1])) is not None and partner not in chain:
        chain.append(partner)
    for entry in reversed(chain[1:]):
        after = _annulment(records, entry, after)
    return _annulment(records, target, after)


def _annulment(records: Records, target: Entry, after: Entry | None) -> Entry:
    payload = {"with": after.id} if after else {}
    place = {"registration": target.registration, "session": target.session}
    return records.append(Draft(kind=Kind.ANNULLED, ref=target.id, payload=payload, **place))


def annul_together(records: Records, last: Entry) -> tuple[Entry, list[str]]:
    """Take back *last* and all arrivals of its group that were recorded with it.

    Returns:
        The annulment whose own annulment brings them all back, and what was taken back.
    """
    together = last.get("together")
    group = [last]
    if together:
        recent = records.recent_own([Kind.ARRIVED])
        # Somebody may have been scanned meanwhile, who is none of them.
        ours = dropwhile(lambda entry: entry.get("together") != together, recent)
        group = list(takewhile(lambda entry: entry.get("together") == together, ours))
    latest = annul(records, group[-1])
    for entry in reversed(group[:-1]):
        latest = annul(records, entry, after=latest)
    return latest, [entry.id for entry in group]


def _partner(records: Records, target: Entry) -> Entry | None:
    """Return the living entry that was made together with *target*, or annulment of one."""
    other = target.ref if target.kind in _LINKED else target.get("with")
    partner = records.entry(other) if other else None
    return None if partner is None or records.is_annulled(partner.id) else partner


def last_action(records: Reads) -> Entry | None:
    """Return what this station did last and has not taken back; None when there is nothing."""
    return next((entry for entry in records.recent_own(UNDOABLE) if _is_desk_action(entry)), None)


def _is_desk_action(entry: Entry) -> bool:
    """Whether a person at a desk did it; what a list or pretix said is corrected there.

    A call that tells of an arrival goes with that one.
    """
    if entry.kind == Kind.CALLED:
        return entry.ref is None
    if entry.kind == Kind.REGISTERED:
        return bool(entry.get("origin") == "walk_in")
    return bool(entry.get("by") != "list" and entry.get("reason") != CENTRAL)


def undoable(records: Records, entry_id: str) -> Entry:
    """Return the entry of that id.

    Raises:
        InputError: it is unknown, already taken back, or of a kind that stays.
    """
    if (entry := records.entry(entry_id)) is None:
        sentence = f"There is no entry {entry_id} in this journal; journal show lists them."
        raise UnknownError(sentence)
    if entry.kind not in (*UNDOABLE, Kind.ANNULLED):
        sentence = f"An entry of kind {entry.kind} stays; only scans and desk actions are undone."
        raise InputError(sentence)
    if records.is_annulled(entry_id):
        sentence = f"The entry {entry_id} was already taken back; undo that annulment instead."
        raise InputError(sentence)
    return entry


def age_ms(entry: Entry, now: ClockReading) -> int:
    """Return how long ago this station wrote *entry*, by the clock that nobody sets if it can."""
    if entry.boot == now.boot:
        return now.mono_ms - entry.mono_ms
    return now.wall_ms - entry.wall_ms
