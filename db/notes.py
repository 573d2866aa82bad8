"""What an event file knows about itself, as text by key."""

from playhouse.sqlcipher_ext import SqlCipherDatabase

from db.connection import reading
from db.tables import NoteRow

EVENT = "event"
STATION = "station"
STATION_NAME = "station_name"
MOVES = "moves"
"""How often entries were given other places, which makes them say other things."""

VIEWS = "views"
"""Says `STALE` as long as the views of an older file wait to be made anew."""

STALE = "stale"


def note(database: SqlCipherDatabase, key: str) -> str | None:
    """Return the note under *key*, None when there is none."""
    with reading(str(database.database)):
        # Asked several times with every scan: built without peewee's query builder.
        statement = "SELECT value FROM note WHERE key = ?"
        row = database.execute_sql(statement, (key,)).fetchone()
    return None if row is None else str(row[0])


def save_notes(database: SqlCipherDatabase, notes: dict[str, str]) -> None:
    """Write *notes*; call it inside a transaction when other things must be true with them."""
    with reading(str(database.database)), database.atomic("IMMEDIATE"):
        rows = [{"key": key, "value": value} for key, value in notes.items()]
        NoteRow.replace_many(rows).bind(database).execute()
