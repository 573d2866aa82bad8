"""The enrolment text: one line, typed or scanned, that lets a station into a hub.

``EV1:HOST:PORT:ONE-TIME-CODE:PIN``. The code has 60 random bits; the pin is the SHA-256 of
the hub's public TLS key. Both are base32 without padding, so the text fits a QR code's
alphanumeric mode when the host is upper case.
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Self

from app.errors import EnrolmentError, InputError

PREFIX = "EV1"
CODE_LENGTH = 12
"""Of 32 letters and digits: 60 bits."""

CODE_LIFE_MS = 10 * 60 * 1000

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CODE = re.compile(r"[A-Z2-7]{12}")
_PIN = re.compile(r"[A-Z2-7]{52}")
_PARTS = 3
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Where the hub is, the one-time code, and how the hub is recognised."""

    host: str
    port: int
    code: str
    pin: str

    def __str__(self) -> str:
        return f"{PREFIX}:{self.address}:{self.code}:{self.pin}"

    @property
    def address(self) -> str:
        """``HOST:PORT``, an IPv6 address in brackets."""
        return address_text(self.host, self.port)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an enrolment text; spaces around it and the case of its letters do not matter.

        Raises:
            EnrolmentError: it is not one, or it was cut off.
        """
        prefix, _, rest = text.strip().partition(":")
        parts = rest.rsplit(":", 2)
        if prefix.upper() != PREFIX or len(parts) != _PARTS:
            raise EnrolmentError(_no_text("it must look like EV1:HOST:PORT:CODE:PIN"))
        address, code, pin = parts[0].lower(), parts[1].upper(), parts[2].upper()
        if not _CODE.fullmatch(code) or not _PIN.fullmatch(pin):
            raise EnrolmentError(_no_text("code or pin was cut off or mistyped"))
        try:
            host, port = read_address(address)
        except InputError as error:
            raise EnrolmentError(_no_text(f"{address} is no HOST:PORT")) from error
        return cls(host, port, code, pin)


def new_code() -> str:
    """Return a fresh one-time code of 12 letters and digits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))


def pin_of(public_key: bytes) -> str:
    """Return the pin of a public key given as DER SubjectPublicKeyInfo, 52 characters."""
    return _base32(hashlib.sha256(public_key).digest())


def hashed(secret: str) -> str:
    """Return what a hub keeps of a code or token: its SHA-256 in hexadecimal.

    No salt and no slow hash are needed: the secrets are random, never chosen by people.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def read_address(address: str) -> tuple[str, int]:
    """Split ``HOST:PORT``; an IPv6 address stands in brackets.

    Raises:
        InputError: host or port are missing or impossible.
    """
    host, _, port = address.rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    is_number = port.isascii() and port.isdecimal() and int(port) <= _HIGHEST_PORT
    if not bare or not is_number or (":" in bare and bare == host):
        sentence = f"{address} is no HOST:PORT; write it like 192.168.1.5:8443."
        raise InputError(sentence)
    return bare, int(port)


def address_text(host: str, port: int) -> str:
    """Return ``HOST:PORT`` with an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=")


def _no_text(why: str) -> str:
    return f"This is no enrolment text, because {why}; ask the hub for a new one."
