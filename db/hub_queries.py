"""What can be asked of a hub's journal, inside or outside a transaction."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from peewee import Database

from app.model.entry import Entry
from app.ports.hub import Head
from db.rows import COLUMNS, to_entry
from db.views import CHUNK

PAGE = 2_000
"""Entries read at once, so that a long journal never fills the memory."""

_QUALIFIED = ", ".join(f"journal.{name.strip()}" for name in COLUMNS.split(","))

_ENDS = f"""WITH RECURSIVE each_station (station) AS (
    SELECT min(station) FROM journal
    UNION ALL
    SELECT (SELECT min(station) FROM journal WHERE station > each_station.station)
    FROM each_station WHERE each_station.station IS NOT NULL
) SELECT {_QUALIFIED} FROM each_station JOIN journal ON journal.station = each_station.station
    AND seq = (SELECT max(seq) FROM journal WHERE station = each_station.station)"""
"""Steps from station to station along the index, whatever the length of the journal."""

_ENDS_AFTER = f"""SELECT {_QUALIFIED} FROM journal JOIN (
    SELECT station, max(seq) AS seq FROM journal WHERE position > ? GROUP BY station
) AS latest ON journal.station = latest.station AND journal.seq = latest.seq"""


class Backend(Protocol):
    """Where a hub's tables are and how they are reached: the two that differ."""

    @property
    def database(self) -> Database:
        """The open database, with a connection for each thread."""
        ...

    def reading(self) -> Any:
        """Turn what the driver raises into a `StorageError` (a context manager)."""
        ...

    def writing(self) -> Any:
        """Run one write transaction; nobody else writes meanwhile (a context manager).

        Raises:
            NotRecordedError: it could not be begun, filled or committed.
        """
        ...

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows of the journal, made by `db.rows.to_row`."""
        ...

    def unguarded(self) -> Any:
        """Lift the trigger that keeps history; nobody else sees it gone (a context manager)."""
        ...

    def is_leader(self) -> bool:
        """Whether this process is the one of its kind."""
        ...

    def scrub(self) -> bool:
        """Remove the bytes of erased words as far as a client can; return whether it is done."""
        ...

    def close(self) -> None:
        """Close this thread's connection."""
        ...


class HubQueries:
    """Reads of a hub's journal. Statements mark values by ``?`` on either backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._database = backend.database

    def position(self) -> int:
        """Return the position of the latest entry, 0 when there is none."""
        return int(self._all("SELECT coalesce(max(position), 0) FROM journal")[0][0])

    def heads(self, after: int = 0) -> dict[str, Head]:
        """Return the end of every chain that grew behind position *after*."""
        rows = self._all(_ENDS_AFTER, (after,)) if after else self._all(_ENDS)
        entries = map(to_entry, rows)
        return {entry.station: Head(entry.seq, entry.link()) for entry in entries}

    def ids(self, station: str, first: int, last: int) -> dict[int, str]:
        """Return the ids of one station's entries by sequence number, both ends included."""
        statement = "SELECT seq, id FROM journal WHERE station = ? AND seq BETWEEN ? AND ?"
        return dict(self._all(statement, (station, first, last)))

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return those of *ids* that are in the journal."""
        found: set[str] = set()
        for start in range(0, len(ids), CHUNK):
            chunk = tuple(ids[start : start + CHUNK])
            marks = ",".join("?" * len(chunk))
            rows = self._all(f"SELECT id FROM journal WHERE id IN ({marks})", chunk)
            found.update(key for (key,) in rows)
        return found

    def id_at(self, position: int) -> str | None:
        """Return the id of the entry at *position* of the hub's order."""
        rows = self._all("SELECT id FROM journal WHERE position = ?", (position,))
        return rows[0][0] if rows else None

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[tuple[int, Entry]]:
        """Yield (position, entry) behind position *after*, in the hub's order."""
        left = limit
        while left is None or left > 0:
            size = PAGE if left is None else min(PAGE, left)
            rows = self._all(
                f"SELECT {COLUMNS}, position FROM journal WHERE position > ?"
                " ORDER BY position LIMIT ?",
                (after, size),
            )
            for row in rows:
                yield row[-1], to_entry(row)
            if len(rows) < size:
                return
            after = rows[-1][-1]
            left = None if left is None else left - size

    def _all(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        if self._database.in_transaction():
            # The transaction itself turns an error into words: nothing was recorded.
            return self._rows(statement, values)
        with self._backend.reading():
            return self._rows(statement, values)

    def _rows(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        marked = statement.replace("?", self._database.param)
        rows: list[Any] = self._database.execute_sql(marked, values).fetchall()
        return rows
