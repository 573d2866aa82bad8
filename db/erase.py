"""Taking words away: out of a journal, and out of the bytes of its file.

Entries lose their words in the transaction that takes in what erases them, whichever of both
comes first, so no reader ever sees one without the other. What SQLite leaves of them in its log,
in freed pages and in the search index is removed after the commit; until that is done a note in
the file says so, and whoever opens the file goes on with it.
"""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from peewee import PeeweeException
from sqlcipher3 import dbapi2 as sqlcipher

from app.model.entry import Entry
from app.model.erasure import ERASING, Erasures, told_by
from app.vault.files import wipe
from db.connection import Database, reading
from db.rows import COLUMNS, to_entry

SCRUB = "scrub"
"""The note that says that bytes of erased words may still be in the file; see `fresh_mark`."""

Ask = Callable[[str, tuple[object, ...]], Any]
"""Runs a statement that marks values by ``?``; returns the rows of a query."""

_CHUNK = 400
_KINDS = ", ".join(f"'{kind.value}'" for kind in ERASING)

_ERASING = f"SELECT {COLUMNS} FROM journal WHERE kind IN ({_KINDS})"

_BUSY_MS = 1_000
"""So long the removal waits for readers; what they keep from it is done the next time."""


def hushed(ask: Ask, entries: Sequence[Entry]) -> list[Entry]:
    """Return arriving *entries* without words that were erased, here or among themselves."""
    return erasures(ask, entries).applied(entries)


def silence(ask: Ask, entries: Iterable[Entry]) -> Erasures:
    """Take from the journal what *entries*, which are in it by now, erase; return what that was."""
    told = told_by(entries)
    keys = [
        *_matching(ask, "registration", told.people, told),
        *_matching(ask, "id", told.entries, told),
    ]
    for chunk, marks in _chunks(sorted(set(keys))):
        ask(f"UPDATE journal SET payload = NULL WHERE id IN ({marks})", chunk)
    return told


def silence_all(ask: Ask) -> Erasures:
    """Take from a journal that was filled in any order everything that is erased in it."""
    return silence(ask, [to_entry(row) for row in ask(_ERASING, ())])


def erasures(ask: Ask, entries: Sequence[Entry]) -> Erasures:
    """Return what is erased of those whom *entries* are about, by the journal or by *entries*."""
    about = sorted({entry.registration for entry in entries if entry.registration})
    known: list[Entry] = []
    for chunk, marks in _chunks(about):
        rows = ask(f"{_ERASING} AND registration IN ({marks})", chunk)
        known.extend(map(to_entry, rows))
    if any(entry.registration is None for entry in entries):
        known.extend(map(to_entry, ask(f"{_ERASING} AND registration IS NULL", ())))
    return told_by(known) | told_by(entries)


def scrub(database: Database, *, is_searched: bool = True) -> bool:
    """Remove the bytes of erased words from the file; return whether that is done.

    Readers that are at work keep it from being finished; nothing is lost by that.

    Args:
        database: An open file, outside of any transaction.
        is_searched: Whether it has a search index.
    """
    path = Path(str(database.database))
    _remove_copies(path)
    if is_searched:
        # Words that were taken out stay in the segments of the index until these are merged.
        database.execute_sql("INSERT INTO search (search) VALUES ('optimize')")
    # Cells that moved within a page may have left their former bytes in its gaps.
    database.execute_sql("VACUUM")
    return _empty_log(database)


def fresh_mark() -> str:
    """Return what the note says of one erasure, so that none is taken for an earlier one."""
    return secrets.token_hex(8)


def is_scrubbing(database: Database) -> bool:
    """Whether bytes of erased words may still be in the file."""
    return _mark(database) is not None


def finish(database: Database, *, is_searched: bool = True) -> bool:
    """Go on with what was begun, if anything was; return whether nothing is left to do."""
    try:
        mark = _mark(database)
        if mark is None:
            return True
        if not scrub(database, is_searched=is_searched):
            return False
        # What was erased since the removal began needs one of its own, and has its own note.
        database.execute_sql("DELETE FROM note WHERE key = ? AND value = ?", (SCRUB, mark))
    except (PeeweeException, sqlcipher.Error):
        # Somebody writes, or the disk is full: the note stays, and with it the duty.
        return False
    return True


def _mark(database: Database) -> str | None:
    row = database.execute_sql("SELECT value FROM note WHERE key = ?", (SCRUB,)).fetchone()
    return None if row is None else str(row[0])


def _empty_log(database: Database) -> bool:
    (before,) = database.execute_sql("PRAGMA busy_timeout").fetchone()
    database.execute_sql(f"PRAGMA busy_timeout = {_BUSY_MS}")
    try:
        (busy, *_) = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        database.execute_sql(f"PRAGMA busy_timeout = {before}")
    return not busy


def _remove_copies(path: Path) -> None:
    """Wipe the copies from before migrations: nobody takes words out of them."""
    for copy in path.parent.glob(f"{path.stem}.before-*{path.suffix}"):
        with contextlib.suppress(OSError):
            wipe(copy)


def _matching(ask: Ask, column: str, values: Iterable[str], told: Erasures) -> list[str]:
    """Return the ids of the entries that lose their words."""
    found: list[str] = []
    for chunk, marks in _chunks(sorted(values)):
        rows = ask(
            f"SELECT {COLUMNS} FROM journal WHERE payload IS NOT NULL AND {column} IN ({marks})",
            chunk,
        )
        found.extend(one.id for one in map(to_entry, rows) if told.silences(one))
    return found


def _chunks(values: Sequence[str]) -> Iterable[tuple[tuple[str, ...], str]]:
    """Yield *values* in portions, each with its marks."""
    for start in range(0, len(values), _CHUNK):
        chunk = tuple(values[start : start + _CHUNK])
        yield chunk, ",".join("?" * len(chunk))


def asking(database: Database) -> Ask:
    """Return how to ask an event file."""

    def ask(statement: str, values: tuple[object, ...]) -> Any:
        with reading(str(database.database)):
            return database.execute_sql(statement, values).fetchall()

    return ask
