"""Staying in touch with the hub and with pretix while a window is open."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.pretix_side import PretixSide
from app.bootstrap.staying import OnOutage, Staying
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.model.desk import SyncState
from app.settings import Settings
from app.sync.replica import Observer, Replica
from db.sync_book import SqliteSyncBook

if TYPE_CHECKING:
    from app.bootstrap.takeover import HandedOver


class Background:
    """Keeps this station and what it belongs to alike: a hub, pretix, both or nothing.

    ``pretix`` is the side of that.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._book = SqliteSyncBook(workplace.journal)
        self._hub = Staying("sync", workplace, self._stay)
        self.pretix = PretixSide(workplace)

    def start(self) -> None:
        """Begin to sync; a station without a hub and pretix has nothing to do."""
        if self._book.link() is not None:
            self._hub.start()
        self.pretix.start()

    def stop(self) -> None:
        """End the sync; what was not sent is sent next time."""
        self._hub.stop()
        self.pretix.stop()

    def state(self) -> SyncState:
        """Return how this station stands with the central list, whatever keeps it."""
        return self.hub_state().beside(self.pretix.state())

    def hub_state(self) -> SyncState:
        """Return how this station stands with its hub."""
        link = self._book.link()
        if link is None:
            return SyncState()
        return SyncState(
            joined=True,
            online=self._hub.is_online,
            unsent=self.unsent(),
            contact=None if link.contact_ms is None else to_instant(link.contact_ms),
            trouble=self._hub.trouble,
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

    def _stay(self, stop: threading.Event, on_outage: OnOutage) -> None:
        from app.sync.discovery import moved_address  # noqa: PLC0415 - not at start

        replica = Replica(
            self._workplace.journal, self._book, self._workplace.clock, seek=moved_address
        )
        replica.watch(stop, Observer(on_outage=on_outage))
