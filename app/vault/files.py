"""Small secret files: whole or not there, for their owner only, and wiped when they go."""

import contextlib
import os
import secrets
import sys
from pathlib import Path

from app.errors import FileError, KeyLostError

_CHUNK_BYTES = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows turns the end of a line into two characters without it."""


def read_secret(path: Path) -> str | None:
    """Return the line in *path*, None when there is no such file.

    Raises:
        KeyLostError: it holds something else.
        FileError: it cannot be read.
    """
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        sentence = f"{path} is damaged; put the kept copy of it back."
        raise KeyLostError(sentence) from error
    except OSError as error:
        sentence = f"{path} cannot be read: {error.strerror}; check the folder's rights."
        raise FileError(sentence) from error


def publish_secret(path: Path, text: str) -> bool:
    """Make *path* durable with this line unless it is there; return whether it was made.

    Raises:
        OSError: the folder cannot be written.
    """
    return publish_private(path, _line(text))


def replace_secret(path: Path, text: str) -> None:
    """Put this line in place of *path*, and wipe what was there.

    Raises:
        OSError: the folder cannot be written.
    """
    before = keep_trace(path)
    replace_private(path, _line(text))
    wipe(before)


def publish_private(path: Path, content: bytes) -> bool:
    """Make *path* durable for its owner only, unless it is there; return whether it was made.

    Raises:
        OSError: the folder cannot be written.
    """
    draft = _draft(path, content)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # memory sticks know no links
        if path.exists():
            return False
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(path.parent)
    return True


def replace_private(path: Path, content: bytes) -> None:
    """Make *path* durable for its owner only, in place of what is there.

    Raises:
        OSError: the folder cannot be written.
    """
    draft = _draft(path, content)
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(path.parent)


def keep_trace(path: Path) -> Path:
    """Return a second name for the bytes of *path*, to wipe them when the first has gone on.

    Where a disk knows no second names there is nothing under it.
    """
    trace = trace_of(path)
    with contextlib.suppress(OSError):
        trace.unlink(missing_ok=True)
        trace.hardlink_to(path)
    return trace


def trace_of(path: Path) -> Path:
    """Return the name under which the bytes of *path* wait to be wiped."""
    return path.with_name(f"{path.name}.wipe")


def wipe(path: Path) -> None:
    """Overwrite a file and remove it, as far as the disk writes in place.

    Bytes that still have another name are alive and stay.
    """
    with contextlib.suppress(OSError):
        facts = path.stat()
        if facts.st_nlink > 1:
            path.unlink()
            return
        with path.open("r+b", buffering=0) as file:
            left = facts.st_size
            while left > 0:
                left -= file.write(bytes(min(left, _CHUNK_BYTES)))
            os.fsync(file.fileno())
        path.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make the names in *folder* durable; a database must not outlive its key in a power cut."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _line(text: str) -> bytes:
    return f"{text}\n".encode("ascii")


def _draft(path: Path, content: bytes) -> Path:
    """Return a durable file of *content* beside *path* that only its owner can read."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
