"""Staying in touch with the hub while a window is open."""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.errors import EmpfangError
from app.model.desk import SyncState
from app.settings import Settings
from app.sync.replica import Observer, Replica
from db.sync_book import SqliteSyncBook

if TYPE_CHECKING:
    from app.bootstrap.takeover import HandedOver

logger = logging.getLogger(__name__)

STOP_WITHIN_S = 10


class Background:
    """A thread that keeps this station and its hub alike, when the station joined one."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._book = SqliteSyncBook(workplace.journal)
        self._stop = threading.Event()
        self._online = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to sync; a station without a hub has nothing to do."""
        if self._thread is None and self._book.link() is not None:
            self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the sync; what was not sent is sent next time."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)

    def state(self) -> SyncState:
        """Return how this station stands with its hub."""
        link = self._book.link()
        if link is None:
            return SyncState()
        return SyncState(
            joined=True,
            online=self._online.is_set(),
            unsent=self.unsent(),
            contact=None if link.contact_ms is None else to_instant(link.contact_ms),
        )

    def unsent(self) -> int:
        """Return how many entries are here that its hub may lack; 0 where there is no hub.

        Those of other stations, which a hand-over file brought, count until they were offered.
        As long as there are any, a station is not closed without its hand-over file.
        """
        link = self._book.link()
        if link is None:
            return 0
        others = 0 if link.is_relayed else self._book.foreign()
        return others + max(0, self._book.last_seq() - link.acked)

    def hand_over(self, path: Path, settings: Settings) -> "HandedOver":
        """Write everything that this station knows into one encrypted file.

        Raises:
            FileError: it cannot be written.
            StorageError: the journal cannot be read.
        """
        from app.bootstrap.takeover import hand_over  # noqa: PLC0415 - seldom wanted, large

        return hand_over(self._workplace, path, settings)

    def _run(self) -> None:
        from app.sync.discovery import moved_address  # noqa: PLC0415 - not at start

        replica = Replica(
            self._workplace.journal, self._book, self._workplace.clock, seek=moved_address
        )
        try:
            replica.watch(self._stop, Observer(on_outage=self._note_outage))
        except EmpfangError as error:
            logger.info("the sync ended: %s", error.sentence)
        finally:
            self._online.clear()
            self._workplace.close()

    def _note_outage(self, error: EmpfangError | None) -> None:
        if error is None:
            self._online.set()
        else:
            self._online.clear()
            logger.info("the hub is out of reach: %s", error.sentence)
