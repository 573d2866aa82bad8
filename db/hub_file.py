"""Opening a hub's database: an event file that is blank until a station brings an event."""

from pathlib import Path

import msgspec

from app import vault
from app.clock import Clock
from db.events import EventFile, create_event_file, new_station, open_event_file
from db.hub_memo import HubMemo, database_path, database_url, read_memo, save_memo
from db.notes import EVENT, STATION, STATION_NAME
from db.views import Words

DATABASE = "hub.db"
"""The file in the data folder when no database is named."""


def settle(data: Path, url: str | None = None) -> HubMemo:
    """Return what the hub's folder remembers, after choosing the database.

    Args:
        data: The hub's data folder.
        url: Another database than the remembered one.

    Raises:
        InputError: the URL cannot be used.
        FileError: the folder cannot be read or written.
    """
    memo = read_memo(data) or HubMemo(database=database_url(data / DATABASE))
    if url is not None:
        memo = msgspec.structs.replace(memo, database=database_url(database_path(url)))
    save_memo(data, memo)
    return memo


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
