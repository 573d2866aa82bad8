"""Opening an event file: the right SQLite, durable settings, the right schema.

SQLite comes with ``sqlcipher3``, because every SQLite from 3.7.0 to 3.51.2 can lose committed
rows when a checkpoint races a commit (the WAL-reset bug, fixed in 3.51.3). WAL with
``synchronous=FULL`` flushes the log before COMMIT returns; ``fullfsync`` makes that true on
macOS too.

With a key the file is encrypted by SQLCipher, write-ahead log and copies included; a plain file
of an earlier release is encrypted when it is opened.
"""

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peewee import DatabaseError, InterfaceError, PeeweeException
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import (
    DatabaseForeignError,
    DatabaseTooNewError,
    DiskFailedError,
    EmpfangError,
    FileError,
    NotRecordedError,
    StorageError,
)
from db.disk import Disk, data_folder, disk_of
from db.draft import discard, draft_of, publish
from db.sealing import is_readable, keyed, passphrase, seal, wipe_traces
from db.turns import Turns, turns_of

APPLICATION_ID = 0x456D7066
"""``Empf`` in an event file's header, so that a foreign database is told at once."""

BUSY_TIMEOUT_S = 20
"""How long a writer waits for another process's transaction before it gives up."""

OLDEST_SQLITE = (3, 51, 3)
MIGRATIONS = Path(__file__).with_name("migrations")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its mark in the header, where its schema comes from, and what it is not.

    ``foreign`` is said about a file that bears another mark.
    """

    application_id: int
    migrations: Path
    foreign: str = "was not made by Empfang; nothing was changed in it."


EVENT_FILE = Form(APPLICATION_ID, MIGRATIONS)

logger = logging.getLogger(__name__)

PRAGMAS = {
    "busy_timeout": BUSY_TIMEOUT_S * 1000,
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "foreign_keys": 1,
    "cache_size": -32_000,
}
"""In this order. What SQLite would put into temporary files stays in memory, for it is plain."""


class Database(SqlCipherDatabase):  # type: ignore[misc] # comes without types
    """An open database file, and the state of the disk that it lies on."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        options = {} if key is None else {"passphrase": passphrase(key)}
        super().__init__(str(path), pragmas=PRAGMAS, timeout=BUSY_TIMEOUT_S, **options)
        self.disk = Disk(data_folder(path))
        self.turns = Turns()


def open_database(
    path: Path, *, create: bool = False, key: bytes | None = None, form: Form = EVENT_FILE
) -> Database:
    """Open an event file, bring its schema up to date and return it.

    Args:
        path: The event file.
        create: Make the file when it is not there.
        key: 32 bytes that encrypt it; a plain file is encrypted now. None leaves it plain.
        form: What kind of file it is.

    Raises:
        FileError: it is not there, or its folder cannot be written.
        DatabaseForeignError: it is another program's file, no database, or of another key.
        DatabaseTooNewError: a newer release wrote it.
        StorageError: the SQLite in use is too old, or the disk refuses.
    """
    _require_sqlite()
    if not create and not path.is_file():
        sentence = f"There is no event file {path}; create an event or join a hub first."
        raise FileError(sentence)
    with reading(path):
        _unlock(path, key, form)
        is_empty = _require_own(path, key, form, create=create)
    database = Database(path, key)
    try:
        with reading(path):
            migrate(database, path, form, is_empty=is_empty)
    except BaseException:
        database.close()
        raise
    return database


@contextlib.contextmanager
def reading(path: Path | str) -> Iterator[None]:
    """Turn what the database driver raises into a sentence about *path*.

    Raises:
        StorageError: in place of every exception of peewee or SQLite.
    """
    try:
        yield
    except (PeeweeException, sqlcipher.Error) as error:
        raise _translated(error, path) from error


@contextlib.contextmanager
def writing(database: SqlCipherDatabase) -> Iterator[None]:
    """Run one write transaction; leaving the block commits it durably.

    Raises:
        DiskFailedError: the disk refused, now or earlier; see `db.disk`.
        NotRecordedError: it could not be begun, filled or committed; nothing was written.
    """
    disk = disk_of(database)
    if disk is not None:
        if disk.is_due:
            try_again(database)
        disk.require_working()
    try:
        with turns_of(database).waiting(database.atomic("IMMEDIATE")):
            yield
    except (PeeweeException, sqlcipher.Error) as error:
        reason = str(_first_cause(error))
        logger.info("a transaction failed: %s", reason)
        sentence = f"Nothing was recorded, because the database refused it: {reason}."
        raise _refusal(disk, reason)(sentence) from error
    except NotRecordedError:
        raise  # a transaction within this one has said it
    except (FileError, StorageError) as error:
        # What the transaction read from failed or went away.
        sentence = f"Nothing was recorded. {error.sentence}"
        raise _refusal(disk, str(error.__cause__ or ""))(sentence) from error


def _refusal(disk: Disk | None, reason: str) -> type[NotRecordedError]:
    """Return the error for *reason*; the disk's own ones end all writing."""
    return DiskFailedError if disk is not None and disk.note(reason) else NotRecordedError


def try_again(database: Database) -> None:
    """Write for real after a failure; when that works, everything is tried again from now on.

    Raises:
        DiskFailedError: the disk still refuses.
    """
    disk = database.disk
    try:
        disk.require_room()
        with database.atomic("IMMEDIATE"):
            (version,) = database.execute_sql("PRAGMA user_version").fetchone()
            database.execute_sql(f"PRAGMA user_version = {(version + 1) % 2**31}")
    except (OSError, PeeweeException, sqlcipher.Error) as error:
        disk.note(disk.failure or str(error))
        sentence = f"The disk still refuses to record ({error}); free space, then try again."
        raise DiskFailedError(sentence) from error
    disk.failure = ""
    disk.keep_reserve()


def copy_to(database: SqlCipherDatabase, target: Path) -> None:
    """Write a consistent copy of the open database to *target*, which must not exist."""
    with reading(target):
        database.execute_sql("VACUUM INTO ?", (str(target),))


def _require_sqlite() -> None:
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        sentence = (
            f"SQLite {sqlcipher.sqlite_version} can lose records; install the libraries of"
            " requirements.lock again."
        )
        raise StorageError(sentence)


def _unlock(path: Path, key: bytes | None, form: Form) -> None:
    """See that *key* opens the file; encrypt a plain one. Nothing else is changed in it."""
    if is_readable(path, key):
        if key is not None:
            wipe_traces(path)
        return
    if key is not None and is_readable(path, None):
        _require_own(path, None, form, create=False)
        seal(path, key)
    if not is_readable(path, key):
        sentence = (
            f"{path} is not an event file of Empfang, or the key of this data folder is not the"
            " one that it was locked with; put that key back. Nothing was changed."
        )
        raise DatabaseForeignError(sentence)


def _require_own(path: Path, key: bytes | None, form: Form, *, create: bool) -> bool:
    """Refuse a foreign file before anything is set in it; return whether it is empty."""
    with contextlib.closing(keyed(path, key)) as look:
        application = look.execute("PRAGMA application_id").fetchone()[0]
        is_empty = bool(look.execute("PRAGMA schema_version").fetchone()[0] == 0)
    if not is_empty and application != form.application_id:
        sentence = f"{path} {form.foreign}"
        raise DatabaseForeignError(sentence)
    if is_empty and not create:
        sentence = f"{path} is empty; it is not an event file."
        raise DatabaseForeignError(sentence)
    return is_empty


def migrate(database: SqlCipherDatabase, path: Path, form: Form, *, is_empty: bool) -> None:
    """Apply pending migrations, after a backup when there is something to lose."""
    runner = Runner(database, str(form.migrations))
    status = runner.status()
    unknown = [step.name for step in status if step.path is None]
    if unknown:
        sentence = (
            f"{path} was written by a newer release of Empfang ({unknown[-1]}); install that"
            " release here. Nothing was changed."
        )
        raise DatabaseTooNewError(sentence)
    pending = [step.name for step in status if step.applied is None]
    if not pending:
        return
    if is_empty:
        database.execute_sql(f"PRAGMA application_id = {form.application_id}")
    else:
        _back_up(database, path, before=pending[0])
    with database.atomic("IMMEDIATE"):
        # Of several processes that open an older file at once, the first one migrates it.
        runner.up()


def _back_up(database: SqlCipherDatabase, path: Path, *, before: str) -> None:
    """Keep the file as it was before *before*; an earlier copy of the same step stays."""
    backup = path.with_name(f"{path.stem}.before-{before}{path.suffix}")
    if not backup.exists():
        draft = draft_of(backup)
        try:
            copy_to(database, draft)
        except EmpfangError:
            discard(draft)
            raise
        publish(draft, backup)


def _first_cause(error: BaseException) -> BaseException:
    """Return what went wrong first; a failed COMMIT also fails to roll back what is gone."""
    before = error.__context__
    while isinstance(before, PeeweeException | sqlcipher.Error):
        error, before = before, before.__context__
    return error


def _translated(error: Exception, path: Path | str) -> StorageError | FileError:
    text = str(error)
    if "not a database" in text or "malformed" in text:
        sentence = f"{path} is not an event file of Empfang, or it is damaged: {text}."
        return DatabaseForeignError(sentence)
    if "unable to open" in text or "readonly" in text:
        return FileError(f"{path} cannot be opened for writing; check the folder's rights.")
    if "disk I/O error" in text or "disk is full" in text:
        sentence = f"{path} cannot be used ({text}); free space on its disk, or check the disk."
        return StorageError(sentence)
    if isinstance(error, DatabaseError | InterfaceError | sqlcipher.Error):
        return StorageError(f"The database {path} cannot be used: {text}.")
    return StorageError(f"The database {path} failed: {text}.")
