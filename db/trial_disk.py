"""A disk to try the product's own statements on: it records what is written, and may refuse.

It is a layer of SQLite's own (a VFS), which the bundled SQLCipher does not offer to Python, so
these trials run the product's schema and statements on the SQLite of ``apsw``, unencrypted. What
they prove is the order of writes, flushes and answers; encryption changes bytes, not the order.
``apsw`` is a tool of development: import this module only for a trial.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import apsw
from peewee import OperationalError
from playhouse.apsw_ext import APSWDatabase

from db.connection import EVENT_FILE, PRAGMAS, migrate
from db.disk import Disk

SECTOR_BYTES = 512
"""What a disk writes whole or not at all."""

_VANISHED, _TORN = 0.4, 0.6
"""Of the writes that were not flushed 40 % never happened and 20 % happened in part."""

_WORDS = {apsw.IOError: "disk I/O error", apsw.FullError: "database or disk is full"}
"""As SQLite itself says it when the system refuses."""

Fault = Callable[[str], None]
"""Called before each operation with its name; raises an `apsw.Error` to let it fail."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that was done to a file: ``write``, ``truncate``, ``sync`` or ``delete``."""

    kind: str
    path: str
    offset: int = 0
    data: bytes = b""


class TrialDisk(apsw.VFS):
    """The system's disk with a memory for what was done, in order."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.name = name
        self.operations: list[Operation] = []
        self.fault: Fault = lambda _kind: None

    def do(self, operation: Operation) -> None:
        """Let the disk refuse, or remember what is done now."""
        self.fault(operation.kind)
        self.operations.append(operation)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        """Open a file whose operations are remembered."""
        self.fault("open")
        return _TrialFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802 - SQLite's
        """Remove a file."""
        self.do(Operation("delete", filename))
        super().xDelete(filename, syncdir)


class _TrialFile(apsw.VFSFile):
    def __init__(self, disk: TrialDisk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        super().__init__("", name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's name
        self._disk.fault("read")
        return super().xRead(amount, offset)

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._disk.do(Operation("write", self._path, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's name
        self._disk.do(Operation("truncate", self._path, newsize))
        super().xTruncate(newsize)

    def xSync(self, _flags: int) -> None:  # noqa: N802 - SQLite's name
        # What a flush is worth is decided by `after_cut`; the real disk has no part in it.
        self._disk.do(Operation("sync", self._path))


class TrialDatabase(APSWDatabase):  # type: ignore[misc] # comes without types
    """An event file on a trial disk, with the product's schema and settings.

    Args:
        path: The file; it is made when it is not there.
        disk: What it lies on.
        pragmas: Settings that differ from the product's.
    """

    def __init__(self, path: Path, disk: TrialDisk, pragmas: Mapping[str, object] = {}) -> None:
        # A VFS in Python shares no memory between processes, so there is only this one.
        ours = {"locking_mode": "exclusive", **PRAGMAS, **pragmas}
        super().__init__(str(path), pragmas=ours, vfs=disk.name, timeout=1)
        self.disk = Disk(path.parent, 0)

    def _connect(self) -> apsw.Connection:
        connection: apsw.Connection = super()._connect()
        # The notes of migrations hold instants, which this driver does not put into words.
        connection.convert_binding = lambda _cursor, _number, value: str(value)
        return connection

    def prepare(self, path: Path) -> None:
        """Make the tables of an event file."""
        migrate(self, path, EVENT_FILE, is_empty=True)

    def connection(self) -> "_Connection":
        """Return the connection, whose errors are those that the product knows."""
        return _Connection(super().connection())


class _Connection:
    """Takes many rows as the product's driver does."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def executemany(self, statement: str, rows: Sequence[Any]) -> Any:
        try:
            return self._connection.executemany(statement, rows)
        except apsw.Error as error:
            raise OperationalError(str(error)) from error


def after_cut(
    before: Mapping[str, bytes], operations: Sequence[Operation], chance: Random
) -> dict[str, bytes]:
    """Return the files as a disk may hold them when the power goes after *operations*.

    What was flushed is there. Every other write survives, vanishes or is torn, each by chance.

    Args:
        before: The files as they surely were before.
        operations: What was done since.
        chance: Decides.
    """
    flushed = {each.path: index for index, each in enumerate(operations) if each.kind == "sync"}
    files = {path: bytearray(content) for path, content in before.items()}
    for index, each in enumerate(operations):
        is_sure = index < flushed.get(each.path, -1)
        _apply(files.setdefault(each.path, bytearray()), each, chance, is_sure=is_sure)
    return {path: bytes(content) for path, content in files.items()}


def _apply(content: bytearray, each: Operation, chance: Random, *, is_sure: bool) -> None:
    fate = 1.0 if is_sure else chance.random()
    if each.kind == "sync" or fate < _VANISHED:
        return
    if each.kind == "delete":
        content.clear()
    elif each.kind == "truncate":
        del content[each.offset :]
    else:
        data = each.data
        if fate < _TORN:
            data = data[: chance.randrange(len(data) // SECTOR_BYTES + 1) * SECTOR_BYTES]
        content.extend(bytes(max(0, each.offset - len(content))))
        content[each.offset : each.offset + len(data)] = data


@dataclass(slots=True)
class CountedFault:
    """Fails at the *number*-th operation from now on, of *kinds* or of any; *stays* so or not.

    ``has_fired`` tells whether it came to that.
    """

    number: int
    error: type[apsw.Error]
    kinds: tuple[str, ...] = ()
    stays: bool = False
    has_fired: bool = False

    def __call__(self, kind: str) -> None:
        """Count an operation; the one that is meant fails."""
        if self.kinds and kind not in self.kinds:
            return
        self.number -= 1
        if self.number == 0 or (self.stays and self.number < 0):
            self.has_fired = True
            raise self.error(_WORDS[self.error])
