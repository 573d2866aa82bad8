"""What a hub does when one journal went on at two hubs: its own version goes on as a branch.

Two copies of a data folder may write to two hubs before these meet. What the joined hub has
stands; this hub's entries from the fork on become the journal of a station whose name follows
from the fork (`app.model.branch`). A live original gets the same name when it asks for one.
"""

from collections.abc import Callable

import msgspec

from app.hub.author import Author
from app.hub.intake import EMPTY, RefusedError, take_in
from app.hub.upstream import save_upstream, upstream
from app.model.entry import Draft, Kind
from app.ports.hub import HubStore
from app.sync import wire


def branch_off(
    store: HubStore,
    author: Author,
    fork: tuple[str, int],
    is_concerned: Callable[[str], bool],
) -> int:
    """Let this hub's entries from *fork* on go on under another name, in one transaction.

    A new epoch begins with it: the stations read everything again and learn the new places.
    Nor is it known any more what is alike at the joined hub. People are asked about the copy.

    Args:
        store: This hub's database.
        author: In whose name the fork is told.
        fork: Station and sequence number of the first entry that the joined hub does not have.
        is_concerned: Whether it is the entry of that id; it may have moved meanwhile.

    Returns:
        How many entries that were; nothing was changed when there were none.

    Raises:
        NotRecordedError: nothing was changed; the fork will be met again.
    """
    station, seq = fork
    with store.write() as records:
        first = records.ids(station, seq, seq).get(seq, "")
        if not first or not is_concerned(first):
            return 0
        count = records.branch_off(station, seq)
        told = {"station": station, "from_seq": seq, "count": count, "name": _name(store, station)}
        author.append(Draft(kind=Kind.FORKED, payload=told), records)
        _begin_anew(store)
    return count


def give_up(store: HubStore, arrival: wire.PushRequest) -> int:
    """Let entries that are here under another name go where the joined hub has them.

    That is so when a folder was copied with entries that nobody had yet: they reach both hubs,
    and one of the copies may have had a new name by then.

    Args:
        store: This hub's database.
        arrival: What came from the joined hub, and was refused.

    Returns:
        How many entries that were; nothing was changed when there were none.

    Raises:
        NotRecordedError: nothing was changed; the page is asked for again.
    """
    with store.write() as records:
        head = records.heads().get(arrival.station, EMPTY)
        last = arrival.entries[-1].seq
        try:
            intake = take_in(
                arrival, head, records.ids(arrival.station, arrival.entries[0].seq, last)
            )
        except RefusedError:
            return 0
        known = records.known([entry.id for entry in intake.fresh])
        if not known or len({entry.id for entry in intake.fresh}) < len(intake.fresh):
            return 0
        records.give_up(intake.fresh)
        records.absorb([entry for entry in intake.fresh if entry.id not in known])
        _begin_anew(store)
    return len(known)


def _begin_anew(store: HubStore) -> None:
    """Let everybody read this hub again, and this hub the joined one."""
    store.renew_epoch(store.epoch())
    link = upstream(store)
    if link is not None:
        save_upstream(store, msgspec.structs.replace(link, cursor=0, mark="", sent=0))


def _name(store: HubStore, station: str) -> str:
    """Return how a station is called, empty when only the joined hub knows it."""
    return next((one.name for one in store.stations() if one.id == station), "")
