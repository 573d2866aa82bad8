"""The journal of one event in SQLite; implements `app.ports.Journal`."""

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.clock import Clock
from app.model.entry import Entry, Randbits
from app.ports import Counts
from db import erase, views
from db.connection import reading, writing
from db.counting import Counting
from db.pen import Pen
from db.queries import Queries
from db.records import OpenRecords
from db.rows import COLUMNS, to_entry
from db.turns import turns_of

__all__ = ["OpenRecords", "SqliteJournal"]

PAGE = 2_000
"""Entries read at once, so that a long journal never fills the memory."""


class SqliteJournal(Queries):
    """One event's journal on this machine. Safe to use from several threads and processes.

    Args:
        database: An open event file.
        station: Id under which this machine writes.
        clock: Tells the time of new entries.
        words: What the search index holds for a standing.
        randbits: Returns that many random bits, for the ids of new entries.
    """

    def __init__(
        self,
        database: SqlCipherDatabase,
        station: str,
        clock: Clock,
        words: views.Words,
        randbits: Randbits = secrets.randbits,
    ) -> None:
        super().__init__(database, station)
        self._pen = Pen(clock, randbits)
        self._words = words
        self._counting = Counting(self)
        self._is_bulk = False

    @property
    def is_awaited(self) -> bool:
        """Whether a thread of this process waits to write; other processes are not seen."""
        return turns_of(self.database).is_awaited

    @contextlib.contextmanager
    def write(self) -> Iterator["OpenRecords"]:
        """Open the one write transaction; leaving the block commits it durably.

        Raises:
            NotRecordedError: nothing was written.
        """
        with writing(self.database):
            outlook = self._outlook()
            records = OpenRecords(self.database, self.station, outlook, self._pen, self._words)
            yield records
        if records.has_erased and not self._is_bulk and not self.database.in_transaction():
            erase.finish(self.database)

    @contextlib.contextmanager
    def erasing_in_bulk(self) -> Iterator[None]:
        """Remove bytes of erased words once, at the end of the block, not after each write."""
        self._is_bulk = True
        try:
            yield
        finally:
            self._is_bulk = False
            erase.finish(self.database)

    def absorb(self, entries: Sequence[Entry]) -> int:
        """Take in entries of other stations, doubles included; return how many were new."""
        with self.write() as records:
            return records.absorb(entries)

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[tuple[int, Entry]]:
        """Yield (position, entry) behind position *after*, in this machine's order."""
        left = limit
        while left is None or left > 0:
            size = PAGE if left is None else min(PAGE, left)
            page = self._page(after, size)
            yield from page
            if len(page) < size:
                return
            after = page[-1][0]
            left = None if left is None else left - size

    def own_entries(self, after_seq: int, limit: int) -> list[Entry]:
        """Return at most *limit* entries of this station behind *after_seq*, in sequence."""
        with reading(self._where):
            rows = self.database.execute_sql(
                f"SELECT {COLUMNS} FROM journal WHERE station = ? AND seq > ? ORDER BY seq LIMIT ?",
                (self.station, after_seq, limit),
            ).fetchall()
        return [to_entry(row) for row in rows]

    def counts(self) -> Counts:
        """Return the numbers that are always in sight."""
        return self._counting.counts()

    def arrival_times(self) -> list[int]:
        """Return everybody's first living arrival, Unix time in ms, earliest first."""
        with reading(self._where):
            rows = self.database.execute_sql(
                "SELECT arrived_ms FROM registration WHERE arrived_ms IS NOT NULL ORDER BY 1"
            ).fetchall()
        return [arrived_ms for (arrived_ms,) in rows]

    def rebuild(self) -> int:
        """Make all views again from the journal; return the number of standings."""
        with self.write() as records:
            return records.rebuild()

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()

    @property
    def path(self) -> Path:
        """The event file."""
        return Path(self._where)

    def _page(self, after: int, size: int) -> list[tuple[int, Entry]]:
        with reading(self._where):
            rows = self.database.execute_sql(
                f"SELECT {COLUMNS}, position FROM journal WHERE position > ?"
                " ORDER BY position LIMIT ?",
                (after, size),
            ).fetchall()
        return [(row[-1], to_entry(row)) for row in rows]
