"""One station's side of the sync, without network: what to ask, and what an answer changes.

Whoever carries the messages asks for the next one, sends it and gives the answer back; each
answer leaves a durable state. Repeating a step after a lost answer, a crash or beside another
process changes nothing twice.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.clock import Clock
from app.errors import HubRefusedError, JournalForkedError, StationRevokedError
from app.model.entry import Entry
from app.model.life import is_later
from app.ports import Journal
from app.ports.link import Fork, HubLink, SyncBook
from app.sync import wire
from app.sync.pace import Pace
from app.sync.relay import Relay
from app.sync.renewal import Renewal
from app.sync.signing import new_key
from app.sync.trip import Trip, sample_of

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
    """The steps between one station and its hub; ``renewal`` is for a journal that forked.

    Args:
        journal: The station's journal.
        book: Where the link to the hub is kept.
        clock: Tells when the hub was last heard of, and how long a portion took.
        make_key: Makes the signing key of a new identity.
        version: The release that the hub is told.
    """

    def __init__(
        self,
        journal: Journal,
        book: SyncBook,
        clock: Clock,
        *,
        make_key: Callable[[], str] = new_key,
        version: str = "",
    ) -> None:
        self._journal = journal
        self._book = book
        self._clock = clock
        self._version = version
        self._pace = Pace()
        self._relay: Relay | None = None
        self.renewal = Renewal(book, clock, make_key)

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

    def next_push(self) -> wire.PushRequest | None:
        """Return what the hub lacks: own entries first, then those of others.

        None when there is nothing, or when the hub's heads must be known first (`needs_heads`).
        """
        link = self.link()
        station = self._book.station()
        entries = self._journal.own_entries(link.acked, wire.PAGE)
        if entries and entries[0].station == station:
            portion = next(wire.portions(entries))
            return wire.PushRequest(epoch=link.epoch, station=station, entries=portion)
        relay = self._relaying(link)
        if relay is None or entries:
            return None
        request = relay.next()
        if request is None and relay.is_done:
            if relay.lacks(self._book.heads()):
                # Entries were given other places meanwhile.
                relay.begin_anew(self._book.last_position())
                return relay.next()
            self._book.note_relayed(link)
            self._relay = None
        return request

    def needs_heads(self) -> bool:
        """Whether the hub's status is wanted before others' entries can be offered to it.

        That is so once in each life of a hub: at a blank hub, and after it was restored from
        a backup, when a station that is gone for ever lives on in the journals of others.
        """
        relay = self._relaying(self.link())
        return relay is not None and not relay.knows_heads

    def take_status(self, reply: wire.StatusReply) -> None:
        """Learn how far the hub has everybody's entries."""
        relay = self._relaying(self.link())
        if relay is not None and reply.epoch == relay.epoch:
            relay.take_heads(reply.heads)
        elif relay is not None and not is_later(relay.epoch, reply.epoch):
            # A hub that was put back to an earlier life learns that from the next push or pull.
            self._book.adopt_epoch(self.link(), reply.epoch)

    def take_push_reply(self, request: wire.PushRequest, reply: wire.PushReply, trip: Trip) -> int:
        """Keep what the hub has now; return how many entries that is more.

        Raises:
            HubRefusedError: it takes nothing of what it lacks.
            StorageError: the answer could not be kept; it will be asked for again.
        """
        link = self.link()
        if reply.epoch != link.epoch:
            if request.epoch == link.epoch:
                self._book.adopt_epoch(link, reply.epoch)
            return 0
        self._keep_sample(link, (reply.now_ms, reply.doubt_ms), trip)
        if request.station != self._book.station():
            return self._relay.take(request, reply.acked) if self._relay else 0
        if request.epoch != link.epoch or request.entries[0].seq != link.acked + 1:
            return 0
        if reply.acked <= link.acked:
            # It answered in our epoch that it lacks what it has confirmed before.
            sentence = "The hub does not take what this station has to say; update both."
            raise HubRefusedError(sentence)
        self._book.note_acked(link, reply.acked, trip.received.wall_ms)
        return reply.acked - link.acked

    def take_refusal(self, request: wire.PushRequest, error: HubRefusedError) -> None:
        """Find a way on after the hub refused a push; what it refused stays here.

        Raises:
            HubRefusedError: there is none but a human's.
        """
        is_own = request.station == self._book.station()
        if isinstance(error, JournalForkedError) and error.seq:
            fork = self._book.fork_at(request.station, error.seq)
            if fork.entry not in {entry.id for entry in request.entries}:
                # Another process or a pulled page has settled it; what waits was read before.
                self._relay = None
                return
            if is_own:
                self.renewal.note(request.station, error)
            else:
                self._branch_off(fork)
        elif is_own or isinstance(error, StationRevokedError):
            raise error
        elif self._relay is not None:
            # Ours must not wait for what is that station's own matter.
            logger.warning("entries of station %s were refused: %s", request.station, error)
            self._relay.skip(request)

    def next_pull(self, wait_s: float = 0) -> wire.PullQuery:
        """Return the question for what comes behind the cursor.

        Args:
            wait_s: How long the hub may wait for something new, at most `wire.WAIT_S`.
        """
        link = self.link()
        return wire.PullQuery(
            after=link.cursor,
            wait=wait_s,
            epoch=link.epoch,
            mark=link.mark,
            acked=link.acked,
            last_seq=self._book.last_seq(),
            version=self._version,
        )

    def take_pull_reply(
        self, query: wire.PullQuery, reply: wire.PullReply, trip: Trip
    ) -> tuple[int, bool]:
        """Take a page; return how many entries were new and whether more is waiting.

        Raises:
            HubRefusedError: it has entries of a newer format.
            StorageError: the page could not be kept; it will be asked for again.
        """
        return sum(self.portions(query, reply, trip)), self.is_more(query, reply)

    def is_more(self, query: wire.PullQuery, reply: wire.PullReply) -> bool:
        """Whether to ask again at once, after the answer was taken."""
        is_news = reply.epoch != query.epoch or self.renewal.is_due
        return is_news or reply.is_cut or len(reply.entries) >= query.limit

    def portions(self, query: wire.PullQuery, reply: wire.PullReply, trip: Trip) -> Iterator[int]:
        """Take a page in short transactions; yield the new entries of each.

        Each moves the cursor to where it ends. Whoever wants scans to go first pauses
        between them.
        """
        link = self.link()
        if reply.epoch != link.epoch:
            if query.epoch == link.epoch:
                self._book.adopt_epoch(link, reply.epoch)
            return
        self._keep_pins(link, reply.next_pin)
        if not query.wait:
            self._keep_sample(link, (reply.now_ms, reply.doubt_ms), trip)
        if not all(wire.is_readable(entry) for _, entry in reply.entries):
            sentence = (
                "The hub has entries of a newer release; update Empfang on this station."
                " What is recorded here still reaches the hub."
            )
            raise HubRefusedError(sentence)
        if not reply.entries:
            self._book.note_contact(link, trip.received.wall_ms)
            return
        yield from self._absorb(replace(link, cursor=query.after), reply, trip.received.wall_ms)

    def note_met(self, pin: str) -> None:
        """Forget the hub's former key when it was met with its next one."""
        link = self.link()
        if pin == link.next_pin:
            self._book.note_pins(link, pin, "")

    def note_address(self, address: str) -> None:
        """Go to the hub at another address from now on."""
        self._book.note_address(self.link(), address)

    def _absorb(self, link: HubLink, reply: wire.PullReply, now_ms: int) -> Iterator[int]:
        """Take the entries of a page portion by portion."""
        start = 0
        while start < len(reply.entries):
            portion = reply.entries[start : start + self._pace.size]
            start += len(portion)
            position, last = portion[-1]
            cursor = reply.next if start >= len(reply.entries) else position
            moved = replace(link, cursor=cursor, mark=last.id, contact_ms=now_ms)
            try:
                new = self._take(portion, moved, expected_cursor=link.cursor)
            except JournalForkedError as error:
                self.renewal.note(self._book.station(), error)
                return
            link = moved
            yield new

    def _take(
        self, portion: Sequence[tuple[int, Entry]], moved: HubLink, *, expected_cursor: int
    ) -> int:
        """Take one portion, and learn how large the next one may be."""
        began_ms = self._clock.read().mono_ms
        entries = [entry for _, entry in portion]
        new = self._book.take_page(entries, moved, expected_cursor=expected_cursor)
        self._pace.learn(len(portion), self._clock.read().mono_ms - began_ms)
        return new

    def _branch_off(self, fork: Fork) -> None:
        """Offer again, under a name of its own, what the hub cannot have under the old one."""
        logger.warning("the journal of station %s forked at entry %s", fork.station, fork.seq)
        self._book.branch_off(fork)
        self._relay = None

    def _relaying(self, link: HubLink) -> Relay | None:
        """Return the relay that is under way, begun when it is due."""
        if link.is_relayed:
            self._relay = None
        elif self._relay is None or self._relay.link != (link.epoch, link.token):
            end = self._book.last_position()
            self._relay = Relay(self._journal, link, end=end)
        return self._relay

    def _keep_sample(self, link: HubLink, told: tuple[int, int], trip: Trip) -> None:
        sample = sample_of(link, told, trip)
        if sample is not None:
            self._book.note_sample(link, sample)

    def _keep_pins(self, link: HubLink, next_pin: str) -> None:
        fresh = "" if next_pin == link.pin else next_pin or link.next_pin  # until it is met
        if fresh != link.next_pin:
            self._book.note_pins(link, link.pin, fresh)
