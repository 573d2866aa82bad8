"""A device of pretix that nobody has chosen the events of yet.

The token that pretix shows is good once, so what it gave must outlive a wrong name: whoever joins
again with the same token goes on with the same device.
"""

import hashlib
from dataclasses import asdict
from pathlib import Path

import msgspec

from app.ports.pretix import PretixLink
from app.sync.pretix.pairing import Pairing
from app.vault.sealed import forget, seal, unseal

FILE_NAME = "pairing"


class PendingPairing:
    """The one pairing of a data folder that is not finished.

    Args:
        data: The data folder.
    """

    def __init__(self, data: Path) -> None:
        self._data = data

    def link(self, pairing: Pairing) -> PretixLink | None:
        """Return the device that this token gave before, None where it gave none here."""
        if not (self._data / FILE_NAME).exists():
            return None
        kept = unseal(self._data, FILE_NAME)
        said = {} if kept is None else msgspec.json.decode(kept)
        if said.pop("token_was", "") != _mark(pairing):
            return None
        return PretixLink(**{**said, "events": tuple(said["events"])})

    def keep(self, pairing: Pairing, link: PretixLink) -> None:
        """Keep a device until its events are chosen.

        Raises:
            FileError: the folder cannot be written.
            KeyLostError: the folder's key cannot be had.
        """
        said = {**asdict(link), "token_was": _mark(pairing)}
        seal(self._data, FILE_NAME, msgspec.json.encode(said))

    def forget(self) -> None:
        """Keep nothing any more: the device is in an event, or of no use."""
        forget(self._data, FILE_NAME)


def _mark(pairing: Pairing) -> str:
    return hashlib.sha256(f"{pairing.address} {pairing.token}".encode()).hexdigest()
