"""Create a hub's journal, stations, one-time codes and notes; there is no older data."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

_SQLITE = {"number": "INTEGER", "text": "TEXT"}
_POSTGRESQL = {"number": "BIGINT", "text": 'TEXT COLLATE "C"'}
"""The same order of texts on both, whatever language the server speaks."""

_TABLES = (
    """CREATE TABLE journal (
        position {number} PRIMARY KEY,
        id {text} NOT NULL UNIQUE,
        station {text} NOT NULL,
        seq {number} NOT NULL CHECK (seq > 0),
        kind {text} NOT NULL,
        boot {text} NOT NULL,
        mono_ms {number} NOT NULL,
        wall_ms {number} NOT NULL,
        registration {text},
        session {text},
        ref {text},
        payload {text},
        payload_digest {text} NOT NULL,
        prev {text} NOT NULL,
        v {number} NOT NULL,
        UNIQUE (station, seq)
    )""",
    "CREATE TABLE note (key {text} PRIMARY KEY, value {text} NOT NULL)",
    """CREATE TABLE hub_station (
        id {text} PRIMARY KEY,
        name {text} NOT NULL,
        public_key {text} NOT NULL,
        token_hash {text} NOT NULL UNIQUE,
        joined_ms {number} NOT NULL,
        revoked_ms {number},
        seen_ms {number},
        cursor {number} NOT NULL,
        last_seq {number} NOT NULL,
        version {text} NOT NULL
    )""",
    """CREATE TABLE hub_offer (
        code_hash {text} PRIMARY KEY,
        name {text} NOT NULL,
        expires_ms {number} NOT NULL
    )""",
)

# Nothing may rewrite history; only an erasure may blank a payload.
_SQLITE_GUARD = (
    """CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
        WHEN NEW.payload IS NOT NULL OR NEW.position <> OLD.position OR NEW.id <> OLD.id
            OR NEW.station <> OLD.station OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind
            OR NEW.wall_ms <> OLD.wall_ms OR NEW.payload_digest <> OLD.payload_digest
            OR NEW.prev <> OLD.prev
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)
_POSTGRESQL_GUARD = (
    """CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION 'the journal is append-only'; END$$""",
    """CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal FOR EACH ROW
        WHEN (NEW.payload IS NOT NULL OR NEW.position <> OLD.position OR NEW.id <> OLD.id
            OR NEW.station <> OLD.station OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind
            OR NEW.wall_ms <> OLD.wall_ms OR NEW.payload_digest <> OLD.payload_digest
            OR NEW.prev <> OLD.prev)
        EXECUTE FUNCTION journal_refuses()""",
    """CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal FOR EACH ROW
        EXECUTE FUNCTION journal_refuses()""",
    """CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal FOR EACH STATEMENT
        EXECUTE FUNCTION journal_refuses()""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Create all tables and the triggers that guard the journal."""
    is_postgresql = isinstance(database, PostgresqlDatabase)
    types = _POSTGRESQL if is_postgresql else _SQLITE
    for statement in _TABLES:
        database.execute_sql(statement.format_map(types))
    for statement in _POSTGRESQL_GUARD if is_postgresql else _SQLITE_GUARD:
        database.execute_sql(statement)
