"""Which category of guests prints with which design: one small file beside the own designs."""

import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.badge.clean import folded
from app.errors import FileError
from app.paths import write_whole

FILE_NAME = "categories.json"

logger = logging.getLogger(__name__)


def key_of(category: str) -> str:
    """Return by what categories are told apart: Referent:in and referentin are one."""
    return folded(category) or category.strip()


def read_choices(folder: Path) -> dict[str, str]:
    """Return the names of designs by category; none where the file is missing or broken."""
    path = folder / FILE_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        logger.info("the designs of categories cannot be read, one is for all: %s", error)
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".broken.json"))
        return {}


def write_choices(folder: Path, choices: Mapping[str, str]) -> None:
    """Keep the names of designs by category, whole or not at all.

    Raises:
        FileError: the folder cannot be written.
    """
    path = folder / FILE_NAME
    try:
        write_whole(path, msgspec.json.format(msgspec.json.encode(choices)))
    except OSError as error:
        sentence = f"{path} cannot be written ({error.strerror}); check the folder's rights."
        raise FileError(sentence) from error
