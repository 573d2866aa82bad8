"""A hub's journal as an event file, with views and search: what commands in its folder work on.

The hub's database holds no views. So its folder has an event file beside it, the mirror, that
catches up when it is opened and has every entry at the same position. What is written here goes
to the hub's database first; a crash in between leaves the mirror behind, never ahead.

A mirror belongs to one epoch. After the hub's database was restored from a backup the mirror of
the former epoch gives back what the hub lacks, and a new one is begun.
"""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

from app import vault
from app.clock import Clock
from app.errors import NotRecordedError, StorageError
from app.model.entry import Entry
from app.ports.hub import HubStore
from app.vault.files import wipe
from db.connection import reading, writing
from db.draft import discard
from db.events import EventFile, create_event_file, open_event_file
from db.hub_memo import HubMemo
from db.hub_returns import bring_back
from db.hub_store import open_hub_store
from db.journal import OpenRecords, SqliteJournal
from db.notes import EVENT, STATION, STATION_NAME, save_notes
from db.views import Words

PREFIX = "hub-view-"
SUFFIX = ".db"
PAGE = 500
"""Entries in one transaction of the mirror, so that a command never waits for long."""

NAME = "Hub"

logger = logging.getLogger(__name__)


def open_mirror(data: Path, memo: HubMemo, clock: Clock, words: Words) -> EventFile:
    """Open the mirror of the hub in folder *data*, caught up with the hub's database.

    Args:
        data: The hub's folder.
        memo: What that folder remembers.
        clock: Tells the time of new entries.
        words: What the search index holds for a standing.

    Raises:
        StorageError: the hub's database or the mirror cannot be used.
        FileError: the folder cannot be written.
    """
    store = open_hub_store(memo.database, vault.key_of(data))
    try:
        return mirror_of(store, data, memo.station, clock, words)
    except BaseException:
        store.close()
        raise


def mirror_of(store: HubStore, data: Path, station: str, clock: Clock, words: Words) -> EventFile:
    """Open the mirror of *store*, made when there is none; see `open_mirror`.

    The mirror writes under the id *station*. Closing it closes this thread's connection to
    *store*, too.
    """
    opened = _present(store, data, station, clock, words)
    with reading(opened.path):
        last = opened.database.execute_sql(
            "SELECT position, id FROM journal ORDER BY position DESC LIMIT 1"
        ).fetchone()
    if last is not None and store.id_at(last[0]) != last[1]:
        # Nobody noticed yet that the hub's database was restored.
        store.renew_epoch(store.epoch())
        opened.close()
        opened = _present(store, data, station, clock, words)
    journal = MirrorJournal(opened, clock, words, store)
    _learn_event(opened, store)
    journal.catch_up()
    return EventFile(opened.path, store.event(), station, NAME, opened.database, journal)


class MirrorJournal(SqliteJournal):
    """The journal of a mirror: reads as every event file, writes through to the hub's database."""

    def __init__(self, opened: EventFile, clock: Clock, words: Words, store: HubStore) -> None:
        super().__init__(opened.database, opened.station, clock, words)
        self._store = store
        self.epoch = store.epoch()

    def catch_up(self, pages: int | None = None) -> int:
        """Take in what the hub has more, at most *pages*; return how many entries that were.

        Raises:
            StorageError: the hub's database was restored meanwhile, or one of both fails.
        """
        total = 0
        while pages is None or pages > 0:
            page = list(self._store.entries(self.position(), PAGE))
            if not page:
                break
            with super().write() as records:
                total += self._follow(records, page)
            pages = None if pages is None else pages - 1
        return total

    def position(self) -> int:
        """Return the position up to which the mirror has everything."""
        with reading(self._where):
            row = self.database.execute_sql("SELECT coalesce(max(position), 0) FROM journal")
            return int(row.fetchone()[0])

    @contextlib.contextmanager
    def write(self) -> Iterator[OpenRecords]:
        """Open one write transaction on both; the hub's database commits first.

        Raises:
            NotRecordedError: nothing was written.
        """
        self.catch_up()
        is_recorded = False
        try:
            with super().write() as records:
                with self._store.write() as hub:
                    self._follow(records, list(self._store.entries(self.position())))
                    before = self.position()
                    yield records
                    hub.absorb([entry for _, entry in super().entries(before)])
                is_recorded = True
        except NotRecordedError:
            if not is_recorded:
                raise
            logger.warning("the mirror could not follow; it will when it is opened again")
        self._store.scrub()

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[tuple[int, Entry]]:
        """Yield (position, entry) as the hub's database has them: the original is proved."""
        return self._store.entries(after, limit)

    def close(self) -> None:
        """Close this thread's connections."""
        super().close()
        self._store.close()

    def _follow(self, records: OpenRecords, page: list[tuple[int, Entry]]) -> int:
        """Absorb a page, as far as another process did not meanwhile."""
        if self._store.epoch() != self.epoch:
            sentence = "The hub's database was restored just now; try again."
            raise StorageError(sentence)
        position = self.position()
        fresh = [entry for at, entry in page if at > position]
        return records.absorb(fresh)


def _present(store: HubStore, data: Path, station: str, clock: Clock, words: Words) -> EventFile:
    """Return the file of the present epoch; older ones give back what they have, and go."""
    key = vault.key_of(data)
    path = data / f"{PREFIX}{store.epoch()}{SUFFIX}"
    for old in data.glob(f"{PREFIX}*{SUFFIX}"):
        if old != path and ".before-" not in old.name:
            with contextlib.closing(open_event_file(old, clock, words, key)) as opened:
                bring_back(opened.journal, store)
            discard(old)
    for copy in data.glob(f"{PREFIX}*.before-*{SUFFIX}"):
        if not copy.name.startswith(f"{path.stem}."):
            wipe(copy)  # of an epoch that is over
    if not path.exists():
        notes = {EVENT: store.event(), STATION: station, STATION_NAME: NAME}
        create_event_file(path, notes, clock, words, key=key).close()
    return open_event_file(path, clock, words, key)


def _learn_event(opened: EventFile, store: HubStore) -> None:
    """Note the event of a hub that was blank when its mirror was made."""
    event = store.event()
    if event != opened.event:
        with writing(opened.database):
            save_notes(opened.database, {EVENT: event})
