"""The station's own Ed25519 key: a token alone, once stolen, cannot write in its name."""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)


def new_key() -> str:
    """Return a fresh private key, 64 hexadecimal digits."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_part(private_key: str) -> str:
    """Return the public key that belongs to a private one, 64 hexadecimal digits."""
    return _private(private_key).public_key().public_bytes_raw().hex()


def sign(private_key: str, message: bytes) -> str:
    """Return the signature of *message*, 128 hexadecimal digits."""
    return _private(private_key).sign(message).hex()


def is_public_key(text: str) -> bool:
    """Whether *text* is a public key that signatures can be checked with."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        return False
    return True


def is_signed_by(public_key: str, message: bytes, signature: str) -> bool:
    """Whether *signature* is the holder's of *public_key* under exactly *message*."""
    try:
        _public(public_key).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=1024)
def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))


def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
