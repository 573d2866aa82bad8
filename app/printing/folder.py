"""A folder in place of a printer: one PDF a badge, complete or not there."""

import errno
import os
import re
import secrets
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.errors import PrintError
from app.model.badge import JobState, Receipt
from app.printing.printer import Paper

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_STEM = 80
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EACCES, errno.ENOSYS, errno.EINVAL}


@dataclass(frozen=True, slots=True)
class FolderPrinter:
    """Writes badges as files; the second badge of a title gets a number, none is replaced."""

    folder: Path

    @property
    def name(self) -> str:
        """The address that names it."""
        return f"folder:{self.folder}"

    def send(self, paper: Paper) -> Receipt:
        """Write *paper* under its title; it is on disk when this returns.

        Raises:
            PrintError: the folder cannot be written; nothing of the file is left.
        """
        draft = self.folder / f".{secrets.token_hex(8)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(draft, paper.pdf)
            _publish(draft, self.folder, _stem(paper.title))
        except OSError as error:
            sentence = f"{self.folder} cannot be written ({error.strerror}); choose another folder."
            raise PrintError(sentence) from error
        finally:
            _discard(draft)
        return Receipt(JobState.PRINTED)


def _stem(title: str) -> str:
    """Return a file name for *title* that every system accepts."""
    return _UNSAFE.sub("_", title).strip("_")[:_LONGEST_STEM] or "badge"


def _write(path: Path, content: bytes) -> None:
    """Write a new file down to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _publish(draft: Path, folder: Path, stem: str) -> None:
    """Give the finished draft the first free name; two processes never take the same."""
    for number in count(1):
        target = folder / (f"{stem}.pdf" if number == 1 else f"{stem}-{number}.pdf")
        try:
            _name(draft, target)
        except FileExistsError:
            continue
        break
    _flush_folder(folder)


def _name(draft: Path, target: Path) -> None:
    """Name the draft *target* unless that name is taken."""
    try:
        target.hardlink_to(draft)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Memory sticks know no links: reserve the name, then put the draft in its place.
        target.touch(exist_ok=False)
        draft.replace(target)


def _flush_folder(folder: Path) -> None:
    """Make the new name durable where folders can be flushed (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _discard(draft: Path) -> None:
    """Remove the draft's own name; the badge keeps the one it was given."""
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return
