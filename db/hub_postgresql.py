"""A hub's database on a PostgreSQL server, by psycopg 3.

Every write transaction takes the writers' lock first, whatever process it is in: so positions
are contiguous, and nobody reads past an entry that is still to come. A connection that was lost
is made again by whoever needs it next; what it was in the middle of has failed and says so.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from peewee import InterfaceError, OperationalError, PeeweeException, PostgresqlDatabase
from playhouse.migrations import Runner
from psycopg.conninfo import conninfo_to_dict

from app.errors import DatabaseTooNewError, NotRecordedError, StorageError
from db import postgresql_driver
from db.connection import BUSY_TIMEOUT_S
from db.rehome import GUARD
from db.rows import COLUMNS

postgresql_driver.load()

MIGRATIONS = Path(__file__).with_name("hub_migrations")

WRITERS_LOCK = 0x456D7057
LEADERS_LOCK = 0x456D704C
"""Keys of advisory locks; they count within one database."""

_BEGIN = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
"""One round trip. What is read after the lock was given is what the holder before committed."""

_COPY = f"COPY journal (position, {COLUMNS}) FROM STDIN"

_IDLE_WRITER_S = 60
"""A hub that hangs in a transaction is thrown out of it, so that another one can go on."""

_SETTINGS = f"""
SET lock_timeout = '{BUSY_TIMEOUT_S}s';
SET idle_in_transaction_session_timeout = '{_IDLE_WRITER_S}s'
"""

_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "empfang hub",
}
"""Without them a server whose cable was pulled is waited for a quarter of an hour."""

_LOST = ("08", "57P")
"""Classes of SQLSTATE (PostgreSQL, appendix A): the connection broke, the server shuts down."""


class PostgresqlBackend:
    """A hub's database on a server. Safe to use from several threads and processes.

    Args:
        url: ``postgresql://…``, as libpq reads it.

    Raises:
        DatabaseTooNewError: a newer release wrote it.
        StorageError: it cannot be reached, or the server is set to lose records.
    """

    def __init__(self, url: str) -> None:
        told = conninfo_to_dict(url)
        self.where = f"The hub's database {told.get('dbname')} on {told.get('host', 'localhost')}"
        more = {key: value for key, value in _PATIENCE.items() if key not in told}
        self.database = _Server(url, prefer_psycopg3=True, encoding="utf8", **more)
        self._leading: psycopg.Connection | None = None
        self._leaders_door = threading.Lock()
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what the driver raises into a `StorageError`."""
        try:
            yield
        except (PeeweeException, psycopg.Error) as error:
            sentence = f"{self.where} cannot be used: {_reason(error)}."
            raise StorageError(sentence) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run one write transaction; nobody else writes meanwhile."""
        try:
            with self.database.atomic():
                yield
        except (PeeweeException, psycopg.Error) as error:
            sentence = f"{self.where} did not confirm that anything was recorded: {_reason(error)}."
            raise NotRecordedError(sentence) from error

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows of the journal, made by `db.rows.to_row`."""
        with self.database.connection().cursor().copy(_COPY) as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Lift the trigger that keeps history; call it inside a transaction."""
        self.database.execute_sql(f"ALTER TABLE journal DISABLE TRIGGER {GUARD}")
        yield
        self.database.execute_sql(f"ALTER TABLE journal ENABLE TRIGGER {GUARD}")

    def scrub(self) -> bool:
        """Write the journal anew without the old versions of its rows; return whether it is done.

        The server's own log and its backups are the matter of whoever runs it.
        """
        with self.reading():
            self.database.execute_sql("VACUUM (FULL) journal")
        # Only some may ask for it; the server does it by itself within minutes.
        with suppress(PeeweeException, psycopg.Error):
            self.database.execute_sql("CHECKPOINT")
        return True

    def is_leader(self) -> bool:
        """Hold the leaders' lock, or try to get it, on a connection of its own."""
        with self._leaders_door:
            try:
                if self._leading is None:
                    self._leading = self.database.fresh_connection()
                # Asked again by who has it, it is given again: the answer also proves that
                # the connection lives.
                asked = self._leading.execute(f"SELECT pg_try_advisory_lock({LEADERS_LOCK})")
                row = asked.fetchone()
            except psycopg.Error:
                self._step_back()
                return False
            return bool(row and row[0])

    def close(self) -> None:
        """Close this thread's connection, those of ended threads and the leader's."""
        with self._leaders_door:
            self._step_back()
        with suppress(PeeweeException):
            self.database.close()
        self.database.close_abandoned()

    def _step_back(self) -> None:
        """Let the next one lead at once, not when the server notices that we are gone."""
        if self._leading is not None:
            with suppress(psycopg.Error):
                self._leading.execute("SELECT pg_advisory_unlock_all()")
            self._leading.close()
            self._leading = None

    def _migrate(self) -> None:
        with self.reading():
            runner = Runner(self.database, str(MIGRATIONS))
            status = runner.status()
            unknown = [step.name for step in status if step.path is None]
            if unknown:
                sentence = (
                    f"{self.where} was written by a newer release of Empfang ({unknown[-1]});"
                    " install that release here. Nothing was changed."
                )
                raise DatabaseTooNewError(sentence)
            if any(step.applied is None for step in status):
                with self.database.atomic():
                    runner.up()


class _Server(PostgresqlDatabase):
    """One connection a thread; the next statement after a loss connects again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._made: list[tuple[threading.Thread, psycopg.Connection]] = []
        self._register = threading.Lock()
        super().__init__(*args, **kwargs)

    def begin(self, isolation_level: str | None = None) -> None:  # noqa: ARG002 - peewee's
        """Begin a transaction under the writers' lock; it is always of the same isolation."""
        self._again_after_loss(_BEGIN, None)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement; outside of a transaction a lost connection is made again."""
        if self.in_transaction():
            return super().execute_sql(sql, params)
        return self._again_after_loss(sql, params)

    def fresh_connection(self) -> psycopg.Connection:
        """Return a connection that is nobody's yet.

        Raises:
            StorageError: the server is set to lose records, or cannot store every name.
        """
        connection: psycopg.Connection = super()._connect()  # type: ignore[misc] # not in its stubs
        try:
            connection.execute(_SETTINGS)
            self._require_safe(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def close_abandoned(self) -> None:
        """Close what ended threads left open."""
        with self._register:
            for thread, connection in self._made:
                if not thread.is_alive():
                    connection.close()
            self._made = [one for one in self._made if not one[1].closed]

    def _connect(self) -> psycopg.Connection:
        self.close_abandoned()
        connection = self.fresh_connection()
        with self._register:
            self._made.append((threading.current_thread(), connection))
        return connection

    def _again_after_loss(self, sql: str, params: Any) -> Any:
        was_open = not self.is_closed()
        try:
            return super().execute_sql(sql, params)
        except (OperationalError, InterfaceError) as error:
            if not self.is_closed():
                self.close()
            if not (was_open and _is_lost(error)):
                raise
        return super().execute_sql(sql, params)

    def _require_safe(self, connection: psycopg.Connection) -> None:
        row = connection.execute(
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
            " current_setting('server_encoding')"
        ).fetchone()
        fsync, synchronous, encoding = row or ("", "", "")
        if fsync != "on":
            sentence = "The PostgreSQL server runs with fsync off and may lose records; set it on."
            raise StorageError(sentence)
        if synchronous in {"off", "local"}:
            connection.execute("SET synchronous_commit = on")
        if encoding != "UTF8":
            sentence = (
                f"The hub's database stores {encoding}, not every name; create one with the"
                " encoding UTF8."
            )
            raise StorageError(sentence)


def _is_lost(error: PeeweeException) -> bool:
    """Whether an error means that the connection is gone, not that the statement was bad."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state is None or state.startswith(_LOST)


def _reason(error: BaseException) -> str:
    """Return in a line what went wrong first; after a loss the rollback fails as well."""
    before = error.__context__
    while isinstance(before, PeeweeException | psycopg.Error):
        error, before = before, before.__context__
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].strip().rstrip(".")
