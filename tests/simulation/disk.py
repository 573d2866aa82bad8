"""Database files of machines that lose their power in the middle of things."""

import shutil
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from random import Random

from db.connection import Database
from db.hub_sqlite import SqliteBackend

ENDINGS = ("", "-wal")


class PowerLostError(BaseException):
    """The machine is off. Nothing in the program may catch this."""


class Moment(Enum):
    """When the power fails."""

    BETWEEN = "between two statements"
    BEFORE = "before a commit"
    AFTER = "after a commit, before anybody heard of it"


class Fuse:
    """Blows at a statement or a commit; armed for one thing that a machine does."""

    def __init__(self) -> None:
        self._left: int | None = None
        self._moment = Moment.BETWEEN
        self.blown = 0

    def arm(self, chance: Random, longest: int) -> None:
        """Let the power fail once, after at most *longest* statements."""
        self._moment = chance.choice(list(Moment))
        is_between = self._moment is Moment.BETWEEN
        self._left = chance.randrange(longest) if is_between else 0

    def disarm(self) -> None:
        self._left = None

    def burn(self) -> None:
        """Take notice of a statement."""
        if self._left is not None and self._moment is Moment.BETWEEN:
            self._left -= 1
            if self._left < 0:
                self._blow()

    def commit(self, commit: Callable[[], None]) -> None:
        """Commit, and fail right before or after it when that is due."""
        is_due = self._left is not None
        if is_due and self._moment is Moment.BEFORE:
            self._blow()
        commit()
        if is_due and self._moment is Moment.AFTER:
            self._blow()

    def _blow(self) -> None:
        self._left = None
        self.blown += 1
        raise PowerLostError


class FragileDatabase(Database):
    """The product's database on a machine with a fuse."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        super().__init__(path, None)
        self.fuse = fuse

    def execute_sql(self, *args, **kwargs):
        self.fuse.burn()
        return super().execute_sql(*args, **kwargs)

    def commit(self) -> None:
        self.fuse.commit(super().commit)

    def rollback(self) -> None:
        if self.connection().in_transaction:
            super().rollback()


class FragileBackend(SqliteBackend):
    """A hub's database on a machine with a fuse; the file is there already."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        self._where = str(path)
        self.database = FragileDatabase(path, fuse)


def files_of(path: Path) -> list[Path]:
    """Return the parts of a database that are there."""
    return [part for ending in ENDINGS if (part := Path(f"{path}{ending}")).exists()]


def restore_database(image: Path, target: Path) -> None:
    """Put an image back in place of a database that is closed.

    As new files: a closed connection may live on until its last cursor is gone, and what SQLite
    remembers of a file in this process it remembers by the file's number on the disk.
    """
    for ending in (*ENDINGS, "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    copy_database(image, target)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database in which no transaction is open, as a backup of the folder does."""
    for ending in ENDINGS:
        part, copy = Path(f"{source}{ending}"), Path(f"{target}{ending}")
        if part.exists():
            shutil.copyfile(part, copy)
        else:
            copy.unlink(missing_ok=True)
    Path(f"{target}-shm").unlink(missing_ok=True)
