"""The event file of a station that has just joined with an empty folder."""

import contextlib
import logging
from dataclasses import replace
from pathlib import Path

from app import vault
from app.bootstrap.workplace import folder
from app.clock import Clock
from app.errors import StorageError, SyncError
from app.search.searchable import searchable_words
from app.sync.joining import Membership
from app.sync.snapshot import fetch_snapshot
from db.events import FOLDER, SUFFIX, EventFile, open_event_file
from db.notes import EVENT, STATION, STATION_NAME
from db.sync_book import SqliteSyncBook
from db.takeover import adopt_snapshot

ARRIVING = ".arriving"
"""Ending of a snapshot on its way in; encrypted, and removed whatever happens."""

logger = logging.getLogger(__name__)


def settle(data: Path, membership: Membership, clock: Clock) -> EventFile:
    """Return a new event file, with everything that the hub had in its snapshot, linked to it.

    Where the hub makes no snapshot, or one of another release, the file is empty and pages
    bring the same.

    Raises:
        FileError: the folder cannot be written.
        StorageError: the disk refuses.
    """
    try:
        return _from_snapshot(data, membership, clock)
    except (SyncError, StorageError) as error:
        logger.info("no snapshot was taken, pages follow: %s", error)
    opened = folder(data, clock).create(
        membership.event, station=membership.station, station_name=membership.name
    )
    SqliteSyncBook(opened.journal).save_link(membership.link)
    return opened


def _from_snapshot(data: Path, membership: Membership, clock: Clock) -> EventFile:
    path = data / FOLDER / f"{membership.event}{SUFFIX}"
    arriving = path.with_name(path.name + ARRIVING)
    key = vault.key_of(data)
    try:
        snapshot = fetch_snapshot(membership.link, arriving)
        notes = {
            EVENT: membership.event,
            STATION: membership.station,
            STATION_NAME: membership.name,
        }
        link = replace(membership.link, epoch=snapshot.epoch, is_relayed=True)
        adopt_snapshot(arriving, snapshot.key, path, notes=notes, link=link, key=key)
    finally:
        for leftover in (arriving, *path.parent.glob(f"{arriving.name}-*")):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    opened = open_event_file(path, clock, searchable_words, key)
    opened.database.disk.keep_reserve()
    return opened
