"""What a hub's data folder remembers: the database's address and where stations reach it.

It is kept beside the database, because it says where the database is.
"""

import re
import secrets
from pathlib import Path

import msgspec

from app.errors import FileError, InputError
from app.vault.files import replace_private

FILE_NAME = "hub.json"
DATABASE = "hub.db"
"""The file in the data folder when no database is named."""

_SQLITE = "sqlite:///"
_POSTGRESQL = re.compile(r"postgresql://([^\s@/?#]+@)?[^\s@/?#]*/[^\s@/?#]+(\?[^\s#]*)?", re.ASCII)
"""Signs that mean something in a URL must not stand in a name or password as they are."""


class HubMemo(msgspec.Struct, frozen=True, kw_only=True):
    """How this hub is run.

    ``database`` is a URL, ``station`` the id under which the hub itself writes, ``listening`` the
    ``HOST:PORT`` that it last listened on, and ``address`` the one that stations are told, empty
    when it is the same.
    """

    database: str
    station: str = ""
    listening: str = ""
    address: str = ""

    @property
    def path(self) -> Path:
        """The database file.

        Raises:
            InputError: the database is no file.
        """
        return database_path(self.database)


def settle(data: Path, url: str | None = None) -> HubMemo:
    """Return what the hub's folder remembers, after choosing the database.

    Args:
        data: The hub's data folder.
        url: Another database than the remembered one.

    Raises:
        InputError: the URL cannot be used.
        FileError: the folder cannot be read or written.
    """
    known = read_memo(data)
    memo = known or HubMemo(database=database_url(data / DATABASE))
    if url is not None:
        memo = msgspec.structs.replace(memo, database=_settled(url))
    if not memo.station:
        memo = msgspec.structs.replace(memo, station=secrets.token_hex(6))
    if memo != known:
        save_memo(data, memo)
    return memo


def is_postgresql(url: str) -> bool:
    """Whether a URL names a PostgreSQL database.

    Raises:
        InputError: it names neither that nor a SQLite file.
    """
    if _POSTGRESQL.fullmatch(url):
        from db.postgresql_driver import is_understood  # noqa: PLC0415 - see `db`

        if is_understood(url):
            return True
    database_path(url)
    return False


def database_path(url: str) -> Path:
    """Return the file that a database URL names.

    Raises:
        InputError: it is no URL of a SQLite file.
    """
    if url.startswith("postgres"):
        # The URL is not repeated: it may hold a password.
        sentence = (
            "A hub's database on PostgreSQL is written like"
            " postgresql://user:password@host/database; write other signs than letters and"
            " digits of a password as %XX."
        )
        raise InputError(sentence)
    if not url.startswith(_SQLITE) or len(url) == len(_SQLITE):
        sentence = (
            f"{url} is no database of a hub; write it like sqlite:///hub.db or"
            " postgresql://host/database."
        )
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
    """Keep *memo* in the folder, whole or not at all, for its owner's eyes only.

    A URL may hold a password.

    Raises:
        FileError: the folder cannot be written.
    """
    path = data / FILE_NAME
    try:
        data.mkdir(parents=True, exist_ok=True)
        replace_private(path, msgspec.json.format(msgspec.json.encode(memo)))
    except OSError as error:
        sentence = f"The hub's folder {data} cannot be written: {error.strerror}."
        raise FileError(sentence) from error


def _settled(url: str) -> str:
    return url if is_postgresql(url) else database_url(database_path(url))
