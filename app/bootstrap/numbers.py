"""The figures of one event, counted on while it goes on, and the editions beside them."""

import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.workplace import Workplace, folder
from app.clock import to_instant
from app.errors import FileError, UnknownError
from app.model.bearings import Bearings
from app.model.programme import Programme
from app.reports.account import Contact, Figures
from app.reports.aggregate import Aggregate, aggregated, read_aggregate
from app.reports.compare import FigureSight, compared, curve_from, expectation
from app.reports.doings import Doings
from app.reports.figures import figures
from app.reports.ledger import Ledger
from app.reports.series import visitors_of
from db.connection import reading
from db.journal import SqliteJournal

EDITIONS = "editions"
"""The folder, in the data folder, of earlier editions in numbers."""

FEW = 500
"""Of so many changed people each is read alone; of more all are."""


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What, when it changes, makes everybody be counted anew."""

    programme: Programme
    bearings: Bearings
    moves: str


class Numbers:
    """Figures of an event. Safe to call from several threads.

    Args:
        workplace: The event.
        contacts: Returns how well the stations are known; none where this one is alone.
    """

    def __init__(
        self, workplace: Workplace, contacts: Callable[[], Sequence[Contact]] = tuple
    ) -> None:
        self._workplace = workplace
        self._contacts = contacts
        self._lock = threading.Lock()
        self._outlook: _Outlook | None = None
        self._ledger = Ledger(workplace.journal.programme())
        self._position = 0

    def look(self) -> Figures:
        """Return the figures as they are now."""
        editions, contacts = self.editions(), self._contacts()
        with self._lock:
            self._follow()
            now = to_instant(self._workplace.clock.read().wall_ms)
            return self._ledger.figures(now, contacts, curve_from(editions))

    def sight(self) -> FigureSight:
        """Return the figures beside those of earlier editions."""
        numbers, earlier = self.look(), self.editions()
        event = self._workplace.journal.programme().event
        starts = event.starts.astimezone(event.zone).isoformat()
        return FigureSight(
            name=event.name,
            numbers=numbers,
            expectation=expectation(numbers, earlier[0]) if earlier else {},
            editions=compared(numbers, event.name, starts, earlier) if earlier else (),
        )

    def editions(self) -> tuple[Aggregate, ...]:
        """Return the earlier editions that were kept here, the latest first."""
        files = sorted(self._editions_folder.glob("*.json"))
        known = [read_aggregate(path) for path in files]
        return tuple(sorted(known, key=lambda one: one.event.starts, reverse=True))

    def keep_edition(self, path: Path) -> Aggregate:
        """Keep the numbers of an earlier edition beside the events of this folder.

        Raises:
            FileError: the file is no such numbers, or cannot be kept.
        """
        aggregate = read_aggregate(path)
        target = self._editions_folder / f"{aggregate.event.starts[:10]} {path.stem[:60]}.json"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.resolve() != target.resolve():
                shutil.copyfile(path, target)
        except OSError as error:
            sentence = f"{target} cannot be written: {error.strerror or error}."
            raise FileError(sentence) from error
        return aggregate

    @property
    def _editions_folder(self) -> Path:
        return self._workplace.file.path.parent.parent / EDITIONS

    def _follow(self) -> None:
        """Take in what the journal says since the last look."""
        journal = self._workplace.journal
        with reading(str(journal.path)):
            position, moves = journal.last_position(), journal.moves()
        outlook = _Outlook(journal.programme(), journal.bearings(), moves)
        is_same = outlook == self._outlook and position >= self._position
        fresh = [entry for _, entry in journal.entries(self._position)] if is_same else []
        changed = {entry.registration for entry in fresh if entry.registration is not None}
        if is_same and len(changed) <= FEW:
            self._ledger.take(fresh)
            self._put(changed)
        else:
            self._ledger = Ledger(outlook.programme, doings_of(journal))
            for standing in journal.standings():
                self._ledger.put(standing)
        self._outlook, self._position = outlook, position

    def _put(self, registrations: Iterable[str]) -> None:
        """Count people anew of whom something was said."""
        for key in registrations:
            standing = self._workplace.journal.standing(key)
            if standing is None:
                self._ledger.drop(key)
            else:
                self._ledger.put(standing)


def doings_of(journal: SqliteJournal) -> Doings:
    """Return what a journal says beside the standings."""
    doings = Doings(journal.bearings())
    doings.take(entry for _, entry in journal.entries())
    return doings


def figures_of(workplace: Workplace, contacts: Sequence[Contact] = ()) -> Figures:
    """Return the figures of an event, counted once."""
    journal = workplace.journal
    now = to_instant(workplace.clock.read().wall_ms)
    doings = doings_of(journal)
    return figures(
        journal.programme(), journal.standings(), doings=doings, now=now, contacts=contacts
    )


def aggregate_of(journal: SqliteJournal, key: bytes | None = None) -> Aggregate:
    """Return the numbers of an event for a file; with *key* also by whom it was visited."""
    programme, standings = journal.programme(), list(journal.standings())
    numbers = figures(programme, standings, doings=doings_of(journal))
    visitors = None if key is None else sorted(visitors_of(standings, key))
    return aggregated(numbers, programme, visitors)


def aggregates_here(data: Path) -> list[Aggregate]:
    """Return all events of a data folder in numbers, with digests by a key that nobody keeps."""
    key = secrets.token_bytes(32)
    found = []
    events = folder(data)
    for path in events.paths():
        with closing(events.open(path.stem)) as opened:
            try:
                found.append(aggregate_of(opened.journal, key))
            except UnknownError:
                continue  # a hub has not told this event yet
    return found
