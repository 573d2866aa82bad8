"""The numbers that are always in sight."""

from dataclasses import dataclass

from app.admission.tallying import tallied
from app.model.entry import Kind
from app.model.standing import Origin, Status
from app.ports import Counts
from db.connection import reading
from db.queries import Queries
from db.rows import COLUMNS, to_entry
from db.tables import RegistrationRow

_TALLIES = f"""WITH RECURSIVE tally (id) AS (
    SELECT id FROM journal WHERE kind = 'counted'
    UNION
    SELECT journal.id FROM journal JOIN tally ON journal.ref = tally.id
)
SELECT {COLUMNS} FROM journal WHERE id IN (SELECT id FROM tally)"""
"""People counted without a name, what takes that back, what takes that back, and so on."""


@dataclass(frozen=True, slots=True)
class _Tallied:
    """What the entries up to a position came to, and how often some had moved until then."""

    position: int
    moves: str
    total: int


class Counting:
    """Counts people of one event file; safe to use from several threads."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries
        self._last: _Tallied | None = None

    def counts(self) -> Counts:
        """Return the numbers that are always in sight."""
        database = self._queries.database
        lists = (Origin.LIST, Origin.SUBSTITUTE)
        gone = (Status.CANCELLED, Status.SUBSTITUTED)
        table = RegistrationRow
        expected = table.select().where(table.origin.in_(lists) & table.status.not_in(gone))
        arrived = table.select().where(table.arrived_ms.is_null(is_null=False))
        present = table.select().where(table.is_inside)
        with reading(str(database.database)):
            return Counts(
                expected=expected.bind(database).count(),
                arrived=arrived.bind(database).count(),
                present=present.bind(database).count(),
                unsent=self._unsent(),
                counted=self._counted(),
            )

    def _counted(self) -> int:
        """Return the tally, added up anew only when later entries may change it."""
        position, moves = self._queries.last_position(), self._queries.moves()
        last = self._last
        if last is None or moves != last.moves or self._may_change(last, position):
            rows = self._queries.database.execute_sql(_TALLIES).fetchall()
            total = tallied(map(to_entry, rows), self._queries.bearings())
        else:
            total = last.total
        self._last = _Tallied(position, moves, total)
        return total

    def _may_change(self, last: _Tallied, position: int) -> bool:
        row = self._queries.database.execute_sql(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE position > ?"
            " AND kind IN (?, 'annulled', 'revoked', 'resolved'))",
            (last.position, Kind.COUNTED.value),
        ).fetchone()
        return bool(row[0]) or position < last.position

    def _unsent(self) -> int:
        """Return how many entries of this station no hub has confirmed."""
        database = self._queries.database
        rows = database.execute_sql(
            "SELECT coalesce(max(seq), 0) FROM journal WHERE station = ?", (self._queries.station,)
        ).fetchone()
        acked = database.execute_sql("SELECT acked FROM hub_link").fetchone()
        # A hub that was restored into may know more of this station than it does itself.
        return max(0, int(rows[0]) - (int(acked[0]) if acked else 0))
