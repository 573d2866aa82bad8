"""Staying in touch with the hub while the station works.

Nothing waits for the network: a scan writes its entry into the event file and is done; the
watch notices new entries there, whichever process wrote them. Offline is the normal state:
an outage is told once, tried again with growing pauses, and its end is told once.
"""

import asyncio
import logging
import random
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.clock import Clock
from app.errors import EmpfangError, HubRefusedError
from app.sync.central import Central
from app.sync.courier import Courier
from app.sync.exchange import Exchange, SyncResult
from app.sync.seeking import Seek, stay

GLANCE_S = 0.1
"""How often the event file is asked for new entries; two index look-ups."""

POLL_S = 10.0
"""How long a pull waits at the hub; a silent loss of the network is noticed soon after."""

FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 5.0
REFUSED_PAUSE_S = 15.0
"""After a refusal only a human can help, so the hub is asked less often."""

SEEK_EVERY = 4
"""Failures in a row after which the hub is looked for at another address."""

_chance = random.SystemRandom()

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Observer:
    """Who wants to know. Both are called in the watch's thread and must be quick.

    ``on_change`` gets the totals since the watch began, whenever something moved.
    ``on_outage`` gets the error when the hub is lost, and None when it is there (again).
    """

    on_change: Callable[[SyncResult], None] = lambda _result: None
    on_outage: Callable[[EmpfangError | None], None] = lambda _error: None


class Watch:
    """Two loops in one thread: one sends what is new here, one waits for what is new there.

    Args:
        exchange: The steps between station and hub.
        clock: Measures how long answers take.
        observer: Who is told.
        seek: Looks for the hub at another address when it does not answer for a while.
    """

    def __init__(
        self, exchange: Exchange, clock: Clock, observer: Observer, seek: Seek = stay
    ) -> None:
        self._seek = seek
        self._failures = 0
        self._exchange = exchange
        self._clock = clock
        self._observer = observer
        self._pushed = 0
        self._pulled = 0
        self._troubles: dict[object, EmpfangError] = {}
        self._is_online: bool | None = None

    async def run(self, stop: threading.Event) -> None:
        """Run both loops until *stop* is set, from whatever thread."""
        async with asyncio.TaskGroup() as group:
            loops = [group.create_task(self._persist(step)) for step in (self._push, self._pull)]
            while not stop.is_set():
                await asyncio.sleep(GLANCE_S)
            for loop in loops:
                loop.cancel()

    async def _persist(self, step: Callable[[Courier], Awaitable[None]]) -> None:
        """Repeat *step* for ever; after a failure on a fresh connection and after a pause."""
        pause_s = FIRST_PAUSE_S
        while True:
            is_final = False
            try:
                async with Central.of(self._exchange.link()) as central:
                    courier = Courier(self._exchange, central, self._clock)
                    while True:
                        await step(courier)
                        pause_s = FIRST_PAUSE_S
            except EmpfangError as error:
                self._note_trouble(step, error)
                is_final = isinstance(error, HubRefusedError)
            await self._seek_elsewhere(is_silent=not is_final)
            longest_s = REFUSED_PAUSE_S if is_final else pause_s
            # All stations lost the hub at the same moment; they shall not return at the same.
            await asyncio.sleep(_chance.uniform(longest_s / 2, longest_s))
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _seek_elsewhere(self, *, is_silent: bool) -> None:
        """Look for the hub at another address, now and then while it does not answer."""
        self._failures = self._failures + 1 if is_silent else 0
        if self._failures % SEEK_EVERY or not self._failures:
            return
        try:
            address = await self._seek(self._exchange.link())
            if address is not None:
                self._exchange.note_address(address)
        except EmpfangError as error:
            logger.info("the hub is not looked for: %s", error.sentence)

    async def _push(self, courier: Courier) -> None:
        if self._exchange.has_unsent():
            pushed = await courier.push_all()
            self._note_contact(self._push)
            self._note_change(pushed=pushed)
        await asyncio.sleep(GLANCE_S)

    async def _pull(self, courier: Courier) -> None:
        # The first answer comes at once, so that everybody knows how things are.
        wait_s = POLL_S if self._is_online else 0
        pulled, _ = await courier.pull(wait_s)
        self._note_contact(self._pull)
        self._note_change(pulled=pulled)

    def _note_change(self, *, pushed: int = 0, pulled: int = 0) -> None:
        self._pushed += pushed
        self._pulled += pulled
        if pushed or pulled:
            self._observer.on_change(self._exchange.result(self._pushed, self._pulled))

    def _note_trouble(self, step: object, error: EmpfangError) -> None:
        self._troubles[step] = error
        if self._is_online is not False:
            self._is_online = False
            self._observer.on_outage(error)

    def _note_contact(self, step: object) -> None:
        self._failures = 0
        self._troubles.pop(step, None)
        if not self._troubles and not self._is_online:
            self._is_online = True
            self._observer.on_outage(None)
