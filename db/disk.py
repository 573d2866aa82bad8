"""The disk under an event file: a reserve for the worst moment, and whether it still takes writes.

After the first failed write nothing is tried any more: on a disk that is full, small writes slip
through between large ones that fail, and a desk that sometimes records is worse than one that
says it does not. The way back is a write of some size that somebody asked for; where nobody can,
in a hub or a script, it is tried now and then.
"""

import contextlib
import logging
import os
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from app.errors import DiskFailedError

RESERVE = "reserve"
RESERVE_VARIABLE = "EMPFANG_RESERVE_MB"
"""Environment variable for another size of the reserve; 0 is none."""

RESERVE_MB = 64
ROOM = 4
"""The reserve is made where so many times its size is free."""

PAUSE_S = 10.0
"""Between two tries of a process that nobody attends to."""

PROBE_BYTES = 1 << 20
"""More than the free space inside of files that a small write could slip into."""

_CHUNK_BYTES = 1 << 20
_SIGNS = ("is full", "disk I/O error", "readonly", "unable to open")
"""What SQLite says when the disk refuses, and not another process."""

logger = logging.getLogger(__name__)


class Disk:
    """Shared by everything in this process that writes to one event file.

    Args:
        folder: Where the reserve lies: the data folder.
        reserve_bytes: Its size; 0 is none.
        now_s: A clock that nobody can set.
    """

    def __init__(
        self,
        folder: Path,
        reserve_bytes: int | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._reserve_bytes = _usual_bytes() if reserve_bytes is None else reserve_bytes
        self._now_s = now_s
        self._next_try_s = 0.0
        self.failure = ""
        self.is_attended = False
        """Whether somebody sees the failure and has a key for the next try."""

    @property
    def reserve(self) -> Path:
        """The file that is given up when the disk is full."""
        return self._folder / RESERVE

    @property
    def has_reserve(self) -> bool:
        """Whether the reserve is there, or none is wanted."""
        return not self._reserve_bytes or _size(self.reserve) >= self._reserve_bytes

    @property
    def free_bytes(self) -> int:
        """What is free on the disk.

        Raises:
            OSError: the folder cannot be asked.
        """
        return shutil.disk_usage(self._folder).free

    @property
    def is_due(self) -> bool:
        """Whether it is time for a try that nobody will ask for."""
        return bool(self.failure) and not self.is_attended and self._now_s() >= self._next_try_s

    def require_working(self) -> None:
        """Refuse at once after a failure.

        Raises:
            DiskFailedError: a write failed, and nobody has tried again with success.
        """
        if self.failure:
            sentence = (
                f"Nothing is recorded here any more since the disk refused a write"
                f" ({self.failure}); free space or use another laptop, then try again."
            )
            raise DiskFailedError(sentence)

    def note(self, reason: str) -> bool:
        """Take notice of a failed write; return whether it was the disk's fault.

        A full disk gets its reserve back, so that somebody can go on after a word with the desk.
        """
        if not any(sign in reason for sign in _SIGNS):
            return False
        self.failure = reason
        self._next_try_s = self._now_s() + PAUSE_S
        if "is full" in reason:
            with contextlib.suppress(OSError):
                self.reserve.unlink(missing_ok=True)
                logger.info("the reserve of the disk was given up")
        return True

    def keep_reserve(self) -> None:
        """Make the reserve where there is none and enough room for it."""
        with contextlib.suppress(OSError):
            if not self.has_reserve and self.free_bytes >= ROOM * self._reserve_bytes:
                draft = self.reserve.with_name(f"{RESERVE}.{secrets.token_hex(4)}.new")
                try:
                    _fill(draft, self._reserve_bytes)
                    draft.replace(self.reserve)
                finally:
                    draft.unlink(missing_ok=True)

    def require_room(self) -> None:
        """Make something larger durable and take it away again.

        Raises:
            OSError: the disk refuses.
        """
        probe = self._folder / f".probe-{secrets.token_hex(4)}"
        try:
            _fill(probe, PROBE_BYTES)
        finally:
            probe.unlink(missing_ok=True)


def disk_of(database: object) -> Disk | None:
    """Return the disk that a database was opened on, None for one on a server."""
    disk = getattr(database, "disk", None)
    return disk if isinstance(disk, Disk) else None


def data_folder(path: Path) -> Path:
    """Return the data folder of an event file or of a hub's file."""
    return path.parent.parent if path.parent.name == "events" else path.parent


def _usual_bytes() -> int:
    text = os.environ.get(RESERVE_VARIABLE, "")
    return (int(text) if text.isdecimal() else RESERVE_MB) * 1024 * 1024


def _fill(path: Path, size: int) -> None:
    """Write *size* bytes that no file system can do without; durable on return."""
    with path.open("wb", buffering=0) as file:
        for start in range(0, size, _CHUNK_BYTES):
            file.write(os.urandom(min(_CHUNK_BYTES, size - start)))
        os.fsync(file.fileno())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
