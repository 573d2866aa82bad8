"""Find the members of a group, calls and tallies by an index.

The views of files from before are made anew when the file is opened, if anybody in them comes
with a group.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "ALTER TABLE registration ADD COLUMN party TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX registration_party ON registration (party) WHERE party <> ''",
    "CREATE INDEX journal_called ON journal (position) WHERE kind = 'called'",
    "CREATE INDEX journal_counted ON journal (position) WHERE kind = 'counted'",
    """INSERT OR REPLACE INTO note (key, value) SELECT 'views', 'stale'
        WHERE EXISTS (SELECT 1 FROM journal WHERE payload LIKE '%"group":%')""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add column and indexes, and note where the views of older files are stale."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
