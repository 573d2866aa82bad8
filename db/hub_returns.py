"""Giving a restored hub back what only its mirror still has."""

from collections.abc import Iterable, Iterator

from app.model.branch import branch_of, rehomed
from app.model.entry import GENESIS, Entry
from app.ports.hub import Head, HubRecords, HubStore
from db.journal import SqliteJournal

PAGE = 500

_EMPTY = Head(0, GENESIS)


def bring_back(mirror: SqliteJournal, store: HubStore) -> int:
    """Add to *store* what it lacks; return how many entries that were.

    Stations bring their own entries again by themselves; what the hub wrote in its own name,
    and entries of stations that are gone, are here. Where the hub has written other entries
    under their numbers since, they go on as a branch.

    Raises:
        NotRecordedError: the rest was not taken; it is tried again at the next opening.
    """
    total, after = 0, 0
    branches: dict[str, str] = {}
    while page := list(mirror.entries(after, PAGE)):
        with store.write() as records:
            fresh = list(_lacking([entry for _, entry in page], records, branches))
            records.absorb(fresh)
        total += len(fresh)
        after = page[-1][0]
    return total


def _lacking(
    entries: Iterable[Entry], records: HubRecords, branches: dict[str, str]
) -> Iterator[Entry]:
    """Yield what is not at the hub, behind the chains there; *branches* are those that parted."""
    heads = records.heads()
    known = records.known([entry.id for entry in entries])
    for entry in entries:
        if entry.id in known:
            continue
        own = heads.get(entry.station, _EMPTY)
        is_next = (entry.seq, entry.prev) == (own.seq + 1, own.link)
        if entry.station not in branches and is_next:
            placed = entry
        else:
            branch = branches.setdefault(entry.station, branch_of(entry.station, entry.id))
            end = heads.get(branch, _EMPTY)
            (placed,) = rehomed([entry], branch, seq=end.seq, prev=end.link)
        heads[placed.station] = Head(placed.seq, placed.link())
        yield placed
