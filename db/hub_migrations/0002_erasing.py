"""Find by an index what was erased, and let nothing else take words away."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

_INDEX = (
    "CREATE INDEX journal_erasing ON journal (registration) WHERE kind IN ('erased', 'reduced')"
)

_CHANGED = """NEW.payload IS NOT NULL OR NEW.position <> OLD.position OR NEW.id <> OLD.id
    OR NEW.station <> OLD.station OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind
    OR NEW.boot <> OLD.boot OR NEW.mono_ms <> OLD.mono_ms OR NEW.wall_ms <> OLD.wall_ms
    OR NEW.registration IS {distinct} OLD.registration OR NEW.session IS {distinct} OLD.session
    OR NEW.ref IS {distinct} OLD.ref OR NEW.payload_digest <> OLD.payload_digest
    OR NEW.prev <> OLD.prev OR NEW.v <> OLD.v"""

_ERASED = """EXISTS (SELECT 1 FROM journal AS other WHERE other.kind IN ('erased', 'reduced')
    AND other.registration IS {same} OLD.registration
    AND (other.kind = 'erased' OR {position}(other.payload, OLD.id) > 0))"""

_SQLITE = (
    "DROP TRIGGER journal_is_append_only",
    f"""CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
        WHEN {_CHANGED.format(distinct="NOT")}
            OR NOT {_ERASED.format(same="", position="instr")}
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)
_POSTGRESQL = (
    "DROP TRIGGER journal_is_append_only ON journal",
    f"""CREATE FUNCTION journal_blanks() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
        IF {_CHANGED.format(distinct="DISTINCT FROM")}
            OR NOT {_ERASED.format(same="NOT DISTINCT FROM", position="strpos")} THEN
            RAISE EXCEPTION 'the journal is append-only';
        END IF;
        RETURN NEW;
        END$$""",
    """CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal FOR EACH ROW
        EXECUTE FUNCTION journal_blanks()""",
)


def up(_migrator: SchemaMigrator, database: Database) -> None:
    """Add the index and put the narrower guard in place."""
    is_postgresql = isinstance(database, PostgresqlDatabase)
    for statement in (_INDEX, *(_POSTGRESQL if is_postgresql else _SQLITE)):
        database.execute_sql(statement)
