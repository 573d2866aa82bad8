"""The end of an event at this machine: its key is destroyed, its files go, a protocol stays.

The key goes first: whatever bytes a disk keeps of the files, nobody reads them any more. A folder
in which another event lives has one key for both; it stays, and the files are overwritten. A mark
in the folder says what was begun, so that a crash in between is made good by the next command.
"""

import contextlib
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from app import vault
from app.bootstrap.event_keys import key_file
from app.bootstrap.workplace import folder
from app.clock import SystemClock, to_instant
from app.errors import FileError, InputError
from app.vault.files import replace_private, wipe
from db.events import EventFile
from db.hub_end import drop_hub
from db.hub_memo import DATABASE, FILE_NAME, read_memo
from db.hub_mirror import PREFIX
from db.sync_book import SqliteSyncBook
from db.written_files import known_files

PROTOCOLS = "protocols"
MARK = "ending.json"


@dataclass(frozen=True, slots=True)
class Ending:
    """What was destroyed: counts and no names. ``is_key_gone`` where no other event needs it."""

    event: str
    name: str
    at: str
    entries: int
    people: int
    unsent: int
    is_key_gone: bool
    files: tuple[str, ...] = ()


def destroy_event(data: Path, event: str, *, even_unsent: bool = False) -> Ending:
    """Destroy everything that this folder has of an event.

    Args:
        data: The data folder, of a station or a hub.
        event: Name or id of the event.
        even_unsent: Also when a hub still lacks something of it.

    Raises:
        InputError: there is no such event, or something of it is nowhere else.
        FileError: a file cannot be removed; doing it again goes on.
    """
    opened = folder(data).open(event)
    try:
        ending = _weighed(data, opened)
    finally:
        opened.close()
    if ending.unsent and not even_unsent:
        sentence = (
            f"{ending.unsent} entries of this station are at no hub; sync first, write a hand-over"
            " file, or say --even-unsent. Nothing was destroyed."
        )
        raise InputError(sentence)
    _write(data / PROTOCOLS / f"{ending.event}.json", ending)
    _write(data / MARK, ending)
    finish_ending(data)
    return ending


def files_left(data: Path, event: str) -> list[str]:
    """Return the files with people in them that were exported here and that no end removes."""
    opened = folder(data).open(event)
    try:
        known = known_files(opened.database)
    finally:
        opened.close()
    return [one.path for one in known if Path(one.path).is_file()]


def finish_ending(data: Path) -> None:
    """Go on with what was begun, if anything was.

    Raises:
        FileError: a file cannot be removed; the next time it goes on.
    """
    mark = data / MARK
    try:
        ending = msgspec.json.decode(mark.read_bytes(), type=Ending)
    except FileNotFoundError:
        return
    except (OSError, msgspec.DecodeError) as error:
        sentence = f"{mark} cannot be read ({error}); see which event was to be destroyed."
        raise FileError(sentence) from error
    memo = read_memo(data)
    if memo is not None:
        drop_hub(memo)
    if ending.is_key_gone:
        vault.destroy(data)
    for name in ending.files:
        wipe(data / name)
    left = [name for name in ending.files if (data / name).exists()]
    if left:
        sentence = f"{data / left[0]} cannot be removed; close what has it open and try again."
        raise FileError(sentence)
    with contextlib.suppress(OSError):
        mark.unlink()


def _weighed(data: Path, opened: EventFile) -> Ending:
    """Return what is to be destroyed, as the protocol says it."""
    journal = opened.journal
    programme = journal.programme()
    book = SqliteSyncBook(journal)
    link = book.link()
    unsent = max(0, book.last_seq() - link.acked) if link else 0
    others = [path for path in folder(data).paths() if path.stem != opened.event]
    files = _files(data, opened)
    files += [path for key in programme.keys if (path := key_file(data, key)).exists()]
    return Ending(
        event=opened.event,
        name=programme.event.name,
        at=to_instant(SystemClock().read().wall_ms).isoformat(),
        entries=book.last_position(),
        people=sum(not one.is_erased for one in journal.standings()),
        unsent=unsent,
        is_key_gone=not others,
        files=tuple(sorted(path.relative_to(data).as_posix() for path in files)),
    )


def _files(data: Path, opened: EventFile) -> list[Path]:
    path, memo = opened.path, read_memo(data)
    found = set(path.parent.glob(f"{path.stem}.*"))
    found |= set(path.parent.glob(f"{path.name}*"))
    if memo is not None:
        for pattern in (f"{PREFIX}*", f"{DATABASE}*", f"{Path(DATABASE).stem}.*", "*.snapshot"):
            found |= set(data.glob(pattern))
        found.add(data / FILE_NAME)
    return [one for one in found if one.is_file()]


def _write(path: Path, ending: Ending) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_private(path, msgspec.json.format(msgspec.json.encode(asdict(ending))))
    except OSError as error:
        sentence = f"{path} cannot be written: {error.strerror}; nothing was destroyed."
        raise FileError(sentence) from error
