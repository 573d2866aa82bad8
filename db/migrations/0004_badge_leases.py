"""Add to badge jobs who is sending them, what their printer calls them, and their serial."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_COLUMNS = (
    "serial TEXT NOT NULL DEFAULT ''",
    "ticket TEXT NOT NULL DEFAULT ''",
    "trouble TEXT NOT NULL DEFAULT ''",
    "is_unsure INTEGER NOT NULL DEFAULT 0 CHECK (is_unsure IN (0, 1))",
    "lease_boot TEXT",
    "lease_mono_ms INTEGER",
    "lease_wall_ms INTEGER",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add the columns; jobs of before have no serial and nobody is sending them."""
    for column in _COLUMNS:
        database.execute_sql(f"ALTER TABLE badge_job ADD COLUMN {column}")
