"""What a hub keeps beside its journal, in the same file; implements `app.ports.hub.HubBook`."""

import secrets
from collections.abc import Sequence
from typing import Any

from peewee import BigIntegerField, CharField, Model, TextField

from app.errors import AmbiguousError, UnknownError
from app.ports.hub import Head, HubStation, Sighting
from db.connection import reading, writing
from db.journal import SqliteJournal
from db.notes import EVENT, note, save_notes
from db.rows import COLUMNS, to_entry
from db.views import CHUNK

EPOCH = "epoch"
"""The note that holds the id of the hub's present life."""

_STATIONS = """WITH RECURSIVE each_station (station) AS (
    SELECT min(station) FROM journal
    UNION ALL
    SELECT (SELECT min(station) FROM journal WHERE station > each_station.station)
    FROM each_station WHERE each_station.station IS NOT NULL
) SELECT station FROM each_station WHERE station IS NOT NULL"""
"""Steps from station to station along the index, whatever the length of the journal."""


class HubStationRow(Model):
    """A station that may push and pull as long as ``revoked_ms`` is empty."""

    id = CharField(primary_key=True)
    name = TextField()
    public_key = TextField()
    token_hash = TextField(unique=True)
    joined_ms = BigIntegerField()
    revoked_ms = BigIntegerField(null=True)
    seen_ms = BigIntegerField(null=True)
    cursor = BigIntegerField(default=0)

    class Meta:
        table_name = "hub_station"


class HubOfferRow(Model):
    """A one-time code that nobody used yet."""

    code_hash = CharField(primary_key=True)
    name = TextField()
    expires_ms = BigIntegerField()

    class Meta:
        table_name = "hub_offer"


class SqliteHubBook:
    """Stations, codes and epoch of one hub; several processes may share it.

    Args:
        journal: The hub's journal, in whose file the book is kept.
    """

    def __init__(self, journal: SqliteJournal) -> None:
        self._database = journal.database
        self._where = str(journal.path)

    def epoch(self) -> str:
        """Return the id of this hub's present life, made on first use."""
        return note(self._database, EPOCH) or self.renew_epoch("")

    def renew_epoch(self, old: str) -> str:
        """Begin a new life when *old* is the present one; return what is true now."""
        with writing(self._database):
            present = note(self._database, EPOCH) or ""
            if present != old:
                return present
            fresh = secrets.token_hex(8)
            save_notes(self._database, {EPOCH: fresh})
            return fresh

    def event(self) -> str:
        """Return the id of the event, empty while the hub is blank."""
        return note(self._database, EVENT) or ""

    def offer(self, name: str, code_hash: str, expires_ms: int) -> None:
        """Keep a one-time code for a station called *name*."""
        row = HubOfferRow.insert(code_hash=code_hash, name=name, expires_ms=expires_ms)
        with writing(self._database):
            row.bind(self._database).execute()

    def offered_name(self, code_hash: str, now_ms: int) -> str | None:
        """Return for whom a code was made, None when it is unknown, used or too old."""
        is_good = (HubOfferRow.code_hash == code_hash) & (HubOfferRow.expires_ms > now_ms)
        with reading(self._where):
            query = HubOfferRow.select(HubOfferRow.name).where(is_good)
            row = query.bind(self._database).tuples().first()
        return None if row is None else str(row[0])

    def enrol(self, station: HubStation, token_hash: str, *, event: str, code_hash: str) -> bool:
        """Use up a code and admit a station, in one transaction; a blank hub takes its event.

        Returns False, with nothing changed, when somebody else used the code or brought
        another event meanwhile.
        """
        used = HubOfferRow.delete().where(HubOfferRow.code_hash == code_hash)
        row = HubStationRow.replace(
            id=station.id,
            name=station.name,
            public_key=station.public_key,
            token_hash=token_hash,
            joined_ms=station.joined_ms,
        )
        with writing(self._database):
            if self.event() not in {"", event} or not used.bind(self._database).execute():
                return False
            save_notes(self._database, {EVENT: event})
            row.bind(self._database).execute()
        return True

    def readmit(self, station: HubStation, token_hash: str) -> None:
        """Admit a station without a code, or give one that is here another token."""
        row = HubStationRow.replace(
            id=station.id,
            name=station.name,
            public_key=station.public_key,
            token_hash=token_hash,
            joined_ms=station.joined_ms,
            seen_ms=station.seen_ms,
            cursor=station.cursor,
        )
        with writing(self._database):
            row.bind(self._database).execute()

    def station_by_token(self, token_hash: str) -> HubStation | None:
        """Return the station that holds a token, None when it is unknown or revoked."""
        # Asked with every request: built without peewee's query builder, which takes longer.
        with reading(self._where):
            row = self._database.execute_sql(
                "SELECT id, name, public_key, joined_ms, seen_ms, cursor FROM hub_station"
                " WHERE token_hash = ? AND revoked_ms IS NULL",
                (token_hash,),
            ).fetchone()
        if row is None:
            return None
        return HubStation(
            id=row[0],
            name=row[1],
            public_key=row[2],
            joined_ms=row[3],
            seen_ms=row[4],
            cursor=row[5],
        )

    def stations(self) -> list[HubStation]:
        """Return all stations by name, revoked ones too."""
        heads = self.heads()
        with reading(self._where):
            rows = HubStationRow.select().order_by(HubStationRow.name, HubStationRow.id)
            return [_station(row, heads) for row in rows.bind(self._database)]

    def revoke(self, name: str, at_ms: int) -> HubStation:
        """Make the token of a station useless; *name* may be its name or its id.

        Raises:
            UnknownError: there is no such station.
            AmbiguousError: several stations are called so.
        """
        station = self._named(name)
        change = HubStationRow.update(revoked_ms=at_ms).where(
            (HubStationRow.id == station.id) & HubStationRow.revoked_ms.is_null()
        )
        with writing(self._database):
            change.bind(self._database).execute()
        return self._named(station.id)

    def note_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Keep when stations were last here and how far they pulled."""
        rows = [(one.seen_ms, one.cursor, one.station) for one in sightings]
        with writing(self._database):
            self._database.connection().executemany(
                "UPDATE hub_station SET seen_ms = ?, cursor = ? WHERE id = ?", rows
            )

    def heads(self) -> dict[str, Head]:
        """Return the end of every station's chain in the hub's journal."""
        with reading(self._where):
            stations = [key for (key,) in self._database.execute_sql(_STATIONS).fetchall()]
            return {station: self._head(station) for station in stations}

    def ids(self, station: str, first: int, last: int) -> dict[int, str]:
        """Return the ids of one station's entries by sequence number, both ends included."""
        rows = self._all(
            "SELECT seq, id FROM journal WHERE station = ? AND seq BETWEEN ? AND ?",
            (station, first, last),
        )
        return dict(rows)

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return those of *ids* that are in the journal."""
        found: set[str] = set()
        for start in range(0, len(ids), CHUNK):
            chunk = tuple(ids[start : start + CHUNK])
            marks = ",".join("?" * len(chunk))
            rows = self._all(f"SELECT id FROM journal WHERE id IN ({marks})", chunk)
            found.update(key for (key,) in rows)
        return found

    def id_at(self, position: int) -> str | None:
        """Return the id of the entry at *position* of the hub's order."""
        rows = self._all("SELECT id FROM journal WHERE position = ?", (position,))
        return rows[0][0] if rows else None

    def position(self) -> int:
        """Return the position of the latest entry, 0 when there is none."""
        return int(self._all("SELECT coalesce(max(position), 0) FROM journal", ())[0][0])

    def _named(self, name: str) -> HubStation:
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

    def _head(self, station: str) -> Head:
        row = self._database.execute_sql(
            f"SELECT {COLUMNS} FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1",
            (station,),
        ).fetchone()
        last = to_entry(row)
        return Head(last.seq, last.link())

    def _all(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        with reading(self._where):
            rows: list[Any] = self._database.execute_sql(statement, values).fetchall()
        return rows


def _station(row: HubStationRow, heads: dict[str, Head]) -> HubStation:
    return HubStation(
        id=row.id,
        name=row.name,
        public_key=row.public_key,
        joined_ms=row.joined_ms,
        revoked_ms=row.revoked_ms,
        seen_ms=row.seen_ms,
        cursor=row.cursor,
        acked=heads[row.id].seq if row.id in heads else 0,
    )
