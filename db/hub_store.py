"""A hub's database, on SQLite or PostgreSQL; implements `app.ports.hub.HubStore`.

It holds the journal, the stations and the one-time codes; no views and no search index, so a
push costs what its entries cost.
"""

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.errors import AmbiguousError, UnknownError
from app.model.branch import branch_of, rehomed
from app.model.entry import GENESIS, Entry, Kind, Randbits
from app.ports.hub import HubStation, Sighting
from db.hub_memo import database_path, is_postgresql
from db.hub_queries import Backend, HubQueries
from db.hub_sqlite import SqliteBackend
from db.hub_tables import STATION_COLUMNS, HubOfferRow, HubStationRow, to_station
from db.notes import EVENT
from db.rows import COLUMNS, to_entry, to_row
from db.tables import NoteRow

EPOCH = "epoch"
"""The note that holds the id of the hub's present life."""

LAST = 2**63 - 1
"""No sequence number is larger."""

_SEEN = """UPDATE hub_station SET seen_ms = ?, cursor = ?, last_seq = ?, version = ?
    WHERE id = ? AND coalesce(seen_ms, 0) <= ?"""
"""A sighting; of two hubs that share a database the later one counts."""


def open_hub_store(url: str, key: bytes | None = None) -> "HubStore":
    """Open a hub's database; a file that is not there is made, blank.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/DATABASE``.
        key: Of a file that is encrypted; a server looks after its own disk.

    Raises:
        InputError: the URL is neither.
        StorageError: the database cannot be used.
        FileError: its folder cannot be written.
    """
    if is_postgresql(url):
        from db.hub_postgresql import PostgresqlBackend  # noqa: PLC0415 - see `db`

        return HubStore(PostgresqlBackend(url))
    return HubStore(SqliteBackend(database_path(url), key))


class HubStore(HubQueries):
    """One hub's database. Safe to use from several threads and processes.

    Args:
        backend: Where it is.
        randbits: Returns that many random bits, for the ids of epochs.
    """

    def __init__(self, backend: Backend, randbits: Randbits = secrets.randbits) -> None:
        super().__init__(backend)
        self._randbits = randbits

    @contextlib.contextmanager
    def write(self) -> Iterator["OpenHubRecords"]:
        """Open the one write transaction; leaving the block commits it durably.

        Raises:
            NotRecordedError: nothing was written.
        """
        with self._backend.writing():
            yield OpenHubRecords(self._backend)

    def note(self, key: str) -> str | None:
        """Return what the hub keeps under *key*, None when it keeps nothing."""
        rows = self._all("SELECT value FROM note WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def save_note(self, key: str, value: str) -> None:
        """Keep *value* under *key*.

        Raises:
            NotRecordedError: it could not be kept.
        """
        row = NoteRow.insert(key=key, value=value).on_conflict(
            conflict_target=[NoteRow.key], preserve=[NoteRow.value]
        )
        with self._backend.writing():
            row.bind(self._database).execute()

    def epoch(self) -> str:
        """Return the id of this hub's present life, made on first use."""
        return self.note(EPOCH) or self.renew_epoch("")

    def renew_epoch(self, old: str) -> str:
        """Begin a new life when *old* is the present one; return what is true now."""
        with self._backend.writing():
            present = self.note(EPOCH) or ""
            if present != old:
                return present
            fresh = f"{self._randbits(64):016x}"
            self.save_note(EPOCH, fresh)
            return fresh

    def event(self) -> str:
        """Return the id of the event, empty while the hub is blank."""
        return self.note(EVENT) or ""

    def offer(self, name: str, code_hash: str, expires_ms: int) -> None:
        """Keep a one-time code for a station called *name*."""
        row = HubOfferRow.insert(code_hash=code_hash, name=name, expires_ms=expires_ms)
        with self._backend.writing():
            row.bind(self._database).execute()

    def offered_name(self, code_hash: str, now_ms: int) -> str | None:
        """Return for whom a code was made, None when it is unknown, used or too old."""
        statement = "SELECT name FROM hub_offer WHERE code_hash = ? AND expires_ms > ?"
        rows = self._all(statement, (code_hash, now_ms))
        return rows[0][0] if rows else None

    def enrol(self, station: HubStation, token_hash: str, *, event: str, code_hash: str) -> bool:
        """Use up a code and admit a station, in one transaction; a blank hub takes its event.

        Returns False, with nothing changed, when somebody else used the code or brought
        another event meanwhile.
        """
        used = HubOfferRow.delete().where(HubOfferRow.code_hash == code_hash)
        with self._backend.writing():
            if self.event() not in {"", event} or not used.bind(self._database).execute():
                return False
            self.save_note(EVENT, event)
            _admitting(station, token_hash).bind(self._database).execute()
        return True

    def holder(self, token_hash: str) -> HubStation | None:
        """Return the station that holds or, before it was revoked, held a token."""
        # Asked with every request: built without peewee's query builder, which takes longer.
        statement = f"SELECT {STATION_COLUMNS} FROM hub_station WHERE token_hash = ?"
        rows = self._all(statement, (token_hash,))
        return to_station(rows[0]) if rows else None

    def shut_out(self) -> set[str]:
        """Return the ids of all stations that were revoked."""
        rows = self._all("SELECT id FROM hub_station WHERE revoked_ms IS NOT NULL")
        return {identity for (identity,) in rows}

    def stations(self) -> list[HubStation]:
        """Return all stations by name, revoked ones too."""
        statement = f"SELECT {STATION_COLUMNS} FROM hub_station ORDER BY name, id"
        return [to_station(row) for row in self._all(statement)]

    def note_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Keep when stations were last here and how far they pulled."""
        statement = _SEEN.replace("?", self._database.param)
        with self._backend.writing():
            for one in sightings:
                values = (one.seen_ms, one.cursor, one.last_seq, one.version)
                self._database.execute_sql(statement, (*values, one.station, one.seen_ms))

    def is_leader(self) -> bool:
        """Whether this process is the one that does what only one process may do.

        Of several processes on one PostgreSQL whoever asks first leads until its connection
        ends; then the next one that asks does.
        """
        return self._backend.is_leader()

    def close(self) -> None:
        """Close this thread's connection."""
        self._backend.close()

    def named(self, name: str) -> HubStation:
        """Return the station of that name or id.

        Raises:
            UnknownError: there is no such station.
            AmbiguousError: several stations are called so.
        """
        stations = self.stations()
        by_id = [one for one in stations if one.id == name]
        matches = by_id or [one for one in stations if one.name.casefold() == name.casefold()]
        if len(matches) > 1:
            sentence = f"Several stations are called {name}; name one by its id (hub status)."
            raise AmbiguousError(sentence)
        if not matches:
            sentence = f"The hub has no station {name}; hub status shows them."
            raise UnknownError(sentence)
        return matches[0]


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

        A revocation among them kills its station's token, whoever brings it and by what way.
        """
        if not entries:
            return
        before = self.position()
        self._backend.insert([to_row(before + n, one) for n, one in enumerate(entries, start=1)])
        self._position = before + len(entries)
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


def _admitting(station: HubStation, token_hash: str) -> Any:
    """Return the statement that admits a station, or admits it anew."""
    fields = HubStationRow._meta.sorted_fields  # noqa: SLF001 - peewee's public name for it
    return HubStationRow.insert(
        id=station.id,
        name=station.name,
        public_key=station.public_key,
        token_hash=token_hash,
        joined_ms=station.joined_ms,
        revoked_ms=None,
        seen_ms=None,
    ).on_conflict(
        conflict_target=[HubStationRow.id],
        preserve=[one for one in fields if one is not HubStationRow.id],
    )
