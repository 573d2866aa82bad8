"""A hub's database, on SQLite or PostgreSQL; implements `app.ports.hub.HubStore`.

It holds the journal, the stations and the one-time codes; no views and no search index, so a
push costs what its entries cost.
"""

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from app.errors import AmbiguousError, UnknownError
from app.model.entry import Randbits
from app.model.life import RANDOM_BITS, life_after
from app.ports.hub import HubStation, Sighting
from db.erase import SCRUB
from db.hub_memo import database_path, is_postgresql
from db.hub_queries import Backend, HubQueries
from db.hub_records import OpenHubRecords
from db.hub_sqlite import SqliteBackend
from db.hub_tables import STATION_COLUMNS, HubOfferRow, HubStationRow, to_station
from db.notes import EVENT
from db.tables import NoteRow

__all__ = ["HubStore", "OpenHubRecords", "open_hub_store"]

EPOCH = "epoch"
"""The note that holds the id of the hub's present life."""

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

    def renew_epoch(self, old: str, known: str = "") -> str:
        """Begin a new life, after *known*, when *old* is the present one; return what is true."""
        with self._backend.writing():
            present = self.note(EPOCH) or ""
            if present != old:
                return present
            fresh = life_after(present, known, self._randbits(RANDOM_BITS))
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

    def scrub(self) -> bool:
        """Remove what is left of erased words from the database; return whether anything was.

        What somebody is reading keeps it from being done; then it is tried again.
        """
        mark = self.note(SCRUB)
        if mark is None or not self._backend.scrub():
            return False
        # What was erased since the removal began needs one of its own.
        done = NoteRow.delete().where(NoteRow.key == SCRUB, NoteRow.value == mark)
        with self._backend.writing():
            done.bind(self._database).execute()
        return True

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
