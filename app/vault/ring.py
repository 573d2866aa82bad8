"""The system's keyring, where there is one that can be used; loaded only when it is asked."""

import contextlib
import secrets

from app.errors import KeyLostError

SERVICE = "Empfang"
_LEAST_PRIORITY = 1
"""Below this the library itself calls a place not recommended: none, or a plain file."""

_TROUBLES = (OSError, RuntimeError)
"""What backends let through beside the library's own errors."""


def store_new(text: str) -> str | None:
    """Keep *text* under a fresh name; return the name, None where no keyring takes it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        if keyring.get_keyring().priority < _LEAST_PRIORITY:
            return None
        name = secrets.token_hex(8)
        keyring.set_password(SERVICE, name, text)
        return name if keyring.get_password(SERVICE, name) == text else None
    except (KeyringError, *_TROUBLES):
        return None


def fetch(name: str) -> str:
    """Return what is kept under *name*.

    Raises:
        KeyLostError: nothing is, or the keyring does not answer.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        text = keyring.get_password(SERVICE, name)
    except (KeyringError, *_TROUBLES) as error:
        sentence = (
            f"The keyring of this system does not give the key ({error}); unlock it, or log in"
            " as the user who made this data folder."
        )
        raise KeyLostError(sentence) from error
    if text is None:
        sentence = (
            f"The keyring of this system has no key {SERVICE} {name} any more; log in as the user"
            " who made this data folder, or put a kept copy of the key into its file key."
        )
        raise KeyLostError(sentence)
    return text


def store(name: str, text: str) -> None:
    """Keep *text* under *name* in place of what is there.

    Raises:
        KeyLostError: the keyring does not take it; what was there stays.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, text)
    except (KeyringError, *_TROUBLES) as error:
        sentence = f"The keyring of this system does not take the key ({error}); unlock it."
        raise KeyLostError(sentence) from error


def forget(name: str) -> None:
    """Remove what is kept under *name*, if the keyring lets go of it."""
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, *_TROUBLES):
        keyring.delete_password(SERVICE, name)
