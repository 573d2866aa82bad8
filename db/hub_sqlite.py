"""A hub's database in a file: the settings of an event file, in a form of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.errors import FileError
from db.connection import Database, Form, open_database, reading, writing
from db.erase import scrub
from db.rehome import unguarded
from db.rows import INSERT

HUB_FILE = Form(
    application_id=0x456D7068,
    migrations=Path(__file__).with_name("hub_migrations"),
    foreign=(
        "is no hub's database of this release; nothing was changed in it. Move it away, serve"
        " again and enrol the stations anew: they hold everything and bring it."
    ),
)
"""``Emph`` in the file's header; hubs of the first release kept an event file instead."""


class SqliteBackend:
    """A hub's database in a file. Safe to use from several threads and processes.

    Args:
        path: The file; it is made where there is none.
        key: 32 bytes that encrypt it, None leaves it plain.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._where = str(path)
        self.database = _opened(path, key)

    def reading(self) -> Any:
        """Turn what the driver raises into a `StorageError`."""
        return reading(self._where)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run one write transaction; nobody else writes meanwhile."""
        with writing(self.database):
            yield

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows of the journal, made by `db.rows.to_row`."""
        self.database.connection().executemany(INSERT, rows)

    def unguarded(self) -> Any:
        """Lift the trigger that keeps history; call it inside a transaction."""
        return unguarded(self.database)

    def scrub(self) -> bool:
        """Remove the bytes of erased words from the file; return whether it is done."""
        with reading(self._where):
            return scrub(self.database, is_searched=False)

    def is_leader(self) -> bool:
        """One process serves a file, so it does what only one may do."""
        return True

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()


def _opened(path: Path, key: bytes | None) -> Database:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"The hub's folder {path.parent} cannot be made: {error.strerror}."
        raise FileError(sentence) from error
    return open_database(path, create=True, key=key, form=HUB_FILE)
