"""The search index: folded words of every registration, found by their beginnings.

An FTS5 table without content and without positions: 14 MB and milliseconds at a million
people. Its row ids are the numbers of the registration view, in whose transaction it changes.
"""

import re
import zlib
from collections.abc import Collection, Iterable, Sequence

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.clock import to_instant
from app.ports import Hit
from db.connection import reading

PREFIX = "*"
"""Ends a pattern that stands for every word with this beginning."""

_STRUCTURE = 10
"""Where FTS5 keeps its structure record, which is rewritten with every change of the index."""

_LAST_ASCII = "\x7f"

_NO_TOKEN = re.compile(r"[^a-zA-Z0-9\u0080-\U0010ffff]+")


def put_many(database: SqlCipherDatabase, rows: Iterable[tuple[int, str]]) -> None:
    """Index rows (number, words separated by spaces) that are not in the index yet.

    Call it inside the transaction that writes the registrations.
    """
    database.connection().executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", rows)


def put(database: SqlCipherDatabase, number: int, words: str) -> None:
    """Index one row that is not in the index yet."""
    put_many(database, [(number, words)])


def delete(database: SqlCipherDatabase, number: int) -> None:
    """Take a row out of the index; a number that is not in it changes nothing."""
    database.execute_sql("DELETE FROM search WHERE rowid = ?", (number,))


def clear(database: SqlCipherDatabase) -> None:
    """Take everything out of the index."""
    database.execute_sql("INSERT INTO search (search) VALUES ('delete-all')")


class SqliteSearchIndex:
    """Finds people in an event file; implements `app.ports.SearchIndex`.

    Patterns are folded words; one that ends in ``*`` stands for every word that begins so.
    """

    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database

    def prefix_hits(self, words: Sequence[str], limit: int) -> list[Hit]:
        """Return people who have, for every word, an indexed word beginning with it."""
        return self.matches([(word + PREFIX,) for word in words], limit)

    def matches(
        self, groups: Sequence[Collection[str]], limit: int, session: str | None = None
    ) -> list[Hit]:
        """Return at most *limit* people who have, for every group, one of its patterns.

        No order is promised. Without any word to look for nobody is found. Expected are those
        who may come, at a *session* only those who have a place there.
        """
        query = _query(groups)
        if not query:
            return []
        with reading(str(self._database.database)):
            rows = self._database.execute_sql(
                "SELECT id, name, organisation, category, arrived_ms, words,"
                " status IN ('active', 'unpaid') AND (? IS NULL OR EXISTS (SELECT 1 FROM booking"
                " WHERE booking.registration = registration.id AND booking.session = ?))"
                " FROM registration"
                " WHERE number IN (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)",
                (session, session, query, limit),
            ).fetchall()
        return [
            Hit(
                *(key, name, organisation, category),
                arrived=None if ms is None else to_instant(ms),
                is_expected=bool(is_expected),
                words=words,
            )
            for key, name, organisation, category, ms, words, is_expected in rows
        ]

    def vocabulary(self) -> dict[str, int]:
        """Return every indexed word without a mark and how many have it; marks are not ASCII."""
        with reading(str(self._database.database)):
            rows = self._database.execute_sql(
                "SELECT term, doc FROM search_vocabulary WHERE term <= ?", (_LAST_ASCII,)
            )
            return dict(rows)

    def revision(self) -> int:
        """Return a number that differs when the index, and so its vocabulary, has changed."""
        with reading(str(self._database.database)):
            row = self._database.execute_sql(
                "SELECT block FROM search_data WHERE id = ?", (_STRUCTURE,)
            ).fetchone()
        return zlib.crc32(row[0])


def _query(groups: Sequence[Collection[str]]) -> str:
    """Return the FTS5 query of *groups*, empty when one of them has nothing to look for."""
    alternatives = [[term for pattern in group if (term := _term(pattern))] for group in groups]
    if not all(alternatives):
        return ""
    return " AND ".join(f"({' OR '.join(terms)})" for terms in alternatives)


def _term(pattern: str) -> str:
    """Return a pattern as one quoted token, whatever signs of FTS5's language are in it."""
    token = _NO_TOKEN.sub("", pattern)
    if not token:
        return ""
    return f'"{token}" *' if pattern.endswith(PREFIX) else f'"{token}"'
