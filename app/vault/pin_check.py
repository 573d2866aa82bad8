"""What tells the right PIN of a role without giving it away; as dear to guess as a key's."""

import secrets

from app.errors import PinError
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

    Raises:
        KeyLostError: *check* is damaged.
    """
    try:
        unwrap(check, pin)
    except PinError:
        return False
    return True
