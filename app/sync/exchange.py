"""One step of sync at a time: a push, a relayed push, a pull; each leaves a durable state.

A step reads the link, asks the hub and writes what is true then. Repeating a step after a
lost answer, a crash or beside another process changes nothing twice.
"""

import logging
from dataclasses import dataclass, replace
from itertools import groupby

from app.clock import Clock
from app.errors import HubRefusedError, JournalForkedError
from app.model.entry import Entry
from app.ports import Journal
from app.ports.link import HubLink, SyncBook
from app.sync import wire
from app.sync.central import Central

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What was moved, and where this station stands. No hub confirmed ``unsent`` entries."""

    pushed: int
    pulled: int
    unsent: int
    cursor: int
    epoch: str


class Exchange:
    """The steps between one station and its hub.

    Args:
        journal: The station's journal.
        book: Where the link to the hub is kept.
        clock: Tells when the hub was last heard of.
    """

    def __init__(self, journal: Journal, book: SyncBook, clock: Clock) -> None:
        self._journal = journal
        self._book = book
        self._clock = clock

    def link(self) -> HubLink:
        """Return the link as it is now.

        Raises:
            HubRefusedError: this station never joined a hub.
        """
        link = self._book.link()
        if link is None:
            sentence = (
                "This station has no hub; join one with the enrolment that `hub enrol` shows."
            )
            raise HubRefusedError(sentence)
        return link

    def has_unsent(self) -> bool:
        """Whether the hub lacks something of this station; asks the event file only."""
        link = self.link()
        return not link.is_relayed or self._book.last_seq() > link.acked

    def result(self, pushed: int, pulled: int) -> SyncResult:
        """Return what was moved together with where this station stands now."""
        link = self.link()
        unsent = max(0, self._book.last_seq() - link.acked)
        return SyncResult(pushed, pulled, unsent, link.cursor, link.epoch)

    async def push_all(self, central: Central) -> int:
        """Send whatever the hub lacks; return how many entries that was.

        Raises:
            SyncError: no answer, or no.
            StorageError: an answer could not be kept; it will be asked for again.
        """
        pushed = 0
        while new := await self.push(central):
            pushed += new
        return pushed + await self.relay(central)

    async def push(self, central: Central) -> int:
        """Send the next entries of this station; return how many the hub now has more.

        Raises:
            SyncError: no answer, or no.
            StorageError: the answer could not be kept; it will be asked for again.
        """
        link = self.link()
        entries = self._journal.own_entries(link.acked, wire.PAGE)
        if not entries:
            return 0
        reply = await self._send(central, link, self._journal.station, entries)
        if reply is None:
            return 0
        if reply.acked <= link.acked:
            # It answered in our epoch that it lacks what it has confirmed before.
            sentence = "The hub does not take what this station has to say; update both."
            raise HubRefusedError(sentence)
        self._book.note_acked(link, reply.acked, self._now_ms())
        return reply.acked - link.acked

    async def relay(self, central: Central) -> int:
        """Bring the hub what it lacks of other stations; return how much that was.

        Needed once in each life of a hub: at a blank hub, and after it was restored from a
        backup, when a station that is gone for ever lives on in the journals of others.

        Raises:
            SyncError: no answer, or no.
            StorageError: the journal cannot be read.
        """
        link = self.link()
        if link.is_relayed:
            return 0
        # What arrives by pull from now on is no news to the hub.
        end = self._book.last_position()
        heads = (await central.status()).heads
        sent, position = 0, 0
        while position < end:
            page = list(self._journal.entries(position, wire.PAGE))
            position = page[-1][0]
            missing = [entry for _, entry in page if self._is_missing(entry, heads)]
            by_station = sorted(missing, key=lambda entry: (entry.station, entry.seq))
            for station, entries in groupby(by_station, key=lambda entry: entry.station):
                sent += await self._relay_station(central, link, station, list(entries))
        self._book.note_relayed(link)
        return sent

    async def pull(self, central: Central, wait_s: float = 0) -> tuple[int, bool]:
        """Take the next page; return how many entries were new and whether more is waiting.

        Raises:
            SyncError: no answer, or no.
            StorageError: the page could not be kept; it will be asked for again.
        """
        link = self.link()
        reply = await central.pull(link, wait_s)
        if reply.epoch != link.epoch:
            self._book.adopt_epoch(link, reply.epoch)
            return 0, True
        if not reply.entries:
            self._book.note_contact(link, self._now_ms())
            return 0, False
        entries = [entry for _, entry in reply.entries]
        moved = replace(link, cursor=reply.next, mark=entries[-1].id, contact_ms=self._now_ms())
        new = self._book.take_page(entries, moved, expected_cursor=link.cursor)
        return new, len(entries) == wire.PAGE

    def _is_missing(self, entry: Entry, heads: dict[str, int]) -> bool:
        is_foreign = entry.station != self._journal.station
        return is_foreign and entry.seq > heads.get(entry.station, 0)

    async def _relay_station(
        self, central: Central, link: HubLink, station: str, entries: list[Entry]
    ) -> int:
        """Return how many of another station's entries the hub took."""
        try:
            reply = await self._send(central, link, station, entries)
        except JournalForkedError as error:
            # That station's own matter, when it comes; ours must not wait for it.
            logger.warning("entries of station %s were not passed on: %s", station, error)
            return 0
        return len(entries) if reply else 0

    async def _send(
        self, central: Central, link: HubLink, station: str, entries: list[Entry]
    ) -> wire.PushReply | None:
        """Return the hub's answer, None when it lives in a new epoch (which is kept)."""
        push = wire.PushRequest(epoch=link.epoch, station=station, entries=entries)
        reply = await central.push(push)
        if reply.epoch == link.epoch:
            return reply
        self._book.adopt_epoch(link, reply.epoch)
        return None

    def _now_ms(self) -> int:
        return self._clock.read().wall_ms
