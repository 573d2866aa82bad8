"""How full the rooms are, and who has or waits for a seat in them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from app.admission.fold import fold, living
from app.admission.seats import is_released, release_of
from app.model.bearings import Bearings
from app.model.entry import Entry, Kind
from app.model.room import Room
from app.model.standing import Booking, Standing
from db.connection import reading
from db.queries import Queries
from db.rows import COLUMNS, to_entry
from db.views import CHUNK

Ranked = tuple[tuple[int, str, int], Standing]
"""A standing behind its place among all registrations."""


class Rooms:
    """Reads about the sessions of one event file; *queries* is its journal."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries
        self._database = queries.database

    def room(self, session: str, now: datetime) -> Room:
        """Return how full a session is at *now*, counted to the last.

        Raises:
            KeyError: the programme has no such session.
        """
        programme = self._queries.programme()
        planned = programme.sessions[session]
        booked, reserved, waiting, present = self._counts(session)
        return Room(
            session=planned,
            present=present,
            booked=booked,
            reserved=reserved,
            waiting=waiting,
            release=release_of(planned, programme),
            is_released=is_released(planned, programme, now),
        )

    def waiting(self, session: str) -> list[Standing]:
        """Return who waits for a seat and was not at the door yet, first registered first.

        The order follows the hub's clock as far as that is known, so it is the same everywhere.
        """
        ranked = sorted(self._of(session, Booking.WAITING), key=lambda pair: pair[0])
        return [standing for _, standing in ranked]

    def kept(self, session: str) -> list[Standing]:
        """Return who has a seat and was not at the door yet, in no order."""
        return [standing for _, standing in self._of(session, Booking.BOOKED)]

    def _counts(self, session: str) -> tuple[int, int, int, int]:
        count = "(SELECT count(*) FROM booking WHERE session = ? AND state = ?"
        booked, waiting = (session, Booking.BOOKED.value), (session, Booking.WAITING.value)
        with reading(self._where):
            row = self._database.execute_sql(
                f"SELECT {count}), {count} AND is_taken = 0), {count} AND is_taken = 0),"
                " (SELECT count(*) FROM attendance WHERE session = ? AND is_inside = 1)",
                (*booked, *booked, *waiting, session),
            ).fetchone()
        return row[0], row[1], row[2], row[3]

    def _of(self, session: str, state: Booking) -> Iterator[Ranked]:
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT registration FROM booking WHERE session = ? AND state = ? AND is_taken = 0",
                (session, state.value),
            ).fetchall()
        keys = [key for (key,) in rows]
        bearings = self._queries.bearings()
        for start in range(0, len(keys), CHUNK):
            yield from self._ranked(keys[start : start + CHUNK], bearings)

    def _ranked(self, keys: list[str], bearings: Bearings) -> list[Ranked]:
        marks = ",".join("?" * len(keys))
        with reading(self._where):
            rows = self._database.execute_sql(
                f"SELECT {COLUMNS} FROM journal WHERE registration IN ({marks})"
                " ORDER BY registration",
                tuple(keys),
            ).fetchall()
        ranked = []
        for key, group in groupby(map(to_entry, rows), key=lambda entry: entry.registration or ""):
            entries = list(group)
            standing = fold(key, entries, bearings)
            if standing is not None:
                ranked.append((_registered(entries, bearings), standing))
        return ranked

    @property
    def _where(self) -> str:
        return str(self._database.database)


def _registered(entries: list[Entry], bearings: Bearings) -> tuple[int, str, int]:
    """Return the place of a registration; what only a signature vouched for is not its own."""
    said = [entry for entry in living(entries, bearings) if entry.kind == Kind.REGISTERED]
    first = [entry for entry in said if not entry.get("signed")] or said
    return min(map(bearings.order, first))
