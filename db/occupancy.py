"""How full a session is, as far as a scan has to know."""

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.model.programme import Occupancy
from app.model.standing import Booking


def counted(database: SqlCipherDatabase, session: str, seats: int) -> Occupancy:
    """Return how full a session is, counted only as far as a scan has to know.

    ``booked`` ends at one, ``present`` and ``reserved`` at the *seats*, because a scan at a door
    where thousands went in must not wait until they are counted.
    """
    kept = (session, Booking.BOOKED.value)
    row = database.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM booking WHERE session = ? AND state = ?),"
        " (SELECT count(*) FROM (SELECT 1 FROM attendance"
        " WHERE session = ? AND is_inside = 1 LIMIT ?)),"
        " (SELECT count(*) FROM (SELECT 1 FROM booking"
        " WHERE session = ? AND state = ? AND is_taken = 0 LIMIT ?))",
        (*kept, session, seats, *kept, seats),
    ).fetchone()
    return Occupancy(booked=row[0], present=row[1], reserved=row[2])
