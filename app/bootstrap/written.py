"""Files that left the event: each is an entry, and its place is known at this machine."""

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

from app.auditing import Exported, note_export
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.errors import EmpfangError
from app.model.written import WrittenFile
from app.reports.codes import image_folder, image_name
from app.vault.files import wipe
from db.written_files import FileLine, forget_file, known_files, note_files

WITHOUT_PEOPLE = frozenset(
    {
        "aggregate",
        "figures",
        "histogram",
        "training",
        "report",
        "third-party",
        "catering",
        "deletions",
    }
)
"""Kinds of files in which nobody is named."""

CODES = "codes"
"""The kind beside whose file a folder of pictures lies, each called after somebody's code."""

_CHUNK_BYTES = 1 << 20


def note_written(workplace: Workplace, paths: Iterable[Path], exported: Exported) -> None:
    """Record that *paths*, all of one export, were written; where that fails they go again.

    Files of others in the same folder are none of our business.

    Raises:
        NotRecordedError: it could not be recorded.
    """
    files = list(paths)
    try:
        note_export(workplace.journal, exported)
        if exported.what not in WITHOUT_PEOPLE:
            now_ms = workplace.clock.read().wall_ms
            lines = [
                FileLine(str(each.absolute()), _digest(each) or "", exported.what, now_ms)
                for each in files
            ]
            note_files(workplace.file.database, lines)
    except EmpfangError:
        for each in files:
            each.unlink(missing_ok=True)
        raise


def written_files(workplace: Workplace) -> list[WrittenFile]:
    """Return those of the files that are still there, oldest first."""
    found: list[WrittenFile] = []
    for line in known_files(workplace.file.database):
        digest = _digest(Path(line.path))
        if digest is not None:
            at = to_instant(line.written_ms)
            found.append(WrittenFile(line.path, line.kind, at, digest != line.digest))
    return found


def remove_written(workplace: Workplace) -> list[WrittenFile]:
    """Wipe the files that are as they were written; return those that somebody changed."""
    left: list[WrittenFile] = []
    for file in written_files(workplace):
        if file.is_changed:
            left.append(file)
            continue
        wipe(Path(file.path))
        if file.kind != CODES:  # its pictures are known by it
            forget_file(workplace.file.database, file.path)
    return left


def pictures_of(workplace: Workplace, codes: Iterable[str]) -> list[WrittenFile]:
    """Return the pictures of *codes* that lie beside lists of codes written here."""
    names = sorted(image_name(code) for code in codes if code)
    found: list[WrittenFile] = []
    for line in known_files(workplace.file.database):
        if line.kind == CODES:
            folder = image_folder(Path(line.path))
            at = to_instant(line.written_ms)
            found += [
                WrittenFile(str(folder / name), line.kind, at, is_changed=False)
                for name in names
                if (folder / name).is_file()
            ]
    return found


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, None where there is none that can be read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        whole = hashlib.sha256()
        while chunk := file.read(_CHUNK_BYTES):
            whole.update(chunk)
        return whole.hexdigest()
    return None
