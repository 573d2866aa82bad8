"""Fetching everything at once, as an encrypted event file, when this station is new."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.errors import FileError, HubRefusedError
from app.ports.link import HubLink
from app.sync import wire
from app.sync.central import Central

LARGEST_BYTES = 8 * 2**30
"""A file that says to be larger is not one of ours."""

_KEY_DIGITS = 64


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """A hub's snapshot as it came; ``key`` opens it, ``epoch`` is the life it was made in."""

    path: Path
    key: str
    epoch: str


def fetch_snapshot(link: HubLink, path: Path) -> SnapshotFile:
    """Write the hub's snapshot to *path*, which whoever asks removes in any case.

    Raises:
        HubUnreachableError: no answer, or it broke off.
        HubRefusedError: the hub makes none; pages bring the same.
        FileError: the file cannot be written.
    """
    return asyncio.run(_fetch(link, path))


async def _fetch(link: HubLink, path: Path) -> SnapshotFile:
    async with Central.of(link) as central, central.snapshot() as response:
        key = response.headers.get(wire.SNAPSHOT_KEY, "")
        epoch = response.headers.get(wire.SNAPSHOT_EPOCH, "")
        if len(key) != _KEY_DIGITS or set(key.lower()) - set("0123456789abcdef") or not epoch:
            sentence = "The hub's snapshot comes without its key; pages are pulled instead."
            raise HubRefusedError(sentence)
        try:
            await _save(response, path)
        except OSError as error:
            sentence = f"{path} cannot be written: {error.strerror}; free space on its disk."
            raise FileError(sentence) from error
    return SnapshotFile(path, key, epoch)


async def _save(response: httpx.Response, path: Path) -> None:
    size = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        async for chunk in response.aiter_raw():
            size += len(chunk)
            if size > LARGEST_BYTES:
                sentence = "The hub's snapshot is too large to be one; pages are pulled instead."
                raise HubRefusedError(sentence)
            file.write(chunk)
