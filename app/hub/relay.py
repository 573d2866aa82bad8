"""Keeping two hubs alike, without network: what to ask the other one, what its answers change.

The hub at the venue joins the one outside. It passes on the entries of all stations as they
are, and takes in what came to the other one by other ways. What one is known to have is never
sent to it, so hubs that join each other in a circle come to rest.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from app.errors import HubRefusedError, JournalForkedError
from app.hub.author import Author
from app.hub.branching import branch_off, give_up
from app.hub.upstream import Upstream, save_upstream, upstream
from app.model.entry import Entry
from app.ports.hub import HubStore
from app.sync import wire

SAVE_EVERY_MS = 10_000
"""How often it is written down that the other hub answered and had nothing new."""

_EVERYTHING = 2**63

logger = logging.getLogger(__name__)


class Relay:
    """One hub's side of its link to another; used by one thread at a time.

    Args:
        store: This hub's database.
        author: In whose name this hub tells of forks; the other one knows it under that id.
        version: The release that the other one is told.
    """

    def __init__(self, store: HubStore, author: Author, version: str = "") -> None:
        self._store = store
        self._author = author
        self._version = version
        self._heads: dict[str, int] | None = None
        self._compared: dict[str, int] = {}
        self._life = ""
        self._pending: deque[wire.PushRequest] = deque()
        self._reached = 0
        self._is_complete = True

    def link(self) -> Upstream | None:
        """Return the link as it is now; None when this hub has joined none."""
        return upstream(self._store)

    def address(self) -> str:
        """Return where the other hub is, empty when this one has joined none."""
        link = self.link()
        return link.address if link else ""

    @property
    def needs_heads(self) -> bool:
        """Whether the other hub's status is wanted before anything can be sent to it."""
        return self._heads is None

    def take_status(self, link: Upstream, status: wire.StatusReply) -> None:
        """Learn what the other hub has.

        When it lacks anything, that may be what it had before it was restored from a backup; so
        everything is looked through again, whatever was sent.
        """
        is_other = self._adopt(link, status.epoch)
        self._heads = dict(status.heads)
        ends = self._store.heads().items()
        is_behind = any(status.heads.get(station, 0) < head.seq for station, head in ends)
        self._reached = 0 if is_other or is_behind else link.sent

    def next_push(self, link: Upstream) -> wire.PushRequest | None:
        """Return what the other hub lacks next; None when it lacks nothing or is not known yet."""
        if self._heads is None:
            return None
        while not self._pending:
            page = list(self._store.entries(self._reached, wire.PAGE))
            if not page:
                return None
            self._reached = page[-1][0]
            self._gather(link, [entry for _, entry in page])
        return self._pending[0]

    def take_push_reply(
        self, link: Upstream, request: wire.PushRequest, reply: wire.PushReply, now_ms: int
    ) -> None:
        """Keep what the other hub has now.

        Raises:
            NotRecordedError: it could not be kept; it is sent again, which changes nothing.
        """
        if self._adopt(link, reply.epoch) or self._heads is None:
            return
        if self._pending and self._pending[0] is request:
            self._pending.popleft()
        if reply.acked < request.entries[0].seq - 1:
            # It lacks what it had: it was restored from a backup.
            self.begin_anew()
            return
        if reply.acked < request.entries[-1].seq:
            self._heads[request.station] = reply.acked
            self._go_back(link, now_ms)
            return
        self._heads[request.station] = max(self._heads.get(request.station, 0), reply.acked)
        self._compared[request.station] = reply.acked
        self.note_sent(link, now_ms)

    def take_refusal(self, request: wire.PushRequest, error: HubRefusedError) -> None:
        """Find a way on after the other hub refused a push; what it refused stays here.

        Where it has other entries under the same numbers, ours branch off. Everything else is
        offered again on the next connection: the other one may be newer then.

        Raises:
            NotRecordedError: the branch could not be kept; the fork will be met again.
        """
        if isinstance(error, JournalForkedError) and error.seq:
            self._settle_fork(request, error.seq)
            return
        self._is_complete = False
        logger.warning("station %s is not passed on: %s", request.station, error.sentence)
        self._pending = deque(one for one in self._pending if one.station != request.station)
        if self._heads is not None:
            self._heads[request.station] = _EVERYTHING

    def note_refused(self, arrival: wire.PushRequest, refusal: wire.Refusal) -> None:
        """Find a way on where this hub cannot take what arrives; it stays at the other one.

        Where this hub has other entries under the same numbers, its own branch off; where it
        has them under another name, they go. The page is asked for again then.

        Raises:
            NotRecordedError: the branch could not be kept; the page is asked for again.
        """
        theirs = {entry.seq: entry.id for entry in arrival.entries}
        is_forked = refusal.reason == wire.FORKED and refusal.seq in theirs
        if is_forked and self._branch_off(
            (arrival.station, refusal.seq), lambda ours: ours != theirs[refusal.seq]
        ):
            return
        if refusal.reason == wire.DAMAGED and give_up(self._store, arrival):
            self.begin_anew()
            return
        logger.warning(
            "entries of station %s were not taken: %s", arrival.station, refusal.sentence
        )

    def note_sent(self, link: Upstream, now_ms: int) -> None:
        """Keep up to where the other hub has everything, once nothing is under way."""
        present = self.link()
        is_settled = self._is_complete and not self._pending
        if not is_settled or present is None or present.token != link.token:
            return
        if self._reached > present.sent:
            self._save(present, now_ms, sent=self._reached)

    def note_met(self, pin: str) -> None:
        """Forget the other hub's former key when it was met with its next one."""
        present = self.link()
        if present is not None and pin and pin == present.next_pin:
            save_upstream(self._store, msgspec.structs.replace(present, pin=pin, next_pin=""))

    def next_pull(self, link: Upstream, wait_s: float = 0) -> wire.PullQuery:
        """Return the question for what the other hub has behind the cursor."""
        return wire.PullQuery(
            after=link.cursor,
            wait=wait_s,
            epoch=link.epoch,
            mark=link.mark,
            version=self._version,
        )

    def arriving(self, link: Upstream, reply: wire.PullReply) -> list[wire.PushRequest]:
        """Return what an answer brings as pushes to this hub, of one station each.

        They must all be answered before `take_pull_reply`.
        """
        self._life = epoch = self._store.epoch()
        if reply.epoch != link.epoch:
            return []
        entries = [entry for _, entry in reply.entries]
        return list(_by_station(entries, epoch))

    def take_pull_reply(
        self, link: Upstream, reply: wire.PullReply, *, has_hole: bool, now_ms: int
    ) -> None:
        """Move the cursor behind a page that is in the database now.

        Args:
            link: The link as it was when the question was asked.
            reply: The answer.
            has_hole: This hub lacks what comes before the page: its database was restored, so
                everything is asked for again.
            now_ms: When the answer came.

        Raises:
            NotRecordedError: it could not be kept; the page is asked for again.
        """
        if self._adopt(link, reply.epoch) or self._life != self._store.epoch():
            # In another life of this hub, what came of that page is not what it was asked for.
            return
        if self._heads is not None:
            for _, entry in reply.entries:
                self._heads[entry.station] = max(self._heads.get(entry.station, 0), entry.seq)
        present = self.link()
        if present is None or (present.cursor, present.token) != (link.cursor, link.token):
            return
        if has_hole and link.cursor:
            self._save(present, now_ms, cursor=0, mark="")
        elif reply.entries:
            self._save(present, now_ms, cursor=reply.next, mark=reply.entries[-1][1].id)
        else:
            self._note_contact(present, reply, now_ms)

    def begin_anew(self) -> None:
        """Ask for the other hub's heads again: the connection was lost, or it said no."""
        self._heads = None
        self._compared.clear()
        self._pending.clear()
        self._reached = 0
        self._is_complete = True

    def _settle_fork(self, request: wire.PushRequest, seq: int) -> None:
        """Branch off where the journals part; look for that place when it is not known."""
        ours = {entry.seq: entry.id for entry in request.entries}
        is_first = seq > request.entries[0].seq or seq - 1 <= self._compared.get(request.station, 0)
        if is_first:
            self._branch_off((request.station, seq), lambda entry: entry == ours.get(seq))
            self.begin_anew()
        elif self._heads is not None:
            # The other hub's number was believed, not compared: they may part before it.
            self._pending.clear()
            self._heads[request.station] = self._reached = 0

    def _branch_off(self, fork: tuple[str, int], is_concerned: Callable[[str], bool]) -> int:
        count = branch_off(self._store, self._author, fork, is_concerned)
        if count:
            station, seq = fork
            logger.warning("the journal of station %s forked at entry %s", station, seq)
            self.begin_anew()
        return count

    def _go_back(self, link: Upstream, now_ms: int) -> None:
        """Offer from the beginning what the other hub lacks: it took less than it was sent."""
        self._pending.clear()
        self._reached = 0
        present = self.link()
        if present is not None and present.token == link.token and present.sent:
            self._save(present, now_ms, sent=0)

    def _gather(self, link: Upstream, entries: Iterable[Entry]) -> None:
        heads = self._heads or {}
        missing = [entry for entry in entries if entry.seq > heads.get(entry.station, 0)]
        self._pending.extend(_by_station(missing, link.epoch))

    def _adopt(self, link: Upstream, epoch: str) -> bool:
        """Begin at nought with the other hub's new life; return whether it has one."""
        if epoch == link.epoch:
            return False
        self.begin_anew()
        present = self.link()
        if present is not None and present.epoch == link.epoch:
            save_upstream(
                self._store,
                msgspec.structs.replace(present, epoch=epoch, cursor=0, mark="", sent=0),
            )
        return True

    def _note_contact(self, present: Upstream, reply: wire.PullReply, now_ms: int) -> None:
        """Keep that the other hub answered, seldom enough to spare the disk."""
        is_due = now_ms - (present.contact_ms or 0) > SAVE_EVERY_MS
        # A hub that has just put its next key in place tells of none, but goes on for a moment,
        # and on open connections for long, as the one it was.
        next_pin = "" if reply.next_pin == present.pin else reply.next_pin or present.next_pin
        if is_due or next_pin != present.next_pin:
            self._save(present, now_ms, next_pin=next_pin)

    def _save(self, present: Upstream, now_ms: int, **changes: object) -> None:
        link = msgspec.structs.replace(present, contact_ms=now_ms, **changes)
        save_upstream(self._store, link)


def _by_station(entries: Sequence[Entry], epoch: str) -> Iterable[wire.PushRequest]:
    """Yield *entries* as pushes of one station each, in sequence."""
    ordered = sorted(entries, key=lambda entry: (entry.station, entry.seq))
    for station, own in groupby(ordered, key=lambda entry: entry.station):
        for portion in wire.portions(list(own)):
            yield wire.PushRequest(epoch=epoch, station=station, entries=portion)
