"""What tells the right PIN of a role without giving it away; as dear to guess as a key's."""

import secrets

from app.errors import KeyLostError, PinError
from app.vault.pin import unwrap, wrap

_BYTES = 16


def new_check(pin: str) -> str:
    """Return a text by which *pin* is known again.

    Raises:
        PinError: the PIN is too short.
    """
    return wrap(secrets.token_bytes(_BYTES), pin)


def fits(check: str, pin: str) -> bool:
    """Whether *pin* is the one that *check* was made from; takes a tenth of a second.

    Checks come from other machines and releases. One that cannot be read is that of no PIN, and
    keeps nobody from signing in with another.
    """
    try:
        unwrap(check, pin)
    except (PinError, KeyLostError):
        return False
    return True
