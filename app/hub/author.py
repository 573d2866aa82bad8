"""What a hub says in its own name: entries of its own chain, in its own journal."""

from dataclasses import dataclass

from app.errors import InputError
from app.hub.intake import EMPTY
from app.model.entry import Draft, Entry, Kind
from app.ports.hub import HubRecords, HubStation, HubStore
from db.pen import Pen


@dataclass(frozen=True, slots=True)
class Author:
    """A hub as a station; ``station`` is its id, which its data folder remembers."""

    station: str
    pen: Pen

    def append(self, draft: Draft, records: HubRecords) -> Entry:
        """Add an entry in the hub's name; whoever holds the transaction commits it."""
        head = records.heads().get(self.station, EMPTY)
        entry = self.pen.entry(draft, self.station, head.seq + 1, head.link)
        records.absorb([entry])
        return entry


def revoke(store: HubStore, author: Author, name: str) -> HubStation:
    """Shut a station out: its token is dead, and what it writes from now on does not count.

    Args:
        store: The hub's database.
        author: In whose name it is said.
        name: Name or id of the station.

    Raises:
        UnknownError: there is no such station.
        AmbiguousError: several stations are called so.
        InputError: it was shut out before.
        NotRecordedError: nothing was changed.
    """
    station = store.named(name)
    if station.revoked_ms is not None:
        sentence = f"{station.name} was shut out before; nothing was changed."
        raise InputError(sentence)
    with store.write() as records:
        last_seq = records.heads().get(station.id, EMPTY).seq
        payload = {"station": station.id, "name": station.name, "last_seq": last_seq}
        author.append(Draft(kind=Kind.REVOKED, payload=payload), records)
    return store.named(station.id)
