"""The deletion run: takes away what has had its time, and writes down how much that was."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.clock import to_instant
from app.erasing import drafts_of
from app.model.entry import Draft, Entry, Kind
from app.model.erasure import replaced_by
from app.model.retention import DataClass, Due, due_at, fields_of
from app.model.standing import Standing
from app.model.ticket_words import ticket_payload
from app.ports import Journal, Records

PORTION = 20
"""People in one transaction, so that a scan never waits for long."""

GoOn = Callable[[DataClass, int, int], bool]
"""Told between two transactions how many cases of how many of a class are deleted; whether to."""

CLASSES = (
    DataClass.SPECIAL,
    DataClass.CONTACT,
    DataClass.NO_SHOW,
    DataClass.LOG,
    DataClass.PEOPLE,
)
"""What a run deletes inside a journal; a laptop's whole copy goes another way."""

_EDITS = (Kind.REGISTERED, Kind.AMENDED, Kind.CANCELLED, Kind.REDUCED)


@dataclass(frozen=True, slots=True)
class Case:
    """Whom a class concerns, and whose words it takes; no registration is the log's."""

    registration: str | None
    entries: tuple[str, ...]


class Retention:
    """Knows what is due and deletes it.

    Args:
        journal: The journal of this machine.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def state(self, now: datetime) -> list[Due]:
        """Return every class with its date and whom it would concern; changes nothing."""
        found = self._cases()
        return [
            Due(
                what=what,
                at=self._due_at(what),
                is_due=self._due_at(what) <= now,
                people=len({one.registration for one in found[what] if one.registration}),
                entries=sum(len(one.entries) for one in found[what]),
            )
            for what in CLASSES
        ]

    def preview(self, now: datetime) -> list[Due]:
        """Return what `run` would delete first; of people in several classes each tells."""
        found = {what: self._due_cases(what, now) for what in CLASSES}
        return [self._weighed(what, cases) for what, cases in found.items() if cases]

    def run(self, now: datetime, go_on: GoOn = lambda _what, _done, _all: True) -> list[Due]:
        """Delete what is due; return what was deleted. A second run finds nothing left.

        However it ends, what was deleted is in the protocol, and the rest is due the next time.

        Args:
            now: What time it is.
            go_on: Asked after each transaction; the first no ends the run.

        Raises:
            NotRecordedError: the rest stays.
        """
        done: list[Due] = []
        with self._journal.erasing_in_bulk():
            for what in CLASSES:
                if not self._run_class(what, self._due_cases(what, now), go_on, done):
                    break
        return done

    def _run_class(
        self, what: DataClass, cases: Sequence[Case], go_on: GoOn, done: list[Due]
    ) -> bool:
        """Delete one class and add it to *done*; return whether to go on."""
        deleted, wants_more = 0, True
        try:
            while deleted < len(cases) and wants_more:
                portion = cases[deleted : deleted + PORTION]
                self._delete(what, portion)
                deleted += len(portion)
                wants_more = go_on(what, deleted, len(cases))
        finally:
            if deleted:
                done.append(self._note(what, cases[:deleted]))
        return wants_more

    def protocol(self) -> list[tuple[datetime, Due]]:
        """Return every deletion that was written down, with when it was done, latest first."""
        bearings = self._journal.bearings()
        lines = [
            (to_instant(bearings.moment(entry).ms), _read(entry))
            for _, entry in self._journal.entries()
            if entry.kind == Kind.RETAINED and entry.get("what") in set(DataClass)
        ]
        return sorted(lines, key=lambda line: line[0], reverse=True)

    def _due_at(self, what: DataClass) -> datetime:
        programme = self._journal.programme()
        return due_at(what, programme.event.ends, programme.retention)

    def _due_cases(self, what: DataClass, now: datetime) -> list[Case]:
        cases = self._cases()[what]
        if self._due_at(what) <= now:
            return cases
        return self._without_consent(cases) if what is DataClass.SPECIAL else []

    def _without_consent(self, cases: Iterable[Case]) -> list[Case]:
        """Return those who never agreed that their needs are noted: that is due at once."""
        return [
            case
            for case in cases
            if (standing := self._journal.standing(case.registration or "")) is not None
            and standing.person.get("needs")
            and not standing.person.agrees
        ]

    def _cases(self) -> Mapping[DataClass, list[Case]]:
        """Return whom each class concerns."""
        standings = {one.registration: one for one in self._journal.standings()}
        about: dict[str | None, list[Entry]] = defaultdict(list)
        for _, entry in self._journal.entries():
            about[entry.registration].append(entry)
        found: dict[DataClass, list[Case]] = {what: [] for what in CLASSES}
        for registration, entries in about.items():
            for what, case in _cases_of(registration, standings.get(registration or ""), entries):
                found[what].append(case)
        return found

    def _delete(self, what: DataClass, cases: Sequence[Case]) -> None:
        with self._journal.write() as records:
            records.append_many([one for case in cases for one in _drafts(records, what, case)])

    def _note(self, what: DataClass, cases: Sequence[Case]) -> Due:
        due = self._weighed(what, cases)
        payload = {
            "what": what.value,
            "due": due.at.isoformat(),
            "people": due.people,
            "entries": due.entries,
        }
        with self._journal.write() as records:
            records.append(Draft(kind=Kind.RETAINED, payload=payload))
        return due

    def _weighed(self, what: DataClass, cases: Sequence[Case]) -> Due:
        people = len({one.registration for one in cases if one.registration})
        entries = sum(len(one.entries) for one in cases)
        return Due(what, self._due_at(what), is_due=True, people=people, entries=entries)


def _drafts(records: Records, what: DataClass, case: Case) -> Iterator[Draft]:
    """Yield what deletes a class of data of one case."""
    if what is DataClass.LOG or not case.registration:
        # The words of single entries go; that they were written stays.
        payload = {"instead": sorted(case.entries)}
        yield Draft(kind=Kind.REDUCED, registration=case.registration, payload=payload)
    elif what in (DataClass.NO_SHOW, DataClass.PEOPLE):
        yield from drafts_of(records, case.registration, "")
    else:
        yield from _reductions(records, what, case.registration)


def _reductions(records: Records, what: DataClass, registration: str) -> Iterator[Draft]:
    """Yield what takes the fields of a class from one registration."""
    standing = records.standing(registration)
    if standing is None:
        return
    edits = [entry for entry in records.about(registration) if _is_edit(entry)]
    said = {name for entry in edits for name in entry.get("fields") or {}}
    gone = fields_of(what, said | set(standing.person.fields) | set(standing.source))
    payload = _reduced(standing, edits, gone | standing.gone)
    yield Draft(kind=Kind.REDUCED, registration=registration, payload=payload)


def _reduced(standing: Standing, edits: Sequence[Entry], gone: set[str]) -> dict[str, Any]:
    replaced = {entry.id for entry in edits} | {key for one in edits for key in replaced_by(one)}
    return {
        "instead": sorted(replaced),
        "gone": sorted(gone),
        "origin": standing.origin.value,
        "code": standing.code,
        "former": sorted(standing.former_codes),
        "status": standing.status.value,
        "bookings": {key: seat.value for key, seat in standing.bookings.items()},
        "fields": _without(standing.person.fields, gone),
        "source": _without(standing.source, gone),
        "source_bookings": {key: seat.value for key, seat in standing.source_bookings.items()},
        "source_status": standing.source_status and standing.source_status.value,
        "ticket": ticket_payload(standing.ticket) if standing.ticket else None,
    }


def _without(fields: Mapping[str, str], gone: set[str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in gone}


def _cases_of(
    registration: str | None, standing: Standing | None, entries: Sequence[Entry]
) -> Iterator[tuple[DataClass, Case]]:
    """Yield each class that concerns one registration, with what it takes."""
    speaking = [entry for entry in entries if entry.payload is not None]
    logged = tuple(entry.id for entry in speaking if _is_logged(entry))
    if logged:
        yield DataClass.LOG, Case(registration, logged)
    edits = [entry for entry in speaking if _is_edit(entry)]
    if registration is None or not edits:
        return
    for what in (DataClass.SPECIAL, DataClass.CONTACT):
        told = tuple(one.id for one in edits if fields_of(what, one.get("fields") or {}))
        if told and standing is not None:
            yield what, Case(registration, told)
    every = Case(registration, tuple(entry.id for entry in edits))
    yield DataClass.PEOPLE, every
    if standing is None or standing.arrived is None:
        yield DataClass.NO_SHOW, every


def _is_edit(entry: Entry) -> bool:
    """Whether an entry says who somebody is; one that only silences others says nothing."""
    return entry.kind in _EDITS and (entry.kind != Kind.REDUCED or bool(entry.get("code")))


def _is_logged(entry: Entry) -> bool:
    return entry.kind == Kind.EXPORTED or (entry.kind == Kind.CALLED and bool(entry.get("note")))


def _read(entry: Entry) -> Due:
    due = entry.get("due")
    at = datetime.fromisoformat(due) if isinstance(due, str) else to_instant(entry.wall_ms)
    people, entries = entry.get("people"), entry.get("entries")
    return Due(
        DataClass(entry.get("what")),
        at,
        is_due=True,
        people=people if isinstance(people, int) else 0,
        entries=entries if isinstance(entries, int) else 0,
    )
