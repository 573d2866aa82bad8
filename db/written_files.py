"""Which files with people in them this machine wrote, so that an erasure finds them again."""

from collections.abc import Iterable
from dataclasses import dataclass

from playhouse.sqlcipher_ext import SqlCipherDatabase

from db.connection import reading, writing


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as it was written: where, the SHA-256 of its content, and what kind it was."""

    path: str
    digest: str
    kind: str
    written_ms: int


def note_files(database: SqlCipherDatabase, lines: Iterable[FileLine]) -> None:
    """Remember files, all or none; those at the same places before are forgotten.

    Raises:
        NotRecordedError: they could not be remembered.
    """
    with writing(database):
        for line in lines:
            database.execute_sql(
                "INSERT OR REPLACE INTO written_file (path, digest, kind, written_ms)"
                " VALUES (?, ?, ?, ?)",
                (line.path, line.digest, line.kind, line.written_ms),
            )


def known_files(database: SqlCipherDatabase) -> list[FileLine]:
    """Return the files that were written here, oldest first."""
    with reading(str(database.database)):
        rows = database.execute_sql(
            "SELECT path, digest, kind, written_ms FROM written_file ORDER BY written_ms, path"
        ).fetchall()
    return [FileLine(*row) for row in rows]


def forget_file(database: SqlCipherDatabase, path: str) -> None:
    """Forget a file that is gone."""
    with writing(database):
        database.execute_sql("DELETE FROM written_file WHERE path = ?", (path,))
