"""The pushes of many stations on their way into one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.hub.intake import EMPTY, Intake, RefusedError
from app.model.entry import Entry
from app.ports.hub import Head, HubRecords
from app.sync import wire


@dataclass(slots=True)
class Group:
    """What one transaction will add, on top of what is durable."""

    records: HubRecords
    event: str
    heads: dict[str, Head]
    durable: dict[str, Head]
    entries: list[Entry] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    numbered: dict[str, dict[int, str]] = field(default_factory=dict)

    def known(self, push: wire.PushRequest) -> dict[int, str]:
        """Return the ids of what a push repeats, durable or in this group."""
        durable = self.durable.get(push.station, EMPTY).seq
        pending = self.numbered.get(push.station, {})
        if not push.entries or push.entries[0].seq > durable:
            return pending
        last = min(push.entries[-1].seq, durable)
        return self.records.ids(push.station, push.entries[0].seq, last) | pending

    def add(self, station: str, intake: Intake) -> None:
        """Keep what a push brings for the end of the transaction."""
        self.heads[station] = intake.head
        self.entries.extend(intake.fresh)
        self.ids.update(entry.id for entry in intake.fresh)
        numbered = self.numbered.setdefault(station, {})
        numbered.update((entry.seq, entry.id) for entry in intake.fresh)

    def require_fresh(self, entries: Sequence[Entry]) -> None:
        """Refuse entries whose id stands elsewhere: no journal could hold both.

        Raises:
            RefusedError: one of them does.
        """
        ids = {entry.id for entry in entries}
        if len(ids) < len(entries) or ids & self.ids or self.records.known(sorted(ids)):
            sentence = "An entry of this push has the id of another one; nothing was taken."
            raise RefusedError(422, wire.DAMAGED, sentence)
