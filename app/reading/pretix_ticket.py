"""``pretix_sig1``: signed tickets of the pretix ticketing system.

Version, two lengths of two bytes, a protobuf message and an Ed25519 signature; that in
base64, and that written backwards. The message names product and times, but neither the
person nor the event.
"""

import base64
import binascii
import struct
import uuid
from collections.abc import Iterator

from app.errors import InputError
from app.model.ticket import EventKey, Scheme
from app.reading.claim import SIGNATURE_BYTES, Claim

_LENGTH_MIN, _LENGTH_MAX = 90, 400
_HEAD = struct.Struct(">BHH")
_VERSION = 1
_FIELDS = {2: "pretix_item", 3: "pretix_variation", 4: "pretix_subevent"}
_FROM, _UNTIL = 5, 6
_NUMBER, _TEXT = 0, 2
_VARINT_BITS = 64
_NAMESPACE = uuid.UUID("6a1f3e0c-93d7-5d0e-8b54-0f6f2a7c9e11")
"""Ours; with a code it makes the registration's id, the same on every station."""


def pretix_claim(code: str) -> Claim | None:
    """Return what a code of this form says, None for every other text. Never raises."""
    if not _LENGTH_MIN <= len(code) <= _LENGTH_MAX:
        return None
    try:
        raw = base64.b64decode(code[::-1], validate=True)
        version, message_bytes, signature_bytes = _HEAD.unpack_from(raw)
        message = raw[_HEAD.size : _HEAD.size + message_bytes]
        signature = raw[_HEAD.size + message_bytes :]
        told = dict(_numbers(message))
    except (binascii.Error, ValueError, struct.error):
        return None
    if version != _VERSION or {signature_bytes, len(signature)} != {SIGNATURE_BYTES}:
        return None
    return Claim(
        scheme=Scheme.PRETIX,
        signed=message,
        signature=signature,
        registration=str(uuid.uuid5(_NAMESPACE, code)),
        code=code,
        fields={name: str(told[number]) for number, name in _FIELDS.items() if told.get(number)},
        valid_from_s=told.get(_FROM, 0),
        valid_until_s=told.get(_UNTIL, 0),
    )


def pretix_key(text: str) -> EventKey:
    """Return the key of pretix's ``valid_keys``: base64 of a PEM public key, or the PEM.

    Raises:
        InputError: it is neither, or not a key for Ed25519.
    """
    # Only a station with signed codes pays for loading this.
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - large
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - large
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - large
        load_pem_public_key,
    )

    bare = text.strip().encode("utf-8", "replace")
    try:
        pem = bare if bare.startswith(b"-----") else base64.b64decode(bare, validate=True)
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        sentence = "This is no public key of pretix; copy one of valid_keys → pretix_sig1 whole."
        raise InputError(sentence)
    return EventKey(scheme=Scheme.PRETIX, public=key.public_bytes_raw().hex())


def _numbers(message: bytes) -> Iterator[tuple[int, int]]:
    """Yield number and value of every whole number in a protobuf message; texts are skipped.

    Raises:
        ValueError: it is no such message.
    """
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        kind, number = tag & 7, tag >> 3
        value, place = _varint(message, place)
        if kind == _NUMBER:
            yield number, value
        elif kind == _TEXT and place + value <= len(message):
            place += value
        else:
            sentence = "neither a number nor a text"
            raise ValueError(sentence)


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(message) and shift < _VARINT_BITS:
        byte = message[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 - the top bit says that more follows
            return value, place
    sentence = "a number without an end"
    raise ValueError(sentence)
