"""Opening a hub's database: an event file that is blank until a station brings an event."""

from app import vault
from app.clock import Clock
from db.events import EventFile, create_event_file, new_station, open_event_file
from db.hub_memo import HubMemo, settle
from db.notes import EVENT, STATION, STATION_NAME
from db.views import Words

__all__ = ["open_hub_file", "settle"]


def open_hub_file(memo: HubMemo, clock: Clock, words: Words) -> EventFile:
    """Open the hub's database; a file that is not there is made, blank.

    Raises:
        StorageError: it cannot be used.
        FileError: its folder cannot be written.
    """
    key = vault.key_of(memo.path.parent)
    if memo.path.exists():
        return open_event_file(memo.path, clock, words, key)
    notes = {EVENT: "", STATION: new_station(), STATION_NAME: "Hub"}
    return create_event_file(memo.path, notes, clock, words, key=key)
