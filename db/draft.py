"""Database files that get their name only when they are finished."""

import contextlib
import secrets
from pathlib import Path

from app.errors import FileError


def draft_of(path: Path) -> Path:
    """Return a fresh name beside *path* under which nobody looks for a database."""
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")


def publish(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless another process was faster.

    Raises:
        FileError: the folder cannot be written.
    """
    try:
        _name(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        sentence = f"{path} cannot be made: {error.strerror}; check the folder's rights."
        raise FileError(sentence) from error
    finally:
        discard(draft)


def discard(draft: Path) -> None:
    """Remove a draft and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks know no links.
        if path.exists():
            raise FileExistsError from None
        draft.rename(path)
