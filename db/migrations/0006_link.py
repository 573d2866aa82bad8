"""Let a station keep its hub's next pin, its best clock sample and a renewal under way."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_COLUMNS = (
    "next_pin TEXT NOT NULL DEFAULT ''",
    "sample_boot TEXT NOT NULL DEFAULT ''",
    "sample_offset_ms INTEGER NOT NULL DEFAULT 0",
    "sample_rtt_ms INTEGER NOT NULL DEFAULT 0",
    "renewal_key TEXT NOT NULL DEFAULT ''",
    "renewal_boot TEXT NOT NULL DEFAULT ''",
    "renewal_until_ms INTEGER NOT NULL DEFAULT 0",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add the columns; a link that was there knows nothing of them yet."""
    for column in _COLUMNS:
        database.execute_sql(f"ALTER TABLE hub_link ADD COLUMN {column}")
