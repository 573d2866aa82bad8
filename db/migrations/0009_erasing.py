"""Find by an index what was erased, and let nothing else take words away.

Files from before know erasures that took no words away; these are taken when the views are made
anew, as they are when such a file is opened.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "CREATE INDEX journal_erasing ON journal (registration) WHERE kind IN ('erased', 'reduced')",
    "CREATE INDEX journal_exported ON journal (position) WHERE kind = 'exported'",
    "DROP TRIGGER journal_is_append_only",
    """CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
        WHEN NEW.payload IS NOT NULL OR NEW.position <> OLD.position OR NEW.id <> OLD.id
            OR NEW.station <> OLD.station OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind
            OR NEW.boot <> OLD.boot OR NEW.mono_ms <> OLD.mono_ms OR NEW.wall_ms <> OLD.wall_ms
            OR NEW.registration IS NOT OLD.registration OR NEW.session IS NOT OLD.session
            OR NEW.ref IS NOT OLD.ref OR NEW.payload_digest <> OLD.payload_digest
            OR NEW.prev <> OLD.prev OR NEW.v <> OLD.v
            OR NOT EXISTS (SELECT 1 FROM journal AS other WHERE other.kind IN ('erased', 'reduced')
                AND other.registration IS OLD.registration AND (other.kind = 'erased'
                OR instr(other.payload, OLD.id) > 0))
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TABLE written_file (
        path TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        kind TEXT NOT NULL,
        written_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """INSERT OR REPLACE INTO note (key, value) SELECT 'views', 'stale'
        WHERE EXISTS (SELECT 1 FROM journal WHERE kind = 'erased')""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add indexes and the table of written files, and put the narrower guard in place."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
