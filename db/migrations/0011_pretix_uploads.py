"""Let a station keep which movements its pretix server has; of those before it knows nothing."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """CREATE TABLE pretix_upload (
        entry TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        registration TEXT NOT NULL,
        touched TEXT NOT NULL DEFAULT '',
        nonce TEXT NOT NULL DEFAULT '',
        presence TEXT NOT NULL DEFAULT 'absent',
        state TEXT NOT NULL DEFAULT 'open',
        source TEXT NOT NULL DEFAULT '',
        list_id INTEGER NOT NULL DEFAULT 0,
        at_ms INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0,
        due_ms INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID""",
    "CREATE INDEX pretix_upload_open ON pretix_upload (position) WHERE state = 'open'",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
