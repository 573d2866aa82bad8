"""The key of a data folder: 32 random bytes that open its databases, and where they are kept.

In the system's keyring where there is one, under a random name that the file ``key-name`` holds;
else in the file ``key``, for its owner only, as hexadecimal. A file ``key`` always wins, so a
folder can be made independent of a keyring by writing one. With a PIN the same place holds the
wrapped key (`app.vault.pin`).
"""

import contextlib
import getpass
import os
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import FileError, KeyLostError, PinError
from app.vault.files import publish_secret, read_secret, replace_secret, trace_of, wipe
from app.vault.pin import is_wrapped, unwrap, wrap
from app.vault.ring import fetch, forget, store, store_new

KEY_FILE = "key"
NAME_FILE = "key-name"
PIN_VARIABLE = "EMPFANG_PIN"
KEY_BYTES = 32
_PLAIN = b"SQLite format 3\0"

_unlocked: dict[str, bytes] = {}
"""Wrapped keys that this process has opened; a PIN is asked once."""


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key of a folder is, as a file or as a name in the keyring."""

    text: str
    path: Path
    is_file: bool

    @property
    def is_protected(self) -> bool:
        """Whether a PIN is needed."""
        return is_wrapped(self.text)


def key_of(data: Path) -> bytes:
    """Return the key of the databases in *data*; a folder without one gets one.

    Safe when several processes start at once. With a PIN it comes from ``EMPFANG_PIN``, or is
    asked on the terminal, once a process.

    Raises:
        KeyLostError: there are locked databases, and their key is gone or damaged.
        PinError: the PIN is wrong, or there is nobody to ask.
        FileError: the folder cannot be read or written.
    """
    place = place_of(data) or _made(data)
    text = place.text
    if not is_wrapped(text):
        return _plain_key(text, data)
    # A crash while it was wrapped may have left the bare key beside it.
    wipe(trace_of(place.path))
    if text not in _unlocked:
        _unlocked[text] = unwrap(text, _asked_pin())
    return _unlocked[text]


def place_of(data: Path) -> KeyPlace | None:
    """Return where the key of *data* is kept, None when the folder has none yet.

    Raises:
        KeyLostError: the keyring has lost it or does not answer.
        FileError: the folder cannot be read.
    """
    path = data / KEY_FILE
    if (text := read_secret(path)) is not None:
        return KeyPlace(text, path, is_file=True)
    path = data / NAME_FILE
    if (name := read_secret(path)) is not None:
        return KeyPlace(fetch(name), path, is_file=False)
    return None


def needs_pin(data: Path) -> bool:
    """Whether somebody has to type a PIN before the databases of *data* can be opened."""
    place = place_of(data)
    return (
        place is not None
        and place.is_protected
        and place.text not in _unlocked
        and not os.environ.get(PIN_VARIABLE)
    )


def unlock(data: Path, pin: str) -> None:
    """Open the protected key of *data* for this process.

    Raises:
        PinError: it is another PIN.
    """
    if (place := place_of(data)) is not None and place.is_protected:
        _unlocked[place.text] = unwrap(place.text, pin)


def protect(data: Path, pin: str) -> None:
    """Wrap the key of *data* by *pin*, or by another one than before.

    Raises:
        PinError: the PIN is too short, or the present one is wrong.
        FileError: the key cannot be kept.
    """
    key = key_of(data)
    wrapped = wrap(key, pin)
    _replace(data, wrapped)
    _unlocked[wrapped] = key


def unprotect(data: Path) -> None:
    """Keep the key of *data* without a PIN again; the present one is asked for.

    Raises:
        PinError: the present PIN is wrong.
        FileError: the key cannot be kept.
    """
    _replace(data, key_of(data).hex())


def destroy(data: Path) -> None:
    """Destroy the key of *data*: what it locked cannot be read any more, by anybody.

    Raises:
        FileError: the folder cannot be read.
    """
    _unlocked.clear()
    if (name := read_secret(data / NAME_FILE)) is not None:
        forget(name)
    for path in (data / KEY_FILE, data / NAME_FILE):
        wipe(path)
        wipe(trace_of(path))


def _plain_key(text: str, data: Path) -> bytes:
    with contextlib.suppress(ValueError):
        if len(key := bytes.fromhex(text)) == KEY_BYTES:
            return key
    sentence = (
        f"The key of {data} is damaged: it has to be {KEY_BYTES} bytes as hexadecimal; put the"
        " kept copy of it back."
    )
    raise KeyLostError(sentence)


def _asked_pin() -> str:
    if pin := os.environ.get(PIN_VARIABLE):
        return pin
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("PIN: ")
    sentence = f"The key of this data folder is protected; give its PIN in {PIN_VARIABLE}."
    raise PinError(sentence)


def _made(data: Path) -> KeyPlace:
    """Make a key; of several processes that do so at once, all use the first one's."""
    databases = [*data.glob("*.db"), *data.glob("events/*.db")]
    if (locked := next(filter(_is_locked, databases), None)) is not None:
        sentence = (
            f"{locked} is not an event file of Empfang, or the key that it was locked with is"
            f" gone; put that key back as {data / KEY_FILE}. Nothing was changed."
        )
        raise KeyLostError(sentence)
    text = secrets.token_bytes(KEY_BYTES).hex()
    with _writing(data):
        data.mkdir(parents=True, exist_ok=True)
        if (name := store_new(text)) is None:
            publish_secret(data / KEY_FILE, text)
        elif not publish_secret(data / NAME_FILE, name):
            forget(name)
    place = place_of(data)
    if place is None:
        sentence = f"The key of {data} was taken away while it was made; try again."
        raise FileError(sentence)
    return place


def _is_locked(path: Path) -> bool:
    """Whether a database file is neither empty nor plain."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN))
    except OSError:
        return False
    return head not in (b"", _PLAIN)


def _replace(data: Path, text: str) -> None:
    """Keep *text* where the key of *data* is kept."""
    place = place_of(data) or _made(data)
    if place.is_file:
        with _writing(data):
            replace_secret(place.path, text)
    else:
        store(read_secret(place.path) or "", text)


@contextlib.contextmanager
def _writing(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = f"The key cannot be kept in {data}: {error.strerror}; check its rights."
        raise FileError(sentence) from error
