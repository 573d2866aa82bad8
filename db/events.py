"""The event files of this machine: one event, one journal, one file in the data folder."""

import contextlib
import secrets
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import vault
from app.clock import Clock
from app.errors import AmbiguousError, EmpfangError, FileError, InputError, UnknownError
from app.model.entry import Draft
from db import erase
from db.connection import Database, open_database, reading, writing
from db.disk import data_folder
from db.draft import discard, draft_of, publish
from db.hub_memo import HubMemo, read_memo
from db.journal import SqliteJournal
from db.notes import EVENT, STALE, STATION, STATION_NAME, VIEWS, note, save_notes
from db.views import Words

FOLDER = "events"
SUFFIX = ".db"


@dataclass(frozen=True, slots=True)
class EventFile:
    """An open event file and who writes in it."""

    path: Path
    event: str
    station: str
    station_name: str
    database: Database
    journal: SqliteJournal

    def close(self) -> None:
        """Close this thread's connection."""
        self.journal.close()


class EventFolder:
    """All events of a data folder.

    Args:
        data: The data folder; it is made when the first event is.
        clock: Tells the time of new entries.
        words: What the search index holds for a standing.
        open_hub: Opens the event file of a hub's folder; see `db.hub_mirror.open_mirror`.
    """

    def __init__(
        self, data: Path, clock: Clock, words: Words, open_hub: "OpenHub | None" = None
    ) -> None:
        self._data = data
        self._folder = data / FOLDER
        self._clock = clock
        self._words = words
        self._open_hub = open_hub

    def create(
        self,
        event: str,
        *,
        station: str | None = None,
        station_name: str | None = None,
        first: Sequence[Draft] = (),
    ) -> EventFile:
        """Make a journal for *event* that begins with *first*, with this machine as a station.

        Raises:
            InputError: this folder has that event already.
            FileError: the folder cannot be written.
        """
        path = self._folder / f"{event}{SUFFIX}"
        if path.exists():
            sentence = f"This data folder already has the event {event}; open it instead."
            raise InputError(sentence)
        notes = {
            EVENT: event,
            STATION: station or new_station(),
            STATION_NAME: station_name or socket.gethostname() or "Station",
        }
        key = vault.key_of(self._data)
        return create_event_file(path, notes, self._clock, self._words, first, key=key)

    def open(self, name: str | None = None) -> EventFile:
        """Open the event called *name* (name or id), or the only one there is.

        In a hub's folder that is the mirror of the hub's journal.

        Raises:
            UnknownError: there is no such event, or none at all.
            AmbiguousError: there are several and none was named.
        """
        paths = self.paths()
        memo = None if paths else read_memo(self._data)
        if memo is not None and self._open_hub is not None:
            return _called(self._open_hub(self._data, memo, self._clock, self._words), name)
        if not paths:
            sentence = "There is no event yet; make one (event create) or join a hub (join)."
            raise UnknownError(sentence)
        if name is None:
            if len(paths) > 1:
                sentence = "There are several events here; name one with --event (event list)."
                raise AmbiguousError(sentence)
            return self._open(paths[0])
        return self._named(paths, name)

    def paths(self) -> list[Path]:
        """Return the event files, oldest id first."""
        if not self._folder.is_dir():
            return []
        return sorted(
            path for path in self._folder.glob(f"*{SUFFIX}") if ".before-" not in path.name
        )

    def each(self) -> Iterator[EventFile]:
        """Open one event after the other; each is closed when the next is asked for."""
        for path in self.paths():
            opened = self._open(path)
            try:
                yield opened
            finally:
                opened.close()

    def _named(self, paths: list[Path], name: str) -> EventFile:
        by_id = [path for path in paths if path.stem == name]
        matches = by_id or [
            path for path in paths if self._look(path, _name).casefold() == name.casefold()
        ]
        if len(matches) > 1:
            sentence = f"Several events are called {name}; name one by its id (event list)."
            raise AmbiguousError(sentence)
        if not matches:
            sentence = f"There is no event {name} in this data folder; event list shows them."
            raise UnknownError(sentence)
        return self._open(matches[0])

    def _look(self, path: Path, ask: Callable[[EventFile], str]) -> str:
        opened = self._open(path)
        try:
            return ask(opened)
        finally:
            opened.close()

    def _open(self, path: Path) -> EventFile:
        key = vault.key_of(data_folder(path))
        return open_event_file(path, self._clock, self._words, key)


OpenHub = Callable[[Path, HubMemo, Clock, Words], EventFile]
"""Opens what a hub's folder has in place of an event file of its own."""


def create_event_file(
    path: Path,
    notes: dict[str, str],
    clock: Clock,
    words: Words,
    first: Sequence[Draft] = (),
    *,
    key: bytes | None = None,
) -> EventFile:
    """Make an event file that says *notes* about itself, and its folder where there is none.

    Its journal begins with *first*.

    The file has its name only when it is finished, so nobody ever opens half of one.

    Raises:
        FileError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"The data folder {path.parent} cannot be made: {error.strerror}."
        raise FileError(sentence) from error
    draft = draft_of(path)
    try:
        with contextlib.closing(open_database(draft, create=True, key=key)) as database:
            with writing(database):
                save_notes(database, notes)
            begun = _event_file(draft, database, clock, words)
            with begun.journal.write() as records:
                records.append_many(first)
    except BaseException:
        discard(draft)
        raise
    publish(draft, path)
    opened = open_event_file(path, clock, words, key)
    opened.database.disk.keep_reserve()
    return opened


def open_event_file(path: Path, clock: Clock, words: Words, key: bytes | None = None) -> EventFile:
    """Open an event file.

    Raises:
        StorageError: it cannot be used.
        FileError: it is not there, or was never finished.
    """
    return _event_file(path, open_database(path, key=key), clock, words)


def new_station() -> str:
    """Return a fresh station id: 48 random bits, unique among the laptops of an event."""
    return secrets.token_hex(6)


def _called(opened: EventFile, name: str | None) -> EventFile:
    """Return *opened* if *name* is its name or id, or none was asked for."""
    if name is None or name == opened.event or name.casefold() == _name(opened).casefold():
        return opened
    opened.close()
    sentence = f"There is no event {name} in this data folder; event list shows them."
    raise UnknownError(sentence)


def _name(opened: EventFile) -> str:
    """Return the event's name; its id as long as the name has not arrived."""
    try:
        return opened.journal.programme().event.name
    except EmpfangError:
        return opened.event


def _event_file(path: Path, database: Database, clock: Clock, words: Words) -> EventFile:
    with reading(path):
        event, station, station_name = (
            note(database, key) for key in (EVENT, STATION, STATION_NAME)
        )
    if event is None or station is None:
        database.close()
        sentence = f"{path} was not finished when it was made; delete it and start again."
        raise FileError(sentence)
    journal = SqliteJournal(database, station, clock, words)
    with reading(path):
        if note(database, VIEWS) == STALE:
            journal.rebuild()
        erase.finish(database)
    return EventFile(path, event, station, station_name or station, database, journal)
