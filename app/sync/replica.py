"""Keeps a station and its hub alike, once or for as long as the station runs."""

import asyncio
import threading

from app.clock import Clock
from app.ports import Journal
from app.ports.link import SyncBook
from app.sync.central import Central
from app.sync.exchange import Exchange, SyncResult
from app.sync.watch import Observer, Watch

__all__ = ["Observer", "Replica", "SyncResult"]


class Replica:
    """One station's side of the sync.

    Args:
        journal: The station's journal.
        book: Where the link to the hub is kept.
        clock: Tells the time of contacts.
    """

    def __init__(self, journal: Journal, book: SyncBook, clock: Clock) -> None:
        self._book = book
        self._exchange = Exchange(journal, book, clock)

    def sync_once(self) -> SyncResult:
        """Send everything, fetch everything, and return.

        Raises:
            SyncError: the hub does not answer or says no; what was moved until then stays.
            StorageError: the event file refused; nothing is lost.
        """
        return asyncio.run(self._sync_once())

    def status(self) -> SyncResult:
        """Return where this station stands, without asking the hub.

        ``pushed`` and ``pulled`` are totals: own entries that the hub has, entries of others
        that are here.

        Raises:
            HubRefusedError: this station never joined a hub.
        """
        link = self._exchange.link()
        pushed = min(link.acked, self._book.last_seq())
        return self._exchange.result(pushed, self._book.foreign())

    def watch(self, stop: threading.Event, observer: Observer) -> None:
        """Stay in touch until *stop* is set; returns within a fraction of a second then.

        Raises:
            HubRefusedError: this station never joined a hub.
        """
        self._exchange.link()
        asyncio.run(Watch(self._exchange, observer).run(stop))

    async def _sync_once(self) -> SyncResult:
        pushed = pulled = 0
        async with Central.of(self._exchange.link()) as central:
            is_more = True
            while is_more:
                pushed += await self._exchange.push_all(central)
                new, is_more = await self._exchange.pull(central)
                pulled += new
                is_more = is_more or self._exchange.has_unsent()
        return self._exchange.result(pushed, pulled)
