"""Event files that begin with what another machine had: from a hand-over file or a snapshot.

They get their name when they are finished; what was interrupted is begun anew.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

from app.clock import Clock
from app.errors import DatabaseForeignError, FileError
from app.model.branch import branch_of, rehomed
from app.model.entry import Entry
from app.ports.link import HubLink
from db import erase, rehome
from db.connection import APPLICATION_ID, Database, open_database, reading, writing
from db.draft import discard, draft_of, publish
from db.events import EventFile, open_event_file
from db.journal import SqliteJournal
from db.notes import EVENT, note, save_notes
from db.rows import INSERT, to_row
from db.sealing import keyed, passphrase
from db.sync_book import ONLY, HubLinkRow
from db.views import Words

CHUNK = 2_000
"""Rows written by one statement."""

PORTION = 100
"""Entries in one transaction where somebody may be scanning."""


def create_with(
    path: Path,
    notes: dict[str, str],
    entries: Iterable[Entry],
    *,
    clock: Clock,
    words: Words,
    key: bytes | None,
) -> EventFile:
    """Make an event file that holds *entries*; its views are made once, at the end.

    Raises:
        FileError: the folder cannot be written, or *entries* come from a file that is damaged.
        StorageError: the disk refuses; nothing is left of it.
    """
    with _draft(path) as draft:
        with contextlib.closing(open_database(draft, create=True, key=key)) as database:
            with writing(database):
                save_notes(database, notes)
                _insert(database, entries)
                # They may come in any order: what erases behind what it erases.
                erase.silence_all(erase.asking(database))
            SqliteJournal(database, "", clock, words).rebuild()
        publish(draft, path)
    return open_event_file(path, clock, words, key)


def adopt_snapshot(
    snapshot: Path,
    snapshot_key: str,
    path: Path,
    *,
    notes: dict[str, str],
    link: HubLink,
    key: bytes | None,
) -> None:
    """Make an event file of a hub's snapshot, under this machine's own key.

    Args:
        snapshot: The file as it came from the hub.
        snapshot_key: Its raw key, 64 hexadecimal digits.
        path: The event file that is made.
        notes: What it says about itself.
        link: The link to the hub; its cursor is set to where the snapshot ends.
        key: The key of this machine's files.

    Raises:
        DatabaseForeignError: it is no snapshot of that event.
        DatabaseTooNewError: a newer release wrote it.
        StorageError: the disk refuses; nothing is left of it.
    """
    with _draft(path) as draft:
        with reading(snapshot):
            _export(snapshot, bytes.fromhex(snapshot_key), draft, key)
        with contextlib.closing(open_database(draft, key=key)) as database:
            # A hub that began blank may not have noted its event in the file that it copies.
            if note(database, EVENT) not in {"", None, notes[EVENT]}:
                sentence = "The hub's snapshot is of another event; nothing was taken from it."
                raise DatabaseForeignError(sentence)
            with writing(database):
                save_notes(database, notes)
                _save_link(database, link)
        publish(draft, path)


def take_in(journal: SqliteJournal, entries: Iterable[Entry]) -> int:
    """Absorb what is missing here, in short transactions; the hub is offered it, too.

    Where other entries stand here under the same numbers, those that arrive go on as a branch.
    Returns the number of new entries.

    Raises:
        FileError: *entries* come from a file that is damaged.
        NotRecordedError: the last portion was not taken; taking in again goes on.
    """
    branches: dict[str, str] = {}
    remaining, new = iter(entries), 0
    while portion := list(islice(remaining, PORTION)):
        with journal.write() as records:
            fresh = _admitted(journal.database, portion, branches)
            new += records.absorb(fresh)
            if fresh:
                offered = HubLinkRow.update(is_relayed=False)
                offered.bind(journal.database).execute()
    return new


def _save_link(database: Database, link: HubLink) -> None:
    """Keep *link*, at the end of what is here."""
    last = database.execute_sql(
        "SELECT position, id FROM journal ORDER BY position DESC LIMIT 1"
    ).fetchone()
    position, mark = last or (0, "")
    at_end = replace(link, cursor=position, mark=mark)
    HubLinkRow.replace(number=ONLY, **asdict(at_end)).bind(database).execute()


def _admitted(
    database: Database, arriving: Sequence[Entry], branches: dict[str, str]
) -> list[Entry]:
    """Return what of *arriving* is not here, at places that are free."""
    here = rehome.places(database, arriving)
    fresh = [entry for entry in arriving if entry.id not in here]
    admitted: list[Entry] = []
    branched: dict[str, list[Entry]] = {}
    for entry in fresh:
        station = entry.station
        if station not in branches and rehome.fork_at(database, station, entry.seq).entry:
            branches[station] = branch_of(station, entry.id)
        place = branched.setdefault(branches[station], []) if station in branches else admitted
        place.append(entry)
    for branch, entries in branched.items():
        seq, prev = rehome.tail(database, branch)
        admitted.extend(rehomed(entries, branch, seq=seq, prev=prev))
    return admitted


def _insert(database: Database, entries: Iterable[Entry]) -> None:
    rows = (to_row(position, entry) for position, entry in enumerate(entries, start=1))
    while chunk := list(islice(rows, CHUNK)):
        database.connection().executemany(INSERT, chunk)


def _export(snapshot: Path, snapshot_key: bytes, draft: Path, key: bytes | None) -> None:
    with contextlib.closing(keyed(snapshot, snapshot_key)) as source:
        source.execute("ATTACH ? AS own KEY ?", (str(draft), passphrase(key) if key else ""))
        source.execute("PRAGMA own.synchronous = 2")
        source.execute("SELECT sqlcipher_export('own')").fetchone()
        source.execute(f"PRAGMA own.application_id = {APPLICATION_ID}")
        source.execute("DETACH own")


@contextlib.contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """Yield a name for a file under way; nothing is left of one that fails."""
    draft = draft_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
    except OSError as error:
        sentence = f"{path} cannot be made: {error.strerror}; check the folder's rights."
        raise FileError(sentence) from error
    finally:
        discard(draft)
