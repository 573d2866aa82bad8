"""Carries the messages between a hub and the one that it has joined, for as long as it serves."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from app.clock import Clock
from app.errors import EmpfangError, HubRefusedError
from app.hub.hub_time import HubTime
from app.hub.intake import RefusedError
from app.hub.outages import Outages, Tell
from app.hub.relay import Relay
from app.hub.service import Service
from app.hub.upstream import Upstream
from app.ports.hub import HubStation, HubStore
from app.sync import wire
from app.sync.central import Central

LOOK_EVERY_S = 1.0
"""How often is looked for a hub to join, and for entries of which nobody rang."""

POLL_S = 10.0
FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 5.0
REFUSED_PAUSE_S = 15.0
"""After a refusal only a human can help, so the other hub is asked less often."""

_chance = random.SystemRandom()
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_Step = Callable[[Central, Upstream], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Site:
    """The hub that relays: its database and service, its clocks, and who hears of outages."""

    store: HubStore
    service: Service
    time: HubTime
    tell: Tell

    @property
    def clock(self) -> Clock:
        """This machine's clocks."""
        return self.time.clock


class Relaying:
    """Two loops: one sends what is new here, one waits for what is new at the other hub.

    Args:
        relay: What is asked and what answers change.
        site: The hub that relays.
        station: Its id.
    """

    def __init__(self, relay: Relay, site: Site, station: str) -> None:
        self._relay = relay
        self._site = site
        self._carrier = HubStation(id=station, name="Hub", public_key="", joined_ms=0)
        self._outages = Outages(site.tell)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hub-relay")

    async def run(self) -> None:
        """Relay until cancelled; a hub that has joined none looks whether it does."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._persist(self._push))
                tasks.create_task(self._persist(self._pull))
        finally:
            self._thread.submit(self._site.store.close)
            self._thread.shutdown(wait=True)

    async def _persist(self, step: _Step) -> None:
        """Repeat *step* for ever; after a failure on a fresh connection and after a pause."""
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                if await self._attend(step):
                    pause_s = FIRST_PAUSE_S
                await asyncio.sleep(LOOK_EVERY_S)
                continue
            except EmpfangError as error:
                self._outages.begin(step.__name__, error)
                longest_s = REFUSED_PAUSE_S if isinstance(error, HubRefusedError) else pause_s
            await self._do(self._relay.begin_anew)
            await asyncio.sleep(_chance.uniform(longest_s / 2, longest_s))
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _attend(self, step: _Step) -> bool:
        """Repeat *step* as long as this hub has that link; return whether there was one."""
        first = await self._do(self._link)
        if first is None:
            return False
        async with Central.of(first.link()) as central:
            link: Upstream | None = first
            while link is not None and link.token == first.token:
                await step(central, link)
                self._outages.end(step.__name__)
                link = await self._do(self._link)
        return True

    async def _push(self, central: Central, link: Upstream) -> None:
        stroke = self._site.service.bell.stroke
        if self._relay.needs_heads:
            sent = self._site.clock.read()
            status = await central.status()
            received = self._site.clock.read()
            self._site.time.learn(status.now_ms, sent, received, status.doubt_ms)
            await self._do(self._relay.take_status, link, status)
            return
        request = await self._do(self._relay.next_push, link)
        if request is None:
            await self._do(self._relay.note_sent, link, self._now_ms())
            await self._site.service.bell.wait(stroke, LOOK_EVERY_S)
            return
        try:
            sent = self._site.clock.read()
            reply = await central.push(request)
        except HubRefusedError as error:
            await self._do(self._relay.take_refusal, request, error)
            return
        received = self._site.clock.read()
        self._site.time.learn(reply.now_ms, sent, received, reply.doubt_ms)
        await self._do(self._relay.take_push_reply, link, request, reply, self._now_ms())

    async def _pull(self, central: Central, link: Upstream) -> None:
        reply = await central.pull(self._relay.next_pull(link, POLL_S))
        if central.pin == link.next_pin:
            await self._do(self._relay.note_met, central.pin)
        has_hole = False
        for arrival in await self._do(self._relay.arriving, link, reply):
            has_hole = await self._take_in(arrival) or has_hole
        await self._do(
            self._relay.take_pull_reply, link, reply, has_hole=has_hole, now_ms=self._now_ms()
        )

    async def _take_in(self, arrival: wire.PushRequest) -> bool:
        """Write what came from the other hub; return whether something is missing before it."""
        try:
            reply = await self._site.service.push(lambda: (self._carrier, arrival))
        except RefusedError as refused:
            await self._do(self._relay.note_refused, arrival, refused.refusal)
            return False
        return reply.acked < arrival.entries[0].seq

    def _link(self) -> Upstream | None:
        """Return the link, None when another process of this hub looks after it."""
        link = self._relay.link()
        return link if link is not None and self._site.store.is_leader() else None

    def _now_ms(self) -> int:
        return self._site.clock.read().wall_ms

    async def _do(
        self, work: Callable[_Asked, _Answer], *args: _Asked.args, **more: _Asked.kwargs
    ) -> _Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **more))
