"""What the disk and SQLite cost without this product: the floor under every measurement."""

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

_DURABLE = ("PRAGMA journal_mode = wal", "PRAGMA synchronous = FULL", "PRAGMA fullfsync = 1")


def bare_commits_ms(folder: Path, count: int) -> list[float]:
    """Return how long each of *count* durable transactions of one small row took, in ms."""
    times: list[float] = []
    with _database(folder / "bare-commits.db") as connection:
        connection.execute("CREATE TABLE scan (number INTEGER PRIMARY KEY, code TEXT)")
        for number in range(count):
            begun = time.perf_counter_ns()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO scan VALUES (?, ?)", (number, f"code {number}"))
            connection.execute("COMMIT")
            times.append((time.perf_counter_ns() - begun) / 1e6)
    return times


def bare_inserts_s(folder: Path, rows: Iterable[Sequence[str]], width: int) -> float:
    """Return the seconds in which *rows* of *width* texts are durable, in one transaction.

    The first text of a row is its key.
    """
    columns = ", ".join(f"c{number} TEXT" for number in range(width))
    marks = ", ".join("?" * width)
    with _database(folder / "bare-inserts.db") as connection:
        connection.execute(f"CREATE TABLE guest ({columns}, UNIQUE (c0))")
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO guest VALUES ({marks})", rows)
        connection.execute("COMMIT")
        return time.perf_counter() - begun


@contextlib.contextmanager
def _database(path: Path) -> Iterator[sqlite.Connection]:
    connection = sqlite.connect(str(path), isolation_level=None)
    try:
        for pragma in _DURABLE:
            connection.execute(pragma)
        yield connection
    finally:
        connection.close()
