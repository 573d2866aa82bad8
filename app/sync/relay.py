"""Offering a hub the entries of other stations that are here.

Needed once in each life of a hub. What arrives by pull meanwhile is no news to it.
"""

from collections import deque
from itertools import groupby

from app.model.entry import Entry
from app.ports import Journal
from app.ports.link import HubLink
from app.sync import wire


class Relay:
    """One walk through the journal; begun anew after a restart, which doubles nothing.

    Args:
        journal: The station's journal.
        link: The hub's life, and as whom this station knows it, for which this is done.
        end: Position of the last entry that the hub may lack.
    """

    def __init__(self, journal: Journal, link: HubLink, *, end: int) -> None:
        self.epoch = link.epoch
        self.link = (link.epoch, link.token)
        self._journal = journal
        self._end = end
        self._position = 0
        self._heads: dict[str, int] | None = None
        self._pending: deque[wire.PushRequest] = deque()

    @property
    def knows_heads(self) -> bool:
        """Whether it is known what the hub has."""
        return self._heads is not None or not self._end

    @property
    def is_done(self) -> bool:
        """Whether everything was offered."""
        return self.knows_heads and self._position >= self._end and not self._pending

    def take_heads(self, heads: dict[str, int]) -> None:
        """Learn the last sequence number that the hub has of each station."""
        self._heads = dict(heads)

    def next(self) -> wire.PushRequest | None:
        """Return what to offer next; None at the end, and before the heads are known."""
        while self._heads is not None and not self._pending and self._position < self._end:
            page = list(self._journal.entries(self._position, wire.PAGE))
            self._position = page[-1][0] if page else self._end
            self._gather([entry for _, entry in page])
        return self._pending[0] if self._pending else None

    def take(self, request: wire.PushRequest, acked: int) -> int:
        """Note that the hub took *request* up to *acked*; return how many that were."""
        if not self._pending or self._pending[0] is not request:
            return 0
        self._pending.popleft()
        if self._heads is not None:
            self._heads[request.station] = max(acked, request.entries[-1].seq)
        return sum(entry.seq <= acked for entry in request.entries)

    def lacks(self, heads: dict[str, int]) -> bool:
        """Whether the hub was not offered something up to *heads*, the last numbers here."""
        offered = self._heads or {}
        own = self._journal.station
        return any(seq > offered.get(key, 0) for key, seq in heads.items() if key != own)

    def begin_anew(self, end: int) -> None:
        """Walk through the journal once more, up to *end*."""
        self._position, self._end = 0, end

    def skip(self, request: wire.PushRequest) -> None:
        """Offer nothing more of that station: the hub refuses it."""
        self._pending = deque(one for one in self._pending if one.station != request.station)
        if self._heads is not None:
            self._heads[request.station] = 1 << 62

    def _gather(self, page: list[Entry]) -> None:
        own, heads = self._journal.station, self._heads or {}
        missing = sorted(
            (
                entry
                for entry in page
                if entry.station != own and entry.seq > heads.get(entry.station, 0)
            ),
            key=lambda entry: (entry.station, entry.seq),
        )
        for station, entries in groupby(missing, key=lambda entry: entry.station):
            self._pending.extend(
                wire.PushRequest(epoch=self.epoch, station=station, entries=portion)
                for portion in wire.portions(list(entries))
            )
