"""What people call the stations, as far as the journal of an event tells."""

from app.admission.shape import is_well_formed
from app.model.entry import Kind
from db.connection import reading
from db.notes import STATION_NAME, note
from db.queries import Queries
from db.rows import COLUMNS, to_entry


def station_names(queries: Queries) -> dict[str, str]:
    """Return names by station id: the latest word of each station, and this machine's own name."""
    database = queries.database
    with reading(str(database.database)):
        rows = database.execute_sql(
            f"SELECT {COLUMNS} FROM journal WHERE kind IN (?, ?) ORDER BY position",
            (Kind.CLOCK.value, Kind.REVOKED.value),
        ).fetchall()
        own = note(database, STATION_NAME)
    names: dict[str, str] = {}
    for entry in filter(is_well_formed, map(to_entry, rows)):
        about = entry.get("station", "") if entry.kind == Kind.REVOKED else entry.station
        if name := entry.get("name"):
            names[about] = str(name)
    return {**names, queries.station: own} if own else names
