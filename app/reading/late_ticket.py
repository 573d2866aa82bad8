"""Our own signed codes, for people who register when stations are already out of reach.

A tag of the event, the registration's id and code, name, category, times and an Ed25519
signature, written as one number in the 19 letters that survive every keyboard layout: about
a hundred letters more than base45, and no scanner garbles them.
"""

import hashlib
import math
import struct
import uuid
from datetime import datetime

from app.errors import InputError
from app.model.code import ALPHABET
from app.model.ticket import Scheme, SignedTicket
from app.reading.claim import SIGNATURE_BYTES, Claim

LETTERS_MIN, LETTERS_MAX = 180, 700
"""Shorter texts are no such codes; longer ones nobody has made."""

_HEAD = struct.Struct(">B8s16sII")
_VERSION = 1
_CONTEXT = b"empfang1"
"""Signed with the message, so that no signature made for something else fits."""
_BITS = math.log2(len(ALPHABET))
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_CODE_BYTES, _NAME_BYTES, _CATEGORY_BYTES = 200, 80, 40

Validity = tuple[datetime | None, datetime | None]
"""From when and until when; None is no limit."""


def sign_ticket(
    private: bytes, event: str, ticket: SignedTicket, *, valid: Validity = (None, None)
) -> str:
    """Return a signed code for *ticket*, some 250 letters.

    A name of more than 80 or a category of more than 40 bytes is cut.

    Args:
        private: The event's Ed25519 key, 32 bytes.
        event: Id of the event.
        ticket: Registration, code and fields.
        valid: When the code opens a door.

    Raises:
        InputError: the registration's id is no UUID, or its code is too long.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - rarely needed
        Ed25519PrivateKey,
    )

    message = _message(event, ticket, valid)
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_CONTEXT + message)
    return _letters(message + signature)


def late_claim(code: str) -> Claim | None:
    """Return what a code of this form says, None for every other text. Never raises."""
    raw = _bytes(code)
    if raw is None or len(raw) <= _HEAD.size + SIGNATURE_BYTES:
        return None
    message, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    version, tag, registration, begins_s, ends_s = _HEAD.unpack_from(message)
    texts = _texts(message[_HEAD.size :])
    if version != _VERSION or texts is None:
        return None
    own_code, name, category = texts
    return Claim(
        scheme=Scheme.OWN,
        signed=_CONTEXT + message,
        signature=signature,
        registration=str(uuid.UUID(bytes=registration)),
        code=own_code,
        fields={key: text for key, text in (("name", name), ("category", category)) if text},
        event_tag=tag,
        valid_from_s=begins_s,
        valid_until_s=ends_s,
    )


def event_tag(event: str) -> bytes:
    """Return the eight bytes by which a signed code names its event."""
    return hashlib.sha256(event.encode()).digest()[:8]


def _message(event: str, ticket: SignedTicket, valid: Validity) -> bytes:
    try:
        registration = uuid.UUID(ticket.registration).bytes
    except ValueError as error:
        sentence = f"The registration {ticket.registration} has no UUID and cannot be signed."
        raise InputError(sentence) from error
    code = ticket.code.encode()
    if len(code) > _CODE_BYTES:
        sentence = f"A code of more than {_CODE_BYTES} bytes does not fit into a signed one."
        raise InputError(sentence)
    begins, ends = (int(time.timestamp()) if time else 0 for time in valid)
    head = _HEAD.pack(_VERSION, event_tag(event), registration, begins, ends)
    name = _cut(ticket.fields.get("name", ""), _NAME_BYTES)
    category = _cut(ticket.fields.get("category", ""), _CATEGORY_BYTES)
    return head + b"".join(bytes([len(text)]) + text for text in (code, name, category))


def _cut(text: str, limit: int) -> bytes:
    """Return at most *limit* bytes of *text*, no half character."""
    return text.encode()[:limit].decode("utf-8", "ignore").encode()


def _texts(rest: bytes) -> tuple[str, str, str] | None:
    """Return the three texts behind the head, None where they are not exactly three."""
    texts = []
    for _ in range(3):
        length, rest = rest[0] if rest else 0, rest[1:]
        if len(rest) < length:
            return None
        texts.append(rest[:length])
        rest = rest[length:]
    try:
        code, name, category = (text.decode() for text in texts)
    except UnicodeDecodeError:
        return None
    return None if rest or not code else (code, name, category)


def _letters(data: bytes) -> str:
    number = int.from_bytes(data)
    letters = []
    for _ in range(math.ceil(len(data) * 8 / _BITS)):
        number, value = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[value])
    return "".join(reversed(letters))


def _bytes(text: str) -> bytes | None:
    """Return the bytes that *text* spells in any case, with spaces or hyphens; else None."""
    if not LETTERS_MIN <= len(text) <= 2 * LETTERS_MAX:
        return None
    letters = text.upper().replace(" ", "").replace("-", "")
    if not LETTERS_MIN <= len(letters) <= LETTERS_MAX or not set(letters) <= _VALUE.keys():
        return None
    number = 0
    for letter in letters:
        number = number * len(ALPHABET) + _VALUE[letter]
    length = math.floor(len(letters) * _BITS / 8)
    try:
        data = number.to_bytes(length)
    except OverflowError:
        return None
    return data if _letters(data) == letters else None
