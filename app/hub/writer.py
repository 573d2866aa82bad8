"""The hub's one writer: all pushes that wait are made durable by one flush of the disk.

While one group is read and committed in the writer's thread, the next one gathers in the event
loop. Checking signatures is most of the reading and lets other threads run meanwhile.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from app.hub.answers import Answers, Outcome, Push
from app.hub.outages import Outages
from app.sync import wire

GROUP = 500
"""Most pushes in one transaction."""

CAREFUL = 100
"""So many pushes go alone after a failure: only the one that the database refuses fails again."""

SIGHTINGS_EVERY_S = 1.0
"""How often it is written down who was here; a loss of it loses nothing."""


Read = Callable[[], Push]
"""Reads a push in the writer's thread; what it raises is what the sender is told."""

_Result = Outcome | Exception


@dataclass(slots=True)
class _Waiting:
    """A push whose sender waits for the commit."""

    read: Read
    answer: asyncio.Future[wire.PushReply]


class Writer:
    """Makes pushes durable; `run` must be running for `submit` to be answered.

    Args:
        answers: The hub; nobody else pushes to it in this process.
        on_commit: Called in the event loop after each commit with the latest position.
        outages: Told when the database refuses and when it takes something again.
        group: Most pushes in one transaction.
    """

    def __init__(
        self,
        answers: Answers,
        on_commit: Callable[[int], None],
        outages: Outages,
        group: int = GROUP,
    ) -> None:
        self._answers = answers
        self._on_commit = on_commit
        self._outages = outages
        self._most = group
        self._alone = 0
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._sightings_due_s = 0.0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hub-writer")

    async def submit(self, read: Read) -> wire.PushReply:
        """Return how much of a push the hub has, after that is durable.

        Raises:
            RefusedError: the push contradicts what the hub has; nothing of it was taken.
            NotRecordedError: the database refused; nothing of it was taken.
            WireError: *read* says so.
        """
        answer: asyncio.Future[wire.PushReply] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Waiting(read, answer))
        return await answer

    async def run(self) -> None:
        """Commit group after group until cancelled."""
        try:
            while True:
                group = await self._gather()
                if group:
                    await self._settle(group)
                await self._write_sightings()
        finally:
            self._thread.submit(self._answers.close)
            self._thread.shutdown(wait=True)

    async def _gather(self) -> list[_Waiting]:
        """Return all pushes that wait now, as far as they fit; none after a quiet while."""
        group: list[_Waiting] = []
        with contextlib.suppress(TimeoutError):
            group.append(await asyncio.wait_for(self._waiting.get(), SIGHTINGS_EVERY_S))
        most = 1 if self._alone else self._most
        while group and len(group) < most and not self._waiting.empty():
            group.append(self._waiting.get_nowait())
        return group

    async def _settle(self, group: Sequence[_Waiting]) -> None:
        """Commit a group and answer its senders.

        After a failure pushes go one by one for a while, so that a database which refuses one
        of them takes the others.
        """
        loop = asyncio.get_running_loop()
        commit = loop.run_in_executor(self._thread, self._commit, [one.read for one in group])
        await asyncio.wait([commit])
        error = commit.exception()
        if error is None:
            self._alone = max(0, self._alone - 1)
            self._outages.end("writer")
            self._answer(group, commit.result())
            return
        self._alone = CAREFUL
        self._outages.begin("writer", error)
        for one in group:
            _fail(one.answer, error)

    def _commit(self, reads: Sequence[Read]) -> list[_Result]:
        """Read and commit a group in the writer's thread; what cannot be read holds up nobody."""
        found = [_read(read) for read in reads]
        pushes = [one for one in found if not isinstance(one, Exception)]
        outcomes = iter(self._answers.push_group(pushes) if pushes else ())
        return [one if isinstance(one, Exception) else next(outcomes) for one in found]

    def _answer(self, group: Sequence[_Waiting], outcomes: Sequence[_Result]) -> None:
        for one, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, Exception):
                _fail(one.answer, outcome)
            elif not one.answer.done():
                one.answer.set_result(outcome)
        self._on_commit(self._answers.end)

    async def _write_sightings(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() < self._sightings_due_s:
            return
        self._sightings_due_s = loop.time() + SIGHTINGS_EVERY_S
        note = loop.run_in_executor(self._thread, self._answers.keep_sightings)
        await asyncio.wait([note])
        error = note.exception()
        if error is None:
            self._outages.end("sightings")
        else:
            self._outages.begin("sightings", error)


def _read(read: Read) -> Push | Exception:
    try:
        return read()
    except Exception as error:  # noqa: BLE001 - whatever it is, its own sender is told
        return error


def _fail(answer: "asyncio.Future[wire.PushReply]", error: BaseException) -> None:
    """Tell the sender, unless it has gone."""
    if not answer.done():
        answer.set_exception(error)
