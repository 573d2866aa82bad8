"""The conflict inbox: what people are asked, and what follows from their answers."""

from collections.abc import Iterator
from typing import Any

from app.clock import to_ms
from app.errors import InputError, UnknownError
from app.model.conflict import Conflict, ConflictKind, Resolution
from app.model.entry import Draft, Entry, Kind
from app.model.standing import Direction, Movement, Standing
from app.ports import Journal, Records
from app.undoing import annul, undoable

_BOOKING = "booking:"


class Inbox:
    """Asks and hears about conflicts of one event on one machine."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def open(self) -> list[Conflict]:
        """Return the conflicts that nobody resolved yet."""
        return [conflict for conflict in self._journal.conflicts() if conflict.is_open]

    def resolve(self, conflict_id: str, answer: Resolution) -> Entry:
        """Record what a human says; `Station.undo` takes it back.

        Two registrations that are the same person become one: arrivals and codes of the one
        who came without being on the list go over to the other. Of two changes the one that
        stands is the same, the other the second. What the ticket system declined is kept here,
        or taken back.

        Raises:
            UnknownError: there is no such conflict.
            InputError: it was resolved already.
            NotRecordedError: it could not be recorded; nothing changed.
        """
        with self._journal.write() as records:
            conflict = _open_conflict(records, conflict_id)
            if conflict.kind is ConflictKind.WALK_IN and answer is Resolution.SAME:
                return _merge(records, conflict)
            ref = None
            if conflict.kind is ConflictKind.CHANGED_TWICE and answer is Resolution.SECOND:
                ref = records.append(_other_change(conflict)).id
            if conflict.kind is ConflictKind.DECLINED and answer is Resolution.SECOND:
                ref = annul(records, undoable(records, conflict.entries[0])).id
            of = {"of": conflict.entries[0]} if conflict.kind is ConflictKind.REVOKED else {}
            return records.append(_answer(conflict, answer, conflict.registration, ref, **of))


def _open_conflict(records: Records, conflict_id: str) -> Conflict:
    found = next((one for one in records.conflicts() if one.id == conflict_id), None)
    if found is None:
        sentence = f"There is no conflict {conflict_id}; conflicts lists those that are open."
        raise UnknownError(sentence)
    if not found.is_open:
        sentence = f"The conflict {conflict_id} was resolved already; undo takes an answer back."
        raise InputError(sentence)
    return found


def _answer(
    conflict: Conflict, answer: Resolution, registration: str | None, ref: str | None, **more: Any
) -> Draft:
    payload = {"conflict": conflict.id, "as": answer.value, **more}
    return Draft(kind=Kind.RESOLVED, registration=registration, ref=ref, payload=payload)


def _other_change(conflict: Conflict) -> Draft:
    """Return the change that makes the value true that does not stand."""
    value, field = conflict.values[0], conflict.field
    if field == "status":
        change: dict[str, Any] = {"status": value or "active"}
    elif field.startswith(_BOOKING):
        change = {"bookings": {field.removeprefix(_BOOKING): value or None}}
    else:
        change = {"fields": {field: value}}
    payload = {"by": "desk", **change}
    return Draft(kind=Kind.AMENDED, registration=conflict.registration, payload=payload)


def _merge(records: Records, conflict: Conflict) -> Entry:
    """Make one person of two registrations; each entry names the one before, for an undo."""
    coming, known = records.standing(conflict.registration or ""), conflict.other
    if coming is None or known is None:
        sentence = f"One of the guests of conflict {conflict.id} is not on the list any more."
        raise UnknownError(sentence)
    codes = sorted(coming.codes)
    last = records.append(_answer(conflict, Resolution.SAME, known, None, codes=codes))
    for draft in _moved(coming, known):
        last = records.append(_linked(draft, last))
    return records.append(
        _answer(conflict, Resolution.SAME, coming.registration, last.id, into=known)
    )


def _moved(coming: Standing, known: str) -> Iterator[Draft]:
    for movement in coming.movements:
        kind = Kind.ARRIVED if movement.direction is Direction.IN else Kind.DEPARTED
        yield Draft(
            kind=kind, registration=known, session=movement.session, payload=_history(movement)
        )


def _history(movement: Movement) -> dict[str, Any]:
    history = {"of": movement.entry, "since_ms": to_ms(movement.at)}
    return {**history, "reason": "registered"} if movement.direction is Direction.IN else history


def _linked(draft: Draft, last: Entry) -> Draft:
    return Draft(
        kind=draft.kind,
        registration=draft.registration,
        session=draft.session,
        ref=last.id,
        payload=draft.payload,
    )
