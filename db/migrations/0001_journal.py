"""Create the journal, its views, the notes and the badge jobs; there is no older data."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """CREATE TABLE journal (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        station TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        kind TEXT NOT NULL,
        boot TEXT NOT NULL,
        mono_ms INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL,
        registration TEXT,
        session TEXT,
        ref TEXT,
        payload TEXT,
        payload_digest TEXT NOT NULL,
        prev TEXT NOT NULL,
        v INTEGER NOT NULL,
        UNIQUE (station, seq)
    )""",
    """CREATE INDEX journal_registration ON journal (registration)
        WHERE registration IS NOT NULL""",
    "CREATE INDEX journal_ref ON journal (ref) WHERE ref IS NOT NULL",
    "CREATE INDEX journal_programme ON journal (position) WHERE kind = 'programme'",
    # Nothing may rewrite history; only an erasure may blank a payload.
    """CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
        WHEN NEW.payload IS NOT NULL OR NEW.id <> OLD.id OR NEW.station <> OLD.station
            OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind OR NEW.wall_ms <> OLD.wall_ms
            OR NEW.payload_digest <> OLD.payload_digest OR NEW.prev <> OLD.prev
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE registration (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        organisation TEXT NOT NULL,
        category TEXT NOT NULL,
        origin TEXT NOT NULL,
        status TEXT NOT NULL,
        words TEXT NOT NULL,
        arrived_ms INTEGER,
        is_inside INTEGER NOT NULL CHECK (is_inside IN (0, 1))
    )""",
    """CREATE INDEX registration_arrived ON registration (arrived_ms)
        WHERE arrived_ms IS NOT NULL""",
    "CREATE INDEX registration_inside ON registration (is_inside) WHERE is_inside = 1",
    "CREATE INDEX registration_kind ON registration (origin, status)",
    """CREATE TABLE code (
        code TEXT NOT NULL,
        folded TEXT NOT NULL,
        registration TEXT NOT NULL,
        PRIMARY KEY (code, registration)
    ) WITHOUT ROWID""",
    "CREATE INDEX code_folded ON code (folded)",
    "CREATE INDEX code_registration ON code (registration)",
    """CREATE TABLE booking (
        registration TEXT NOT NULL,
        session TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (registration, session)
    ) WITHOUT ROWID""",
    "CREATE INDEX booking_session_state ON booking (session, state)",
    """CREATE TABLE attendance (
        registration TEXT NOT NULL,
        session TEXT NOT NULL,
        first_ms INTEGER NOT NULL,
        is_inside INTEGER NOT NULL CHECK (is_inside IN (0, 1)),
        PRIMARY KEY (registration, session)
    ) WITHOUT ROWID""",
    "CREATE INDEX attendance_session_inside ON attendance (session, is_inside)",
    """CREATE TABLE lookup (
        code TEXT PRIMARY KEY,
        registration TEXT NOT NULL UNIQUE,
        attempt INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL,
        station TEXT NOT NULL,
        seq INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE badge_job (
        id TEXT PRIMARY KEY,
        registration TEXT NOT NULL,
        printer TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        opened_ms INTEGER NOT NULL
    )""",
    "CREATE INDEX badge_job_state ON badge_job (state)",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Create all tables, indexes and the triggers that guard the journal."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
