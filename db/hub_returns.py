"""Giving a restored hub back what only its mirror still has."""

from collections.abc import Iterable

from app.model.entry import GENESIS, Entry
from app.ports.hub import Head, HubRecords, HubStore
from db.journal import SqliteJournal

PAGE = 500


def bring_back(mirror: SqliteJournal, store: HubStore) -> int:
    """Add to *store* what continues its chains; return how many entries that were.

    Stations bring their own entries again by themselves; what the hub wrote in its own name,
    and entries of stations that are gone, are here.

    Raises:
        NotRecordedError: the rest was not taken; it is tried again at the next opening.
    """
    total, after = 0, 0
    while page := list(mirror.entries(after, PAGE)):
        with store.write() as records:
            fresh = list(_continuing([entry for _, entry in page], records))
            records.absorb(fresh)
        total += len(fresh)
        after = page[-1][0]
    return total


def _continuing(entries: Iterable[Entry], records: HubRecords) -> Iterable[Entry]:
    heads = records.heads()
    known = records.known([entry.id for entry in entries])
    for entry in entries:
        head = heads.get(entry.station, Head(0, GENESIS))
        is_next = entry.seq == head.seq + 1 and entry.prev == head.link
        if is_next and entry.id not in known:
            heads[entry.station] = Head(entry.seq, entry.link())
            yield entry
