"""The organiser's own signing key: the public part travels, the private one stays here."""

import os
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import FileError, InputError, UnknownError
from app.model.programme import Programme
from app.model.standing import Standing, Status
from app.model.ticket import EventKey, Scheme, SignedTicket
from app.reading.late_ticket import sign_ticket

FOLDER = "keys"
_OWNER_ONLY, _OWNER_FOLDER = 0o600, 0o700


def make_key(data: Path) -> EventKey:
    """Make a key, keep its private part in *data*, readable by its owner only.

    Raises:
        FileError: the folder cannot be written.
    """
    private = Ed25519PrivateKey.generate()
    key = EventKey(scheme=Scheme.OWN, public=private.public_key().public_bytes_raw().hex())
    path = key_file(data, key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_OWNER_FOLDER)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w"
        ) as file:
            file.write(private.private_bytes_raw().hex())
    except OSError as error:
        sentence = f"The key cannot be kept in {path.parent}: {error.strerror}; check its rights."
        raise FileError(sentence) from error
    return key


def key_file(data: Path, key: EventKey) -> Path:
    """Return where the private part of *key* is, on the machine that made it."""
    return data / FOLDER / f"{key.id}.key"


class Signer:
    """Signs codes for registrations of one event, with a key that was made on this machine."""

    def __init__(self, data: Path, programme: Programme) -> None:
        """Load the latest own key of the event that is here.

        Raises:
            UnknownError: there is none.
            FileError: it cannot be read.
        """
        here = [
            path
            for key in reversed(programme.keys)
            if key.scheme is Scheme.OWN and (path := key_file(data, key)).is_file()
        ]
        if not here:
            sentence = "No signing key was made on this machine; make one (event keys add)."
            raise UnknownError(sentence)
        try:
            self._private = bytes.fromhex(here[0].read_text("ascii"))
        except (OSError, ValueError) as error:
            sentence = f"The key {here[0]} cannot be read; make a new one (event keys add)."
            raise FileError(sentence) from error
        self._event = programme.event.id

    def sign(
        self, standing: Standing, valid: tuple[datetime | None, datetime | None] = (None, None)
    ) -> str:
        """Return a signed code for a registration that gives the right to come.

        Raises:
            InputError: it was cancelled or replaced, or cannot be put into a code.
        """
        if standing.status not in (Status.ACTIVE, Status.UNPAID) or standing.is_erased:
            sentence = f"{standing.person.name} has no right to come ({standing.status})."
            raise InputError(sentence)
        fields = {"name": standing.person.name, "category": standing.person.category}
        ticket = SignedTicket(
            registration=standing.registration, code=standing.code, key="", fields=fields
        )
        return sign_ticket(self._private, self._event, ticket, valid=valid)
