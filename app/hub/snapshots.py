"""Everything at once for a station that is new: one encrypted file instead of many pages."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import EmpfangError
from app.hub.intake import RefusedError
from app.sync import wire

PATTERN = "*.snapshot"
CHUNK_BYTES = 2**20

AGED_ENTRIES = 2_000
"""So many newer entries a snapshot may lack; they come as pages. Then it is made anew."""

LOOK_EVERY_S = 2.0
"""How often it is seen whether the next station would have to wait for a snapshot."""

logger = logging.getLogger(__name__)


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
    """Makes snapshots ahead and when they are asked for; the next station gets the same one.

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
        self._life = 0
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
            while latest is None or not _is_fresh(latest, position, epoch):
                path, life = self._folder / PATTERN.replace("*", secrets.token_hex(4)), self._life
                latest = await make(path, secrets.token_hex(32))
                if life != self._life:
                    # Somebody was erased while it was made.
                    self._drop(latest)
                    latest = None
                    continue
                self._drop(self._latest)
                self._latest = latest
                break
        return latest

    async def run(self) -> None:
        """Have one ready before it is asked for, as long as pages would take longer."""
        if self._make is None:
            return
        before = -1
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                position, _ = await asyncio.to_thread(self._position)
                is_quiet, before = position == before, position
                if is_quiet and position > AGED_ENTRIES:
                    await self.ready()
            except EmpfangError as error:
                logger.info("no snapshot is made ahead: %s", error.sentence)

    def forget(self) -> None:
        """Give out no file any more that was made until now: somebody in it was erased."""
        self._life += 1
        self._drop(self._latest)
        self._latest = None

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


def _is_fresh(latest: Snapshot, position: int, epoch: str) -> bool:
    return latest.epoch == epoch and position - latest.position <= AGED_ENTRIES
