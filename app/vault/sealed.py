"""Small secrets of a data folder that belong to no event yet: files that its key opens."""

import contextlib
import secrets
from pathlib import Path

from app.errors import FileError
from app.vault import key_of
from app.vault.files import replace_private, wipe

_NONCE_BYTES = 12


def seal(data: Path, name: str, content: bytes) -> None:
    """Keep *content* as the file *name* in the folder *data*, in place of what was there.

    Raises:
        KeyLostError: the key of the folder cannot be had.
        FileError: the folder cannot be written.
    """
    # Seldom wanted, and it takes longer to load than a window may.
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + ChaCha20Poly1305(key_of(data)).encrypt(nonce, content, name.encode())
    try:
        replace_private(data / name, sealed)
    except OSError as error:
        sentence = f"{data / name} cannot be written ({error.strerror}); look at the folder."
        raise FileError(sentence) from error


def unseal(data: Path, name: str) -> bytes | None:
    """Return what `seal` kept; None where there is nothing that the folder's key opens.

    Raises:
        KeyLostError: the key of the folder cannot be had.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    with contextlib.suppress(OSError, InvalidTag, ValueError):
        sealed = (data / name).read_bytes()
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return ChaCha20Poly1305(key_of(data)).decrypt(nonce, rest, name.encode())
    return None


def forget(data: Path, name: str) -> None:
    """Keep it no more."""
    wipe(data / name)
