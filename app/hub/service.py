"""A hub in an event loop: pushes go to the writer, pulls wait for the bell.

Everything is decided in `app.hub.answers`; here it is only said which thread does it.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from app.errors import StorageError
from app.hub.answers import Answers
from app.hub.bell import Bell
from app.hub.outages import Outages, Tell
from app.hub.writer import GROUP, Read, Writer
from app.ports.hub import HubStation
from app.sync import wire

READERS = 2
"""Threads for what asks the database without going through the writer."""

PULLS_AT_ONCE = 4
"""So many of the stations that a commit wakes are answered at a time; a push goes in between."""

LOOK_EVERY_S = 0.25
"""How often the database is asked whether another process wrote something."""

HEAD_START_S = 0.03
"""So long stations wait for the board, while somebody watches it: then all of them ask at once."""

MOMENT_S = 5.0
"""How long who holds a token is remembered for pushes, which are checked in their transaction."""

MOST_RECENT = 4096
"""Most tokens that are remembered."""

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


class Service:
    """One hub; lives in one event loop, `run` must be running there.

    Args:
        answers: What is answered.
        tell: Told when the database fails and when it is back.
        group: Most pushes in one transaction.
    """

    def __init__(
        self, answers: Answers, tell: Tell = lambda _error: None, group: int = GROUP
    ) -> None:
        self.answers = answers
        self.bell, self.first_bell = Bell(), Bell()
        self.is_watched: Callable[[], bool] = lambda: False
        """Whether anybody watches the board, which listens to the first bell."""
        self._outages = Outages(tell)
        self._writer = Writer(answers, self._ring, self._outages, group)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="hub-reader")
        self._position = -1
        self._turns = asyncio.Semaphore(PULLS_AT_ONCE)
        self._recent: dict[str, tuple[HubStation, float]] = {}

    async def run(self) -> None:
        """Write, and look for what others write, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._writer.run())
            tasks.create_task(self._look_around())

    async def station_of(self, token: str) -> HubStation:
        """Return the station that holds *token*.

        Raises:
            RefusedError: nobody holds it, or the station was shut out.
        """
        return await self._ask(self.answers.station_of, token)

    async def recent_station_of(self, token: str) -> HubStation:
        """Return the station that held *token* a moment ago, asking nobody if it can be helped.

        Whoever was shut out meanwhile is told so by `push`, and by nothing else.

        Raises:
            RefusedError: nobody held it, or the station was shut out.
        """
        now_s = asyncio.get_running_loop().time()
        station, until_s = self._recent.get(token, (None, 0.0))
        if station is None or until_s < now_s:
            station = await self.station_of(token)
            if len(self._recent) >= MOST_RECENT:
                self._recent.clear()
            self._recent[token] = (station, now_s + MOMENT_S)
        return station

    async def enrol(self, request: wire.EnrolRequest) -> wire.EnrolReply:
        """Admit a station.

        Raises:
            RefusedError: it may not come in.
        """
        return await self._ask(self.answers.enrol, request)

    async def renew(self, station: HubStation, request: wire.RenewRequest) -> wire.EnrolReply:
        """Give a station whose journal forked another identity.

        Raises:
            RefusedError: it may not have one.
        """
        return await self._ask(self.answers.renew, station, request)

    async def push(self, read: Read) -> wire.PushReply:
        """Take entries; what is acknowledged is durable.

        Args:
            read: Returns the push and the station that carries it; called in another thread.

        Raises:
            RefusedError: they contradict what is here; nothing was taken.
            NotRecordedError: the database refused; nothing was taken.
            WireError: *read* says so.
        """
        return await self._writer.submit(read)

    async def pull(self, token: str, query: wire.PullQuery) -> wire.PullReply:
        """Return entries behind the cursor, waiting for some as long as the query allows.

        Raises:
            RefusedError: the station was shut out meanwhile.
        """
        loop = asyncio.get_running_loop()
        patience_ends_s = loop.time() + query.wait
        while True:
            stroke = self.bell.stroke
            async with self._turns:
                page = await self._ask(self._page, token, query)
            left_s = patience_ends_s - loop.time()
            if page.entries or page.epoch != query.epoch or left_s <= 0 or self.bell.is_closed:
                return page
            await self.bell.wait(stroke, left_s)

    async def status(self) -> wire.StatusReply:
        """Return the hub at a glance."""
        return await self._ask(self.answers.status)

    def send_home(self) -> None:
        """Answer all who wait; the hub stops."""
        self.bell.close()
        self.first_bell.close()

    def close(self) -> None:
        """Let the readers' threads and their connections go."""
        meeting = threading.Barrier(READERS)

        def leave() -> None:
            meeting.wait()  # so that each thread takes exactly one of these
            self.answers.close()

        for _ in range(READERS):
            self._readers.submit(leave)
        self._readers.shutdown(wait=True)

    async def _ask(
        self, question: Callable[_Asked, _Answer], *args: _Asked.args, **more: _Asked.kwargs
    ) -> _Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, lambda: question(*args, **more))

    def _page(self, token: str, query: wire.PullQuery) -> wire.PullReply:
        """Run in a reader's thread."""
        return self.answers.page(self.answers.station_of(token), query)

    async def _look_around(self) -> None:
        """Ring when the journal grew, whoever wrote it."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                position, _ = await self._ask(self.answers.place)
            except StorageError as error:
                self._outages.begin("reader", error)
                continue
            self._outages.end("reader")
            self._ring(position)

    def _ring(self, position: int) -> None:
        """Wake all who wait, when the journal grew."""
        if position == self._position:
            return
        self._position = position
        self.first_bell.ring()
        if self.is_watched():
            asyncio.get_running_loop().call_later(HEAD_START_S, self.bell.ring)
        else:
            self.bell.ring()
