"""Let a station be a device of a pretix server, and remember how far its downloads are."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """CREATE TABLE pretix_link (
        number INTEGER PRIMARY KEY CHECK (number = 1),
        address TEXT NOT NULL,
        organizer TEXT NOT NULL,
        token TEXT NOT NULL,
        events TEXT NOT NULL,
        device INTEGER NOT NULL,
        name TEXT NOT NULL,
        profile TEXT NOT NULL,
        version TEXT NOT NULL,
        server TEXT NOT NULL,
        is_revoked INTEGER NOT NULL CHECK (is_revoked IN (0, 1)),
        contact_ms INTEGER,
        sample_boot TEXT NOT NULL,
        sample_offset_ms INTEGER NOT NULL,
        sample_rtt_ms INTEGER NOT NULL
    )""",
    """CREATE TABLE pretix_progress (
        event TEXT PRIMARY KEY,
        since TEXT NOT NULL,
        started TEXT NOT NULL,
        page TEXT NOT NULL,
        shape TEXT NOT NULL,
        revoked TEXT NOT NULL,
        blocked TEXT NOT NULL,
        tests INTEGER NOT NULL
    ) WITHOUT ROWID""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Create both tables."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
