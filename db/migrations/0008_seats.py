"""Note at each booking whether the person was at that door, so that kept seats can be counted.

The views of files from before are made anew when the file is opened, because it is not known
there; people who may not come have no line any more.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """ALTER TABLE booking ADD COLUMN is_taken INTEGER NOT NULL DEFAULT 0
        CHECK (is_taken IN (0, 1))""",
    "CREATE INDEX booking_kept ON booking (session, state, is_taken)",
    """INSERT OR REPLACE INTO note (key, value)
        SELECT 'views', 'stale' WHERE EXISTS (SELECT 1 FROM journal)""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add column and index, and note that the views of older files are stale."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
