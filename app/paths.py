"""Where files live: the product's own data, and what this machine keeps."""

import contextlib
import os
import sys
from pathlib import Path

from platformdirs import user_data_path

DATA_VARIABLE = "EMPFANG_DATA"
"""Environment variable that names the data folder; ``--data`` goes before it."""

_CHECKOUT = Path(__file__).resolve().parent.parent


def root_dir() -> Path:
    """Return the folder that holds ``resources``, in a checkout and in an installed bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else _CHECKOUT


def resources_dir() -> Path:
    """Return the folder of fonts, designs, translations and samples."""
    return root_dir() / "resources"


def data_dir() -> Path:
    """Return the folder of this machine's event files; it may not exist yet."""
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen) if chosen else user_data_path("Empfang", appauthor=False)


def write_whole(path: Path, content: bytes) -> None:
    """Put a small file in place, whole or not at all; its folder is made.

    Raises:
        OSError: it cannot be written; what was there before stays.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
