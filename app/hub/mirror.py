"""Keeps the event file beside a serving hub's database caught up, and makes snapshots of it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.errors import EmpfangError
from app.hub.snapshots import Snapshot
from db.events import EventFile
from db.hub_mirror import MirrorJournal
from db.hub_snapshot import write_snapshot

QUIET_S = 1.0
"""So long nothing may have been written before the mirror follows: pushes go first."""

LATEST_S = 30.0
"""After this the mirror follows even when it is never quiet."""

logger = logging.getLogger(__name__)


class Mirror:
    """The mirror of a serving hub; all work on it is done by one thread.

    Args:
        open_file: Opens the mirror, caught up.
        position: Returns the hub's latest position.
        scrub: Removes what is left of erased words at the hub; returns whether anything was.
    """

    def __init__(
        self,
        open_file: Callable[[], EventFile],
        position: Callable[[], int],
        scrub: Callable[[], bool] = lambda: False,
    ) -> None:
        self._open_file = open_file
        self._position = position
        self._scrub = scrub
        self.on_erased: Callable[[], None] = lambda: None
        """Called in the event loop when what was copied before must not be given out any more."""
        self._file: EventFile | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hub-mirror")
        self._is_stopping = False

    async def run(self) -> None:
        """Follow the hub until cancelled."""
        loop = asyncio.get_running_loop()
        before, waited_s = -1, 0.0
        try:
            while True:
                await asyncio.sleep(QUIET_S)
                position = await loop.run_in_executor(self._thread, self._latest)
                is_quiet, before = position == before, position
                waited_s += QUIET_S
                if is_quiet or waited_s >= LATEST_S:
                    if await loop.run_in_executor(self._thread, self._follow):
                        self.on_erased()
                    waited_s = 0.0
        finally:
            self._is_stopping = True
            self._thread.submit(self._close)
            self._thread.shutdown(wait=True)

    async def snapshot(self, path: Path, key: str) -> Snapshot:
        """Write everything the hub has to *path* under *key*.

        Raises:
            StorageError: it cannot be written.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._snapshot, path, key)

    def _snapshot(self, path: Path, key: str) -> Snapshot:
        self._catch_up()
        journal = self._opened()
        position = write_snapshot(journal.database, path, key)
        return Snapshot(path, key, journal.epoch, position, path.stat().st_size)

    def _latest(self) -> int:
        try:
            return self._position()
        except EmpfangError:
            return -1

    def _follow(self) -> bool:
        """Catch up and see to what was erased; return whether anything was.

        What fails is tried again later, from the beginning where need be.
        """
        try:
            self._catch_up()
            return self._scrub()
        except EmpfangError as error:
            logger.info("the mirror does not follow: %s", error.sentence)
            self._close()
            return False

    def _catch_up(self) -> None:
        while self._opened().catch_up(pages=1) and not self._is_stopping:
            pass

    def _opened(self) -> MirrorJournal:
        if self._file is None:
            self._file = self._open_file()
        journal = self._file.journal
        if not isinstance(journal, MirrorJournal):
            raise TypeError
        return journal

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
