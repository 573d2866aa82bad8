"""Carries the messages of an `Exchange` to the hub and the answers back."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from app.clock import Clock
from app.errors import HubRefusedError
from app.sync.central import Central
from app.sync.exchange import Exchange
from app.sync.pace import HOLD_MS
from app.sync.trip import Trip

_Reply = TypeVar("_Reply")

BREATH_S = HOLD_MS / 1000
"""Pause between two transactions of a page.

SQLite's waiting writers look at the lock every few milliseconds, later every 25, and must find
it free: without a pause, a scan beside a long pull waited 4 s.
"""

FEW = 20
"""So many entries are taken without a pause."""


class Courier:
    """One way to the hub; many may share an exchange.

    Args:
        exchange: What to ask, and what answers change.
        central: The hub.
        clock: Measures how long answers take.
    """

    def __init__(self, exchange: Exchange, central: Central, clock: Clock) -> None:
        self._exchange = exchange
        self._central = central
        self._clock = clock

    async def push_all(self) -> int:
        """Send whatever the hub lacks; return how many entries that was.

        Raises:
            SyncError: no answer, or no.
            StorageError: an answer could not be kept; it will be asked for again.
        """
        pushed = 0
        await self.renew()
        while True:
            if self._exchange.needs_heads():
                reply, _ = await self._timed(self._central.status)
                self._exchange.take_status(reply)
            request = self._exchange.next_push()
            if request is None:
                return pushed
            try:
                answer, trip = await self._timed(partial(self._central.push, request))
            except HubRefusedError as error:
                self._exchange.take_refusal(request, error)
                await self.renew()
            else:
                pushed += self._exchange.take_push_reply(request, answer, trip)

    async def pull(self, wait_s: float = 0) -> tuple[int, bool]:
        """Take the next page; return how many entries were new and whether more is waiting.

        Raises:
            SyncError: no answer, or no.
            StorageError: the page could not be kept; it will be asked for again.
        """
        await self.renew()
        query = self._exchange.next_pull(wait_s)
        reply, trip = await self._timed(partial(self._central.pull, query))
        pulled = 0
        for new in self._exchange.portions(query, reply, trip):
            pulled += new
            if len(reply.entries) > FEW:
                await asyncio.sleep(BREATH_S)
        return pulled, self._exchange.is_more(query, reply)

    async def renew(self) -> None:
        """Get a new identity when this station's journal forked.

        Raises:
            SyncError: no answer, or no; the fork is met again.
            StorageError: the identity could not be kept; the fork is met again.
        """
        renewal = self._exchange.renewal
        request = renewal.next()
        if request is None:
            return
        try:
            self._central.know(self._exchange.link())
            renewal.take(await self._central.renew(request))
        finally:
            renewal.abandon()

    async def _timed(self, ask: Callable[[], Awaitable[_Reply]]) -> tuple[_Reply, Trip]:
        """Return an answer and how long it took, and note by which key the hub was known."""
        self._central.know(self._exchange.link())
        sent = self._clock.read()
        reply = await ask()
        trip = Trip(sent, self._clock.read())
        self._exchange.note_met(self._central.pin)
        return reply, trip
