"""Keeps a station and its hub alike, once or for as long as the station runs."""

import asyncio
import threading

from app import VERSION
from app.clock import Clock
from app.errors import HubRefusedError, HubUnreachableError
from app.ports import Journal
from app.ports.link import SyncBook
from app.sync.central import Central
from app.sync.courier import Courier
from app.sync.exchange import Exchange, SyncResult
from app.sync.seeking import Seek, stay
from app.sync.watch import Observer, Watch

__all__ = ["Observer", "Replica", "SyncResult"]


class Replica:
    """One station's side of the sync.

    Args:
        journal: The station's journal.
        book: Where the link to the hub is kept.
        clock: Tells the time of contacts.
        seek: Looks for the hub at another address when it does not answer at the known one.
    """

    def __init__(
        self, journal: Journal, book: SyncBook, clock: Clock, *, seek: Seek = stay
    ) -> None:
        self._seek = seek
        self._book = book
        self._clock = clock
        self._exchange = Exchange(journal, book, clock, version=VERSION)

    def sync_once(self) -> SyncResult:
        """Send everything, fetch everything, and return.

        Raises:
            SyncError: the hub does not answer or says no; what was moved until then stays.
            StorageError: the event file refused; nothing is lost.
        """
        return asyncio.run(self._sync_or_seek())

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
        asyncio.run(Watch(self._exchange, self._clock, observer, self._seek).run(stop))

    async def _sync_or_seek(self) -> SyncResult:
        try:
            return await self._sync_once()
        except HubUnreachableError:
            address = await self._seek(self._exchange.link())
            if address is None:
                raise
            self._exchange.note_address(address)
        return await self._sync_once()

    async def _sync_once(self) -> SyncResult:
        pushed = pulled = 0
        async with Central.of(self._exchange.link()) as central:
            courier = Courier(self._exchange, central, self._clock)
            is_more = True
            while is_more:
                refusal: HubRefusedError | None = None
                try:
                    pushed += await courier.push_all()
                except HubRefusedError as error:
                    refusal = error
                # Also when the hub takes nothing: it may tell why in its entries.
                new, is_more = await courier.pull()
                pulled += new
                if refusal is not None and not new and not is_more:
                    raise refusal
                is_more = is_more or bool(refusal) or self._exchange.has_unsent()
        return self._exchange.result(pushed, pulled)
