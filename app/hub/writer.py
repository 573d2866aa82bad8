"""The hub's one writer: all pushes that wait are made durable by one flush of the disk.

While one group commits in the writer's thread, the next one gathers in the event loop. One
writer also gives the hub's order its contiguous numbers: no reader ever skips an entry.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from app.errors import StorageError
from app.hub.intake import EMPTY, Intake, RefusedError, take_in
from app.model.entry import Entry
from app.ports import Journal
from app.ports.hub import Head, HubBook, Sighting
from app.sync import wire

GROUP = 500
"""Most pushes in one transaction."""

SIGHTINGS_EVERY_S = 1.0
"""How often it is written down who was here; a loss of it loses nothing."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Waiting:
    """A push whose sender waits for the commit."""

    push: wire.PushRequest
    answer: asyncio.Future[Intake]


@dataclass(slots=True)
class _Group:
    """What one transaction will add, on top of what is durable."""

    heads: dict[str, Head]
    entries: list[Entry] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    numbered: dict[str, dict[int, str]] = field(default_factory=dict)


class Writer:
    """Makes pushes durable; `run` must be running for `submit` to be answered.

    Args:
        journal: The hub's journal.
        book: The hub's book.
        on_commit: Called in the event loop after each commit that brought something new.
    """

    def __init__(self, journal: Journal, book: HubBook, on_commit: Callable[[], None]) -> None:
        self._journal = journal
        self._book = book
        self._on_commit = on_commit
        self._heads = book.heads()
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._sightings: dict[str, Sighting] = {}
        self._sightings_due_s = 0.0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hub-writer")

    def head(self, station: str) -> Head:
        """Return the durable end of a station's chain."""
        return self._heads.get(station, EMPTY)

    def head_numbers(self) -> dict[str, int]:
        """Return the last durable sequence number of every chain."""
        return {station: head.seq for station, head in self._heads.items()}

    async def submit(self, push: wire.PushRequest) -> Intake:
        """Return what was taken of a push, after it is durable.

        Raises:
            RefusedError: the push contradicts what the hub has; nothing of it was taken.
            NotRecordedError: the database refused; nothing of it was taken.
        """
        answer: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Waiting(push, answer))
        return await answer

    def note(self, sighting: Sighting) -> None:
        """Remember that a station was here; written down with the next opportunity."""
        self._sightings[sighting.station] = sighting

    async def run(self) -> None:
        """Commit group after group until cancelled."""
        try:
            while True:
                group = await self._gather()
                if group:
                    await self._settle(group)
                await self._write_sightings()
        finally:
            self._thread.shutdown(wait=True)

    async def _gather(self) -> list[_Waiting]:
        """Return all pushes that wait now, at most `GROUP`; none after a quiet while."""
        group: list[_Waiting] = []
        with contextlib.suppress(TimeoutError):
            group.append(await asyncio.wait_for(self._waiting.get(), SIGHTINGS_EVERY_S))
        while group and len(group) < GROUP and not self._waiting.empty():
            group.append(self._waiting.get_nowait())
        return group

    async def _settle(self, group: Sequence[_Waiting]) -> None:
        """Commit a group and answer its senders; one that fails does not fail the others."""
        loop = asyncio.get_running_loop()
        commit = loop.run_in_executor(self._thread, self._commit, [one.push for one in group])
        await asyncio.wait([commit])
        error = commit.exception()
        if error is None:
            self._answer(group, commit.result())
        elif len(group) > 1 and not isinstance(error, StorageError):
            # One of them holds what the views cannot show; only its sender shall suffer.
            for one in group:
                await self._settle([one])
        else:
            logger.error("pushes could not be recorded: %s", error, exc_info=error)
            for one in group:
                _fail(one.answer, error)

    def _answer(self, group: Sequence[_Waiting], outcomes: Sequence[Intake | RefusedError]) -> None:
        for one, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, RefusedError):
                _fail(one.answer, outcome)
            elif not one.answer.done():
                one.answer.set_result(outcome)
        if any(isinstance(outcome, Intake) and outcome.fresh for outcome in outcomes):
            self._on_commit()

    def _commit(self, pushes: Sequence[wire.PushRequest]) -> list[Intake | RefusedError]:
        """Run in the writer's thread: one transaction for all of *pushes*."""
        group = _Group(dict(self._heads))
        outcomes = [self._consider(push, group) for push in pushes]
        if group.entries:
            self._journal.absorb(group.entries)
        self._heads = group.heads
        return outcomes

    def _consider(self, push: wire.PushRequest, group: _Group) -> Intake | RefusedError:
        """Add to *group* what a push brings."""
        head = group.heads.get(push.station, EMPTY)
        try:
            intake = take_in(push, head, self._known(push, group))
            self._require_fresh(intake.fresh, group)
        except RefusedError as refused:
            return refused
        group.heads[push.station] = intake.head
        group.entries.extend(intake.fresh)
        group.ids.update(entry.id for entry in intake.fresh)
        numbered = group.numbered.setdefault(push.station, {})
        numbered.update((entry.seq, entry.id) for entry in intake.fresh)
        return intake

    def _known(self, push: wire.PushRequest, group: _Group) -> dict[int, str]:
        """Return the ids of what a push repeats, durable or in this group."""
        durable = self._heads.get(push.station, EMPTY).seq
        pending = group.numbered.get(push.station, {})
        if not push.entries or push.entries[0].seq > durable:
            return pending
        last = min(push.entries[-1].seq, durable)
        return self._book.ids(push.station, push.entries[0].seq, last) | pending

    def _require_fresh(self, entries: Sequence[Entry], group: _Group) -> None:
        """Refuse entries whose id stands elsewhere: the journal would drop them unseen."""
        ids = {entry.id for entry in entries}
        if len(ids) < len(entries) or ids & group.ids or self._book.known(sorted(ids)):
            sentence = "An entry of this push has the id of another one; nothing was taken."
            raise RefusedError(422, wire.DAMAGED, sentence)

    async def _write_sightings(self) -> None:
        loop = asyncio.get_running_loop()
        if not self._sightings or loop.time() < self._sightings_due_s:
            return
        sightings, self._sightings = list(self._sightings.values()), {}
        self._sightings_due_s = loop.time() + SIGHTINGS_EVERY_S
        note = loop.run_in_executor(self._thread, self._book.note_sightings, sightings)
        await asyncio.wait([note])
        if note.exception() is not None:
            logger.warning("who was here could not be noted: %s", note.exception())


def _fail(answer: "asyncio.Future[Intake]", error: BaseException) -> None:
    """Tell the sender, unless it has gone."""
    if not answer.done():
        answer.set_exception(error)
