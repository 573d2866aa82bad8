"""Another laptop in a station's place: writing and reading hand-over files, and closing."""

import contextlib
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app import vault
from app.bootstrap.workplace import Workplace, folder
from app.clock import Clock
from app.errors import InputError
from app.model.code import grouped, new_code
from app.search.searchable import searchable_words
from app.settings import Settings, load_settings, save_settings
from app.sync.handover import (
    SALT_BYTES,
    Contents,
    check_handover,
    open_handover,
    write_handover,
)
from db.events import FOLDER, SUFFIX, EventFile, new_station, open_event_file
from db.notes import EVENT, STATION, STATION_NAME
from db.sync_book import SqliteSyncBook
from db.takeover import create_with, take_in

FITTING = (
    "language",
    "theme",
    "design",
    "door",
    "clear_after_s",
    "prints_on_arrival",
    "sounds",
    "other_codes",
    "code_paths",
)
"""Settings that are of the event and the desk; printers, scanners and cameras are a laptop's."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over file; ``code`` opens it and is told here only."""

    path: Path
    code: str
    entries: int


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a hand-over file brought: ``new`` of its entries were not here."""

    event: str
    name: str
    station: str
    new: int


def hand_over(workplace: Workplace, path: Path, settings: Settings) -> HandedOver:
    """Write everything that this station knows into one encrypted file.

    Raises:
        FileError: it cannot be written.
        StorageError: the journal cannot be read.
    """
    journal, code = workplace.journal, new_code()
    end = SqliteSyncBook(journal).last_position()
    contents = Contents(
        event=workplace.file.event,
        name=journal.programme().event.name,
        station=workplace.file.station_name,
        entries=end,
        settings={name: msgspec.to_builtins(getattr(settings, name)) for name in FITTING},
    )
    entries = (entry for _, entry in journal.entries(limit=end))
    write_handover(path, code, contents, entries, salt=secrets.token_bytes(SALT_BYTES))
    return HandedOver(path, grouped(code), end)


def take_over(data: Path, path: Path, code: str, clock: Clock) -> TakenOver:
    """Take in a hand-over file: as a new station in an empty folder, else what is missing.

    Raises:
        InputError: the code does not open it, or this folder has another event.
        FileError: the file is missing, none, damaged or cut off; nothing was changed.
        StorageError: the disk refuses.
    """
    contents = check_handover(path, code)
    files = folder(data, clock).paths()
    if not files:
        opened, new = _founded(data, path, code, clock)
        _take_settings(data, contents)
    else:
        own = next((file for file in files if file.stem == contents.event), None)
        if own is None:
            sentence = (
                f"The file is of the event {contents.name}, which this data folder does not"
                " have; read it with --data and an empty folder."
            )
            raise InputError(sentence)
        opened = open_event_file(own, clock, searchable_words, vault.key_of(data))
        with open_handover(path, code) as (_, entries):
            new = take_in(opened.journal, entries)
    opened.close()
    return TakenOver(contents.event, contents.name, opened.journal.station, new)


def _founded(data: Path, path: Path, code: str, clock: Clock) -> tuple[EventFile, int]:
    """Make the event file of a new station that has everything of the file."""
    with open_handover(path, code) as (contents, entries):
        notes = {
            EVENT: contents.event,
            STATION: new_station(),
            STATION_NAME: socket.gethostname() or "Station",
        }
        opened = create_with(
            data / FOLDER / f"{contents.event}{SUFFIX}",
            notes,
            entries,
            clock=clock,
            words=searchable_words,
            key=vault.key_of(data),
        )
    opened.database.disk.keep_reserve()
    return opened, contents.entries


def _take_settings(data: Path, contents: Contents) -> None:
    """Keep those settings of the file that are good here, beside what this laptop has.

    One that only a newer release knows how to read is left out.
    """
    own = load_settings(data)
    for name in FITTING:
        if name in contents.settings:
            changed = {**msgspec.to_builtins(own), name: contents.settings[name]}
            with contextlib.suppress(msgspec.ValidationError):
                own = msgspec.convert(changed, Settings)
    save_settings(data, own)
