"""A key wrapped by a PIN: whoever has the text still has to guess, at a tenth of a second a guess.

The text says how it was made, so that a later release may make it otherwise::

    pin-1 argon2id <salt> <nonce> <sealed key>        all three as hexadecimal

Four digits are 10,000 guesses: a PIN slows a thief down by a quarter of an hour, six letters and
digits by years. It is the disk's encryption that keeps strangers out; this is a second door.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.errors import KeyLostError, PinError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FORMAT = "pin-1"
SHORTEST_PIN = 4
_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32
_MEMORY_KIB, _ROUNDS, _LANES = 64 * 1024, 3, 4


def is_wrapped(text: str) -> bool:
    """Whether *text* needs a PIN."""
    return text.startswith(f"{FORMAT} ")


def wrap(key: bytes, pin: str) -> str:
    """Return *key* as a text that only *pin* opens.

    Raises:
        PinError: the PIN is too short.
    """
    if len(pin) < SHORTEST_PIN:
        sentence = f"A PIN needs {SHORTEST_PIN} characters or more; nothing was changed."
        raise PinError(sentence)
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    name = next(iter(_stretchers()))
    sealed = _cipher(name, pin, salt).encrypt(nonce, key, _label(name))
    return " ".join((FORMAT, name, salt.hex(), nonce.hex(), sealed.hex()))


def unwrap(text: str, pin: str) -> bytes:
    """Return the key in *text*.

    Raises:
        PinError: it is another PIN.
        KeyLostError: the text is damaged.
    """
    from cryptography.exceptions import InvalidTag

    try:
        _format, name, *parts = text.split()
        salt, nonce, sealed = map(bytes.fromhex, parts)
        return _cipher(name, pin, salt).decrypt(nonce, sealed, _label(name))
    except InvalidTag as error:
        sentence = "That is not the PIN of this data folder; type it again."
        raise PinError(sentence) from error
    except (ValueError, KeyError) as error:
        sentence = "The protected key is damaged; put the kept copy of it back."
        raise KeyLostError(sentence) from error


def _cipher(name: str, pin: str, salt: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(_stretchers()[name](pin.encode(), salt))


def _stretchers() -> Mapping[str, Callable[[bytes, bytes], bytes]]:
    """Return the ways to make a guess dear that this machine has, the best first."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    known = {"argon2id": _argon2id, "scrypt": _scrypt}
    try:
        Argon2id(salt=bytes(_SALT_BYTES), length=_KEY_BYTES, iterations=1, lanes=1, memory_cost=8)
    except UnsupportedAlgorithm:
        del known["argon2id"]
    return known


def _argon2id(pin: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt, length=_KEY_BYTES, iterations=_ROUNDS, lanes=_LANES, memory_cost=_MEMORY_KIB
    ).derive(pin)


def _scrypt(pin: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=_KEY_BYTES, n=2**16, r=8, p=1).derive(pin)


def _label(name: str) -> bytes:
    return f"{FORMAT} {name}".encode()
