"""A code that proves itself by a signature, as far as a signature can."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.model.person import Person
from app.model.standing import Origin, Standing


class Scheme(StrEnum):
    """How a code is signed; the values are stored and travel between releases."""

    PRETIX = "pretix_sig1"
    OWN = "empfang1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKey:
    """A public Ed25519 key of the organiser, 64 hexadecimal digits."""

    scheme: Scheme
    public: str

    @property
    def id(self) -> str:
        """Eight hexadecimal digits by which people and files name the key."""
        return hashlib.sha256(bytes.fromhex(self.public)).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTicket:
    """What a code says whose signature is good.

    ``code`` is the code that the registration has, which need not be the signed text;
    ``fields`` is what the signature vouches for, mostly little; ``is_due`` is whether its
    time has come and has not passed, ``due`` (aware UTC) when it comes, or came to an end.
    """

    registration: str
    code: str
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_due: bool = True
    due: datetime | None = None

    def standing(self) -> Standing:
        """Return the standing of somebody of whom nothing else is known here yet."""
        return Standing(
            registration=self.registration,
            origin=Origin.LIST,
            code=self.code,
            person=Person(dict(self.fields)),
        )


def mark(code: str) -> str:
    """Return the SHA-256 by which a code is barred, so that no list holds the code itself."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
