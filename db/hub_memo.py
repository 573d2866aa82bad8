"""What a hub's data folder remembers: the database's address and where stations reach it.

It is kept beside the database, because it says where the database is.
"""

import contextlib
from pathlib import Path

import msgspec

from app.errors import FileError, InputError

FILE_NAME = "hub.json"
_SQLITE = "sqlite:///"


class HubMemo(msgspec.Struct, frozen=True, kw_only=True):
    """How this hub is run.

    ``database`` is a URL, ``listening`` the ``HOST:PORT`` that it last listened on, and
    ``address`` the one that stations are told, empty when it is the same.
    """

    database: str
    listening: str = ""
    address: str = ""

    @property
    def path(self) -> Path:
        """The database file."""
        return database_path(self.database)


def database_path(url: str) -> Path:
    """Return the file that a database URL names.

    Raises:
        InputError: it is no URL of a SQLite file.
    """
    if not url.startswith(_SQLITE) or len(url) == len(_SQLITE):
        sentence = f"{url} is no database of a hub; write it like sqlite:///hub.db."
        raise InputError(sentence)
    return Path(url.removeprefix(_SQLITE))


def database_url(path: Path) -> str:
    """Return the URL of a SQLite file, good from every working folder."""
    return _SQLITE + path.absolute().as_posix()


def read_memo(data: Path) -> HubMemo | None:
    """Return what the folder remembers, None when it is no hub's folder.

    Raises:
        FileError: the file is there but cannot be read.
    """
    path = data / FILE_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=HubMemo)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        sentence = f"{path} cannot be read ({error}); mend it, or delete it and serve again."
        raise FileError(sentence) from error


def save_memo(data: Path, memo: HubMemo) -> None:
    """Keep *memo* in the folder, whole or not at all.

    Raises:
        FileError: the folder cannot be written.
    """
    path = data / FILE_NAME
    draft = path.with_suffix(".new")
    try:
        data.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(memo)))
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        sentence = f"The hub's folder {data} cannot be written: {error.strerror}."
        raise FileError(sentence) from error
