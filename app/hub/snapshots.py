"""Everything at once for a station that is new: one encrypted file instead of many pages."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from app.hub.intake import RefusedError
from app.sync import wire

PATTERN = "*.snapshot"
CHUNK_BYTES = 2**20

AGED_ENTRIES = 2_000
"""So many newer entries a snapshot may lack; they come as pages. Then it is made anew."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A finished file: the raw *key* of it (hexadecimal), and up to where it reaches."""

    path: Path
    key: str
    epoch: str
    position: int
    size_bytes: int

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the file piece by piece."""
        with await asyncio.to_thread(self.path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
                yield chunk


Make = Callable[[Path, str], Awaitable[Snapshot]]
"""Writes a snapshot to a path under a key."""


class Snapshots:
    """Makes snapshots when they are asked for, and the next station gets the same one.

    Args:
        folder: Where the files lie; what an earlier hub left there is removed.
        make: Writes one; None where there is nothing to make it of.
        position: Returns the hub's latest position and epoch.
    """

    def __init__(
        self, folder: Path, make: Make | None, position: Callable[[], tuple[int, str]]
    ) -> None:
        self._folder = folder
        self._make = make
        self._position = position
        self._latest: Snapshot | None = None
        self._lock = asyncio.Lock()
        self.clear()

    async def ready(self) -> Snapshot:
        """Return a snapshot that is fresh enough.

        Raises:
            RefusedError: this hub makes none; pages must do.
            StorageError: it could not be written.
        """
        make = self._make
        if make is None:
            raise RefusedError(404, wire.NOT_FOUND, "This hub makes no snapshots; pull pages.")
        async with self._lock:
            position, epoch = await asyncio.to_thread(self._position)
            latest = self._latest
            is_fresh = latest is not None and latest.epoch == epoch
            if latest is None or not is_fresh or position - latest.position > AGED_ENTRIES:
                path = self._folder / PATTERN.replace("*", secrets.token_hex(4))
                latest = await make(path, secrets.token_hex(32))
                self._drop(self._latest)
                self._latest = latest
        return latest

    def clear(self) -> None:
        """Remove all files."""
        for path in self._folder.glob(PATTERN):
            with contextlib.suppress(OSError):
                path.unlink()

    @staticmethod
    def _drop(old: Snapshot | None) -> None:
        # Where it cannot be removed while somebody reads it, the next hub does.
        if old is not None:
            with contextlib.suppress(OSError):
                old.path.unlink()
