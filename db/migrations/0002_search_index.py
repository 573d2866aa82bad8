"""Create the search index; it is filled with the registrations, of which there are none yet."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """CREATE VIRTUAL TABLE search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none,
        tokenize = 'ascii', prefix = '1 2 3'
    )""",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab (search, 'row')",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Create the index and the list of its words."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
