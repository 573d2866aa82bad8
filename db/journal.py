"""The journal of one event in SQLite; implements `app.ports.Journal`."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.clock import Clock
from app.model.entry import GENESIS, Draft, Entry, Kind, digest, new_id
from app.ports import Counts
from db import lookups, views
from db.connection import reading, writing
from db.notes import STATION
from db.queries import Planned, Queries
from db.rows import COLUMNS, INSERT, to_entry, to_row

_STATION = f"SELECT value FROM note WHERE key = '{STATION}'"

PAGE = 2_000
"""Entries read at once, so that a long journal never fills the memory."""


class SqliteJournal(Queries):
    """One event's journal on this machine. Safe to use from several threads and processes.

    Args:
        database: An open event file.
        station: Id under which this machine writes.
        clock: Tells the time of new entries.
        words: What the search index holds for a standing.
    """

    def __init__(
        self, database: SqlCipherDatabase, station: str, clock: Clock, words: views.Words
    ) -> None:
        super().__init__(database, station)
        self._clock = clock
        self._words = words

    @property
    def station(self) -> str:
        """Id of this station; after a fork, another process may have changed it."""
        with reading(self._where):
            row = self.database.execute_sql(_STATION).fetchone()
        return self._station if row is None else str(row[0])

    @contextlib.contextmanager
    def write(self) -> Iterator["OpenRecords"]:
        """Open the one write transaction; leaving the block commits it durably.

        Raises:
            NotRecordedError: nothing was written.
        """
        with writing(self.database):
            self._plan()
            yield OpenRecords(
                self.database, self.station, self._clock, self._words, planned=self._planned
            )

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
        with reading(self._where):
            return self._counts()

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


class OpenRecords(Queries):
    """An open write transaction; implements `app.ports.Records`.

    *planned* is what the journal last planned, so that a scan does not plan again.
    """

    def __init__(
        self,
        database: SqlCipherDatabase,
        station: str,
        clock: Clock,
        words: views.Words,
        *,
        planned: Planned | None,
    ) -> None:
        super().__init__(database, station, planned)
        self._clock = clock
        self._words = words

    def append(self, draft: Draft) -> Entry:
        """Add an entry of this station and bring the views up to date."""
        return self._append([draft])[-1]

    def append_many(self, drafts: Sequence[Draft]) -> int:
        """Add many entries of this station in order; return how many."""
        return len(self._append(drafts))

    def absorb(self, entries: Sequence[Entry]) -> int:
        """Take in entries as they are, unless they are here; return how many were new."""
        known = self._known([entry.id for entry in entries])
        fresh = list({entry.id: entry for entry in entries if entry.id not in known}.values())
        self._store(fresh)
        return len(fresh)

    def refresh(self, entries: Sequence[Entry]) -> None:
        """Bring the views up to date after *entries* were given other places."""
        if any(entry.kind == Kind.REGISTERED for entry in entries):
            lookups.rebuild(self.database)
        views.refresh(self.database, self._concerned(entries), self._plan(), self._words)

    def rebuild(self) -> int:
        """Make all views again; return the number of standings."""
        views.empty(self.database)
        keys = self.database.execute_sql(
            "SELECT DISTINCT registration FROM journal WHERE registration IS NOT NULL"
        ).fetchall()
        lookups.rebuild(self.database)
        views.refresh(self.database, (key for (key,) in keys), self._plan(), self._words)
        return int(self.database.execute_sql("SELECT count(*) FROM registration").fetchone()[0])

    def _append(self, drafts: Sequence[Draft]) -> list[Entry]:
        seq, prev = self._tail()
        entries: list[Entry] = []
        for draft in drafts:
            seq += 1
            entry = self._entry(draft, seq, prev)
            prev = entry.link()
            entries.append(entry)
        self._store(entries)
        return entries

    def _entry(self, draft: Draft, seq: int, prev: str) -> Entry:
        now = self._clock.read()
        return Entry(
            id=new_id(now.wall_ms),
            station=self.station,
            seq=seq,
            kind=draft.kind.value,
            boot=now.boot,
            mono_ms=now.mono_ms,
            wall_ms=now.wall_ms,
            registration=draft.registration,
            session=draft.session,
            ref=draft.ref,
            payload=draft.payload,
            payload_digest=digest(draft.payload),
            prev=prev,
        )

    def _tail(self) -> tuple[int, str]:
        """Return sequence number and link of this station's last entry."""
        row = self.database.execute_sql(
            f"SELECT {COLUMNS} FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1",
            (self.station,),
        ).fetchone()
        if row is None:
            return 0, GENESIS
        last = to_entry(row)
        return last.seq, last.link()

    def _store(self, entries: Sequence[Entry]) -> None:
        """Write *entries* and refresh what they concern."""
        if not entries:
            return
        position = self._last_position()
        self.database.connection().executemany(
            INSERT, [to_row(position + n, entry) for n, entry in enumerate(entries, start=1)]
        )
        lookups.place(self.database, entries)
        views.refresh(self.database, self._concerned(entries), self._plan(), self._words)

    def _concerned(self, entries: Iterable[Entry]) -> list[str]:
        """Return the registrations whose views *entries* may change.

        A changed programme may turn a door into an entrance, which moves everybody.
        """
        keys = dict.fromkeys(entry.registration for entry in entries if entry.registration)
        if any(self._moves_doors(entry) for entry in entries):
            rows = self.database.execute_sql("SELECT DISTINCT registration FROM attendance")
            keys.update(dict.fromkeys(key for (key,) in rows))
        return list(keys)

    @staticmethod
    def _moves_doors(entry: Entry) -> bool:
        is_annulled_programme = entry.kind == Kind.ANNULLED and entry.registration is None
        return entry.kind == Kind.PROGRAMME or is_annulled_programme

    def _known(self, ids: Sequence[str]) -> set[str]:
        known: set[str] = set()
        for start in range(0, len(ids), views.CHUNK):
            chunk = ids[start : start + views.CHUNK]
            marks = ",".join("?" * len(chunk))
            rows = self.database.execute_sql(
                f"SELECT id FROM journal WHERE id IN ({marks})", tuple(chunk)
            )
            known.update(key for (key,) in rows)
        return known
