"""Encrypting a plain event file of an earlier release, in place and once.

The file is exported into an encrypted draft, compared, put in place of the plain one, and the
plain bytes are overwritten. A crash at any moment leaves either file whole under the name; what
still has to be wiped then waits beside it and is wiped at the next opening. Flash disks and
journaling file systems may keep old blocks all the same.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import FileError, StorageError
from app.vault.files import flush_folder, keep_trace, trace_of, wipe
from db.draft import discard, draft_of

LOCK_TIMEOUT_S = 60
"""How long one process waits while another encrypts the same file."""

_TRIES = 50
"""More than there are processes of one desk: each one that ends takes the lock file away."""

_BESIDE = ("", "-wal")


def passphrase(key: bytes) -> str:
    """Return *key* as SQLCipher takes a raw key; it is stretched no further."""
    return f"x'{key.hex()}'"


def keyed(path: Path, key: bytes | None, options: str = "") -> sqlcipher.Connection:
    """Return a bare connection to *path*, with a key or without; *options* as in a URI."""
    where = f"{path.absolute().as_uri()}?{options}"
    connection = sqlcipher.connect(where, isolation_level=None, uri=True)
    # A wrong key is an answer here, not a line on standard error.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f'PRAGMA key = "{passphrase(key)}"')
    return connection


def is_readable(path: Path, key: bytes | None) -> bool:
    """Whether *path* is a database under *key*, or a plain one without; changes nothing.

    The file is looked at through SQLite only: closing another handle on it would drop the locks
    of this process's connections. A connection that may write would take the log in as it
    closes, hence the first look; it takes no locks, so a no is asked again.

    Raises:
        sqlcipher.Error: it cannot be opened at all.
    """
    if not path.exists():
        return True
    return any(_opens(path, key, options) for options in ("immutable=1", "mode=ro"))


def _opens(path: Path, key: bytes | None, options: str) -> bool:
    with contextlib.closing(keyed(path, key, options)) as look:
        try:
            look.execute("PRAGMA schema_version").fetchone()
        except sqlcipher.DatabaseError as error:
            if "not a database" in str(error):
                return False
            raise
    return True


def seal(path: Path, key: bytes) -> None:
    """Encrypt the plain database *path* and its plain copies from before migrations.

    Raises:
        FileError: another program has it open, or the folder cannot be written.
        StorageError: the encrypted copy is not the same; the plain file stays.
        sqlcipher.Error: it cannot be read.
    """
    copies = list(path.parent.glob(f"{path.stem}.before-*{path.suffix}"))
    with _alone(path):
        # The file itself comes last: after it nobody looks for plain copies any more.
        for each in (*copies, path):
            if is_readable(each, None):
                _seal_one(each, key)
            wipe_traces(each)


def wipe_traces(path: Path) -> None:
    """Wipe what a crash while sealing left of the plain *path*."""
    for ending in _BESIDE:
        trace = trace_of(path.with_name(path.name + ending))
        if trace.exists():
            wipe(trace)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from sealing *path*; the lock ends with the process."""
    lock = path.with_name(f"{path.name}.sealing")
    with contextlib.closing(_guard(lock)):
        yield
        # Who waits for it finds the file encrypted; who comes later does not ask for it.
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)


def _guard(lock: Path) -> sqlcipher.Connection:
    """Return a connection that alone has *lock*, and tries again when that was taken away."""
    for tries_left in reversed(range(_TRIES)):
        guard = sqlcipher.connect(str(lock), timeout=LOCK_TIMEOUT_S)
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlcipher.OperationalError as error:
            guard.close()
            if not tries_left or "locked" in str(error):
                raise
        else:
            return guard
    raise AssertionError


def _seal_one(path: Path, key: bytes) -> None:
    draft = draft_of(path)
    traces = [keep_trace(path.with_name(path.name + ending)) for ending in _BESIDE]
    try:
        _export(path, draft, key)
        _replace(draft, path)
    except BaseException:
        discard(draft)
        for trace in traces:
            with contextlib.suppress(OSError):
                trace.unlink(missing_ok=True)
        raise
    for trace in traces:
        wipe(trace)


def _export(path: Path, draft: Path, key: bytes) -> None:
    with contextlib.closing(keyed(path, None)) as plain:
        _fold_log(plain, path)
        plain.execute("PRAGMA secure_delete = 1")
        plain.execute("ATTACH ? AS sealed KEY ?", (str(draft), passphrase(key)))
        plain.execute("PRAGMA sealed.synchronous = 2")
        plain.execute("SELECT sqlcipher_export('sealed')").fetchone()
        for number in ("application_id", "user_version"):
            (value,) = plain.execute(f"PRAGMA {number}").fetchone()
            plain.execute(f"PRAGMA sealed.{number} = {value}")
        _require_same(plain, path)
        plain.execute("DETACH sealed")


def _fold_log(plain: sqlcipher.Connection, path: Path) -> None:
    """Take the write-ahead log in; a left one would be played into the encrypted file."""
    plain.execute("PRAGMA busy_timeout = 2000")
    try:
        (mode,) = plain.execute("PRAGMA journal_mode = delete").fetchone()
    except sqlcipher.OperationalError as error:
        if "locked" not in str(error):
            raise
        mode = "locked"
    if mode != "delete":
        sentence = f"{path} is open in another program; close Empfang everywhere and try again."
        raise FileError(sentence)


def _require_same(plain: sqlcipher.Connection, path: Path) -> None:
    """Compare both files table by table and page by page."""
    tables = [
        name
        for (name,) in plain.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
    ]
    is_same = all(_count(plain, "main", name) == _count(plain, "sealed", name) for name in tables)
    (verdict,) = plain.execute("PRAGMA sealed.integrity_check(1)").fetchone()
    if not is_same or verdict != "ok":
        sentence = f"{path} could not be encrypted ({verdict}); it stays as it was."
        raise StorageError(sentence)


def _count(plain: sqlcipher.Connection, schema: str, table: str) -> int:
    name = table.replace('"', '""')
    (count,) = plain.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()
    return int(count)


def _replace(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        sentence = f"{path} cannot be encrypted: {error.strerror}; check the folder's rights."
        raise FileError(sentence) from error
