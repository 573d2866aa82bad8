"""What a hub does with the messages of `app.sync.wire`; knows nothing of HTTP.

The epoch is the id of the hub's present life. When a station knows more than the hub, the
database was restored from a backup: the hub begins a new epoch by itself, and all stations
bring everything again.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from app.clock import Clock
from app.hub.bell import Bell
from app.hub.enrolling import Porter
from app.hub.writer import Writer
from app.model.entry import Entry
from app.ports import Journal
from app.ports.hub import HubBook, HubStation, Sighting
from app.sync import wire
from app.sync.enrolment import hashed

READERS = 2
"""Threads for what asks the database without going through the writer."""


class Service:
    """One hub; lives in one event loop, `writer.run` must be running there.

    Args:
        journal: The hub's journal; only this process may add to it.
        book: The hub's book.
        clock: Tells the hub's time.
    """

    def __init__(self, journal: Journal, book: HubBook, clock: Clock) -> None:
        self._journal = journal
        self._book = book
        self._clock = clock
        self._epoch = book.epoch()
        self._porter = Porter(book, clock)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="hub-reader")
        self.bell = Bell()
        self.writer = Writer(journal, book, self.bell.ring)

    def station_of(self, token: str) -> HubStation | None:
        """Return the station that holds *token*, None when unknown or revoked."""
        return self._book.station_by_token(hashed(token))

    async def enrol(self, request: wire.EnrolRequest) -> wire.EnrolReply:
        """Admit a station.

        Raises:
            RefusedError: it may not come in.
        """
        loop = asyncio.get_running_loop()
        admitted = await loop.run_in_executor(self._readers, self._porter.admit, request)
        return wire.EnrolReply(
            station=admitted.station.id,
            name=admitted.station.name,
            event=admitted.event,
            token=admitted.token,
            epoch=self._epoch,
            now_ms=self._now_ms(),
        )

    async def renew(self, carrier: HubStation, request: wire.RenewRequest) -> wire.EnrolReply:
        """Give a station whose journal forked another identity; its old one stays.

        Raises:
            RefusedError: the new key is none.
        """
        loop = asyncio.get_running_loop()
        admitted = await loop.run_in_executor(self._readers, self._porter.readmit, carrier, request)
        return wire.EnrolReply(
            station=admitted.station.id,
            name=admitted.station.name,
            event=admitted.event,
            token=admitted.token,
            epoch=self._epoch,
            now_ms=self._now_ms(),
        )

    async def push(self, carrier: HubStation, push: wire.PushRequest) -> wire.PushReply:
        """Take entries; what is acknowledged is durable.

        Raises:
            RefusedError: they contradict what is here; nothing was taken.
            NotRecordedError: the database refused; nothing was taken.
        """
        if push.epoch != self._epoch:
            return self._push_reply(self.writer.head(push.station).seq)
        intake = await self.writer.submit(push)
        if intake.has_hole and push.station == carrier.id:
            self._renew_epoch()
        return self._push_reply(intake.acked)

    async def pull(self, token: str, query: wire.PullQuery) -> wire.PullReply | None:
        """Return entries behind the cursor, waiting for some as long as the query allows.

        Returns None when the station was revoked meanwhile.
        """
        loop = asyncio.get_running_loop()
        patience_ends_s = loop.time() + query.wait
        while True:
            stroke = self.bell.stroke
            station = self.station_of(token)
            if station is None:
                return None
            page = await self._page(station, query)
            left_s = patience_ends_s - loop.time()
            if page.entries or page.epoch != query.epoch or left_s <= 0 or self.bell.is_closed:
                return page
            await self.bell.wait(stroke, left_s)

    async def status(self) -> wire.StatusReply:
        """Return the hub at a glance."""
        heads = self.writer.head_numbers()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._glance, heads)

    def close(self) -> None:
        """Let the readers' threads go."""
        self._readers.shutdown(wait=True)

    async def _page(self, station: HubStation, query: wire.PullQuery) -> wire.PullReply:
        """Return what is behind the cursor now; nothing to who lives in another epoch."""
        if query.epoch == self._epoch and self._is_behind(station, query):
            self._renew_epoch()
        if query.epoch != self._epoch:
            return self._pull_reply([], 0)
        self.writer.note(Sighting(station.id, query.after, self._now_ms()))
        loop = asyncio.get_running_loop()
        entries = await loop.run_in_executor(self._readers, self._read, query)
        return self._pull_reply(entries, query.after)

    def _read(self, query: wire.PullQuery) -> list[tuple[int, Entry]]:
        """Run in a reader's thread."""
        return list(self._journal.entries(query.after, query.limit))

    def _glance(self, heads: dict[str, int]) -> wire.StatusReply:
        """Run in a reader's thread."""
        return wire.StatusReply(
            epoch=self._epoch,
            event=self._book.event(),
            position=self._book.position(),
            heads=heads,
            stations=[_status(station) for station in self._book.stations()],
            now_ms=self._now_ms(),
        )

    def _is_behind(self, station: HubStation, query: wire.PullQuery) -> bool:
        """Whether the station knows more of this epoch than the hub does."""
        if query.acked > self.writer.head(station.id).seq:
            return True
        return query.after > 0 and self._book.id_at(query.after) != query.mark

    def _renew_epoch(self) -> None:
        self._epoch = self._book.renew_epoch(self._epoch)
        self.bell.ring()

    def _push_reply(self, acked: int) -> wire.PushReply:
        return wire.PushReply(epoch=self._epoch, acked=acked, now_ms=self._now_ms())

    def _pull_reply(self, entries: list[tuple[int, Entry]], after: int) -> wire.PullReply:
        return wire.PullReply(
            epoch=self._epoch,
            entries=entries,
            next=entries[-1][0] if entries else after,
            now_ms=self._now_ms(),
        )

    def _now_ms(self) -> int:
        return self._clock.read().wall_ms


def _status(station: HubStation) -> wire.StationStatus:
    return wire.StationStatus(
        id=station.id,
        name=station.name,
        acked=station.acked,
        cursor=station.cursor,
        seen_ms=station.seen_ms,
        revoked_ms=station.revoked_ms,
    )
