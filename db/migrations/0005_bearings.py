"""Count what may be disputed, and find entries about clocks by an index.

The views of files from before are made anew when the file is opened, because their counts are
not known.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "ALTER TABLE registration ADD COLUMN disputes INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX registration_disputes ON registration (disputes) WHERE disputes > 0",
    """CREATE INDEX journal_bearings ON journal (position)
        WHERE kind IN ('clock', 'revoked', 'resolved')""",
    "CREATE INDEX journal_forked ON journal (position) WHERE kind = 'forked'",
    "INSERT INTO note (key, value) SELECT 'views', 'stale' WHERE EXISTS (SELECT 1 FROM journal)",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add column and indexes, and note that the views of older files are stale."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
