"""A copy of an event file without its secrets, encrypted under a key of its own."""

from pathlib import Path

from app.errors import EmpfangError
from db.connection import APPLICATION_ID, Database, reading
from db.draft import discard
from db.notes import EVENT

SECRET_TABLES = (
    *("hub_link", "badge_job", "hub_station", "hub_offer"),
    *("pretix_link", "pretix_progress", "pretix_upload", "pretix_heard"),
)
"""What belongs to the machine on which the file lies."""


def write_snapshot(database: Database, path: Path, key: str) -> int:
    """Write what *database* holds at this moment to *path*, which must not exist.

    Args:
        database: An open event file.
        path: Where the copy goes.
        key: The copy's raw key, 64 hexadecimal digits.

    Returns:
        The position of the last entry in it.

    Raises:
        StorageError: it could not be written; nothing is left of it.
    """
    try:
        with reading(path):
            database.execute_sql("ATTACH DATABASE ? AS snapshot KEY ?", (str(path), f"x'{key}'"))
            try:
                return _fill(database)
            finally:
                database.execute_sql("DETACH DATABASE snapshot")
    except EmpfangError:
        discard(path)
        raise


def _fill(database: Database) -> int:
    database.execute_sql("PRAGMA snapshot.synchronous = OFF")
    database.execute_sql("PRAGMA snapshot.journal_mode = MEMORY")
    database.execute_sql("SELECT sqlcipher_export('snapshot')")
    for table in SECRET_TABLES:
        database.execute_sql(f"DELETE FROM snapshot.{table}")
    database.execute_sql("DELETE FROM snapshot.note WHERE key <> ?", (EVENT,))
    database.execute_sql(f"PRAGMA snapshot.application_id = {APPLICATION_ID}")
    row = database.execute_sql("SELECT coalesce(max(position), 0) FROM snapshot.journal")
    return int(row.fetchone()[0])
