"""The one write transaction of a hub's database; implements `app.ports.hub.HubRecords`."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.model.branch import branch_of, rehomed
from app.model.entry import GENESIS, Entry, Kind
from db import erase
from db.hub_queries import Backend, HubQueries
from db.hub_tables import HubStationRow
from db.rows import COLUMNS, to_entry, to_row
from db.tables import NoteRow

LAST = 2**63 - 1
"""No sequence number is larger."""


class OpenHubRecords(HubQueries):
    """An open write transaction; implements `app.ports.hub.HubRecords`."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self._position: int | None = None

    def position(self) -> int:
        """Return the position of the latest entry, 0 when there is none."""
        if self._position is None:
            self._position = super().position()
        return self._position

    def absorb(self, entries: Sequence[Entry]) -> None:
        """Add new entries, as they are, at the next positions; none may be there already.

        A revocation among them kills its station's token, whoever brings it and by what way; an
        erasure takes words away, here and of what comes later.
        """
        if not entries:
            return
        before = self.position()
        known = erase.hushed(self._ask, entries)
        self._backend.insert([to_row(before + n, one) for n, one in enumerate(known, start=1)])
        self._position = before + len(entries)
        if erase.silence(self._ask, known):
            row = NoteRow.insert(key=erase.SCRUB, value=erase.fresh_mark()).on_conflict(
                conflict_target=[NoteRow.key], preserve=[NoteRow.value]
            )
            row.bind(self._database).execute()
        for entry in entries:
            if entry.kind == Kind.REVOKED:
                self._revoke(str(entry.get("station", "")), entry.wall_ms)

    def branch_off(self, station: str, seq: int) -> int:
        """Let a station's entries from number *seq* on go on as the journal of a branch.

        Their positions stay. Returns how many that were.
        """
        entries = self._chain(station, seq)
        if entries:
            branch = self._free_branch(station, entries[0].id)
            self._place(rehomed(entries, branch))
        return len(entries)

    def give_up(self, entries: Sequence[Entry]) -> int:
        """Let those of *entries* that are here under another station have these places.

        Positions stay, and the chains that they leave close up. Returns how many that were.
        """
        known = self.known([entry.id for entry in entries])
        moved = [entry for entry in entries if entry.id in known]
        left: dict[str, int] = {}
        for entry in moved:
            station, seq = self._all("SELECT station, seq FROM journal WHERE id = ?", (entry.id,))[
                0
            ]
            left[station] = min(seq, left.get(station, seq))
        self._place(moved)
        for station, first in left.items():
            rest = self._chain(station, first)
            before = self._chain(station, first - 1, first - 1)
            prev = before[-1].link() if before else GENESIS
            self._place(rehomed(rest, station, seq=first - 1, prev=prev))
        return len(moved)

    def _chain(self, station: str, first: int, last: int = LAST) -> list[Entry]:
        statement = (
            f"SELECT {COLUMNS} FROM journal WHERE station = ? AND seq BETWEEN ? AND ? ORDER BY seq"
        )
        return [to_entry(row) for row in self._all(statement, (station, first, last))]

    def _free_branch(self, station: str, first: str) -> str:
        """Return the first branch of *station* under which nothing is here.

        Behind entries that are here already the branch's would come at earlier positions than
        those, and whoever reads in that order would meet them first.
        """
        branch = branch_of(station, first)
        while self.ids(branch, 1, 1):
            branch = branch_of(branch, first)
        return branch

    def _place(self, entries: Iterable[Entry]) -> None:
        """Write the places of *entries* into the journal."""
        statement = "UPDATE journal SET station = ?, seq = ?, prev = ? WHERE id = ?"
        marked = statement.replace("?", self._database.param)
        with self._backend.unguarded():
            for entry in entries:
                place = (entry.station, entry.seq, entry.prev, entry.id)
                self._database.execute_sql(marked, place)

    def _revoke(self, station: str, at_ms: int) -> None:
        """Make the token of a station useless, if the hub knows one of that id."""
        is_welcome = (HubStationRow.id == station) & HubStationRow.revoked_ms.is_null()
        change = HubStationRow.update(revoked_ms=at_ms).where(is_welcome)
        change.bind(self._database).execute()

    def _ask(self, statement: str, values: tuple[object, ...]) -> Any:
        cursor = self._database.execute_sql(statement.replace("?", self._database.param), values)
        return cursor.fetchall() if cursor.description else []
