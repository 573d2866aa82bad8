"""The conflict inbox as the window asks about it."""

import threading
from collections.abc import Callable, Mapping

from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.inbox import Inbox
from app.model.conflict import Conflict, ConflictKind, Resolution
from app.model.question import Question, Side
from app.model.standing import Standing, is_central
from db.station_names import station_names
from db.sync_book import SqliteSyncBook

_BOOKING = "booking:"
SHORT = 6
"""So many characters of an id stand for a station whose name nobody knows."""


class Questions:
    """Open conflicts in words; looked up anew only when the journal has grown.

    Args:
        workplace: The event.
        known: Returns names of stations that the journal may not tell.
    """

    def __init__(self, workplace: Workplace, known: Callable[[], Mapping[str, str]] = dict) -> None:
        self._workplace = workplace
        self._known = known
        self._inbox = Inbox(workplace.journal)
        self._book = SqliteSyncBook(workplace.journal)
        self._lock = threading.Lock()
        self._found: tuple[int, list[Conflict]] = (-1, [])

    def count(self) -> int:
        """Return how many conflicts are open."""
        return len(self._conflicts())

    def open(self) -> list[Question]:
        """Return the open conflicts, the oldest first."""
        names = {**self._known(), **station_names(self._workplace.journal)}
        found = [self._asked(conflict, names) for conflict in self._conflicts()]
        return sorted(found, key=lambda one: (one.since is None, one.since, one.id))

    def resolve(self, question: str, answer: Resolution) -> str:
        """Record what a human says; return the entry by which it can be taken back."""
        return self._inbox.resolve(question, answer).id

    def reopen(self, entry: str) -> None:
        """Take an answer back."""
        self._workplace.station.undo(entry)

    def _conflicts(self) -> list[Conflict]:
        with self._lock:
            position = self._book.last_position()
            if position != self._found[0]:
                self._found = (position, self._inbox.open())
            return self._found[1]

    def _asked(self, conflict: Conflict, names: Mapping[str, str]) -> Question:
        if conflict.kind is ConflictKind.WALK_IN:
            return Question(conflict=conflict, sides=self._people(conflict, names))
        values = conflict.values or ("",) * len(conflict.entries)
        sides = tuple(
            self._side(entry, _called(station, names), value)
            for entry, station, value in zip(
                conflict.entries, conflict.stations, values, strict=False
            )
        )
        about = conflict.field.removeprefix(_BOOKING)
        return Question(
            conflict=conflict,
            sides=sides,
            about=self._session(about) if about != conflict.field else "",
        )

    def _side(self, entry_id: str, station: str, value: str) -> Side:
        journal = self._workplace.journal
        entry = journal.entry(entry_id)
        if entry is None:
            return Side(station=station, value=value)
        moment = journal.bearings().moment(entry)
        at = to_instant(moment.ms)
        if is_central(station):  # it happened before it was heard of
            at = to_instant(min(entry.get("since_ms", moment.ms), moment.ms))
        return Side(
            station=station,
            at=at,
            is_unsure=moment.is_unsure,
            door=self._session(entry.session),
            value=value,
        )

    def _people(self, conflict: Conflict, names: Mapping[str, str]) -> tuple[Side, ...]:
        standings = [
            self._workplace.journal.standing(key)
            for key in (conflict.other, conflict.registration)
            if key is not None
        ]
        return tuple(_person(standing, names) for standing in standings if standing)

    def _session(self, session: str | None) -> str:
        sessions = self._workplace.journal.programme().sessions
        return sessions[session].name if session is not None and session in sessions else ""


def _person(standing: Standing, names: Mapping[str, str]) -> Side:
    movement = standing.arrived
    return Side(
        station=_called(movement.station, names) if movement else "",
        at=movement.at if movement else None,
        is_unsure=bool(movement and movement.is_unsure),
        person=standing.person,
        is_listed=not standing.is_walk_in,
    )


def _called(station: str, names: Mapping[str, str]) -> str:
    return names.get(station) or (station if is_central(station) else station[:SHORT])
