"""Let a station keep which check-ins of other devices it took in; before it took in none."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """CREATE TABLE pretix_heard (
        source TEXT NOT NULL,
        number INTEGER NOT NULL,
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        PRIMARY KEY (source, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX pretix_heard_position ON pretix_heard (source, position)",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
