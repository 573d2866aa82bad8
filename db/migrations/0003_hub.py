"""Create a station's link to its hub and a hub's stations and one-time codes; none exist yet."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    """CREATE TABLE hub_link (
        number INTEGER PRIMARY KEY CHECK (number = 1),
        address TEXT NOT NULL,
        pin TEXT NOT NULL,
        token TEXT NOT NULL,
        signing_key TEXT NOT NULL,
        epoch TEXT NOT NULL,
        cursor INTEGER NOT NULL,
        mark TEXT NOT NULL,
        acked INTEGER NOT NULL,
        is_relayed INTEGER NOT NULL CHECK (is_relayed IN (0, 1)),
        contact_ms INTEGER
    )""",
    """CREATE TABLE hub_station (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        token_hash TEXT NOT NULL UNIQUE,
        joined_ms INTEGER NOT NULL,
        revoked_ms INTEGER,
        seen_ms INTEGER,
        cursor INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE hub_offer (
        code_hash TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        expires_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Create the three tables."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
