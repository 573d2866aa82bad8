"""The one write transaction of an event file; implements `app.ports.Records`."""

from collections.abc import Iterable, Sequence
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.admission.edits import EDIT_KINDS, latest_edits
from app.model.bearings import PLAIN
from app.model.entry import GENESIS, Draft, Entry, Kind
from app.model.erasure import Erasures
from app.model.programme import Programme
from db import erase, lookups, views
from db.notes import VIEWS, save_notes
from db.pen import BASED, Pen, based
from db.queries import Outlook, Queries
from db.rows import COLUMNS, INSERT, to_entry, to_row
from db.tables import BadgeJobRow, NoteRow

_TIMED = """kind <> 'registered' OR EXISTS (
    SELECT 1 FROM journal AS other WHERE other.registration = mine.registration
    AND other.kind = 'registered' AND other.id <> mine.id)"""
"""Entries whose time may decide over a standing: a registration goes first whatever its time."""

UNKNOWN = Outlook(0, "", None, PLAIN)
"""What is known of an event before anything was read."""


class OpenRecords(Queries):
    """An open write transaction; implements `app.ports.Records`.

    *outlook* is what the journal last led to, so that a scan does not plan again.
    """

    def __init__(
        self,
        database: SqlCipherDatabase,
        station: str,
        outlook: Outlook,
        pen: Pen,
        words: views.Words,
    ) -> None:
        super().__init__(database, station, outlook)
        self._own_station = station
        self.has_erased = False
        self._pen = pen
        self._words = words

    @property
    def station(self) -> str:
        """Id under which this machine writes; it stays while the transaction is open."""
        return self._own_station

    def append(self, draft: Draft) -> Entry:
        """Add an entry of this station and bring the views up to date."""
        return self._append([draft])[-1]

    def append_many(self, drafts: Sequence[Draft]) -> int:
        """Add many entries of this station in order; return how many."""
        return len(self._append(drafts))

    def absorb(self, entries: Sequence[Entry]) -> int:
        """Take in entries as they are, unless they are here; return how many were new."""
        known = self._known([entry.id for entry in entries])
        fresh = list({entry.id: entry for entry in entries if entry.id not in known}.values())
        self._store(fresh)
        return len(fresh)

    def refresh(self, entries: Sequence[Entry]) -> None:
        """Bring the views up to date after *entries* were given other places."""
        if any(entry.kind == Kind.REGISTERED for entry in entries):
            lookups.rebuild(self.database)
        self._refresh(self._concerned(entries, self._last_outlook or UNKNOWN))

    def rebuild(self) -> int:
        """Make all views again, and take words that are erased; return the number of standings."""
        self._forget(erase.silence_all(self._ask))
        views.empty(self.database)
        NoteRow.delete().where(NoteRow.key == VIEWS).bind(self.database).execute()
        keys = self.database.execute_sql(
            "SELECT DISTINCT registration FROM journal WHERE registration IS NOT NULL"
        ).fetchall()
        lookups.rebuild(self.database)
        self._refresh(key for (key,) in keys)
        return int(self.database.execute_sql("SELECT count(*) FROM registration").fetchone()[0])

    def _append(self, drafts: Sequence[Draft]) -> list[Entry]:
        seq, prev = self._tail()
        entries: list[Entry] = []
        changed = [d.registration for d in drafts if d.kind in BASED and d.registration]
        latest = self._latest_edits(list(dict.fromkeys(changed)))
        pen = self._pen.for_many(len(drafts)) if len(drafts) > 1 else self._pen
        for draft in drafts:
            seq += 1
            entry = pen.entry(based(draft, latest), self.station, seq, prev)
            if draft.kind in BASED and draft.registration:
                latest[draft.registration] = [entry.id]
            prev = entry.link()
            entries.append(entry)
        self._store(entries)
        return entries

    def _tail(self) -> tuple[int, str]:
        """Return sequence number and link of this station's last entry."""
        row = self.database.execute_sql(
            f"SELECT {COLUMNS} FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1",
            (self.station,),
        ).fetchone()
        if row is None:
            return 0, GENESIS
        last = to_entry(row)
        return last.seq, last.link()

    def _store(self, entries: Sequence[Entry]) -> None:
        """Write *entries*, take the words that they erase, and refresh what they concern."""
        if not entries:
            return
        position = self.last_position()
        known = erase.hushed(self._ask, entries)
        self.database.connection().executemany(
            INSERT, [to_row(position + n, entry) for n, entry in enumerate(known, start=1)]
        )
        self._forget(erase.silence(self._ask, known))
        lookups.place(self.database, entries)
        self._refresh(self._concerned(entries, self._last_outlook or UNKNOWN))

    def _forget(self, erased: Erasures) -> None:
        """Drop what this machine alone noted about the erased, and see to the bytes afterwards."""
        if not erased:
            return
        for one in erased.people:
            BadgeJobRow.delete().where(BadgeJobRow.registration == one).bind(
                self.database
            ).execute()
        save_notes(self.database, {erase.SCRUB: erase.fresh_mark()})
        self.has_erased = True

    def _refresh(self, registrations: Iterable[str]) -> None:
        outlook = self._outlook()
        views.refresh(
            self.database, registrations, outlook.programme, outlook.bearings, self._words
        )

    def _concerned(self, entries: Sequence[Entry], seen: Outlook) -> list[str]:
        """Return the registrations whose views *entries* may change.

        Other bearings than those *seen* before place what other entries say at another time;
        they, too, may let another plan be the latest, which makes other doors the entrances.
        """
        keys = dict.fromkeys(entry.registration for entry in entries if entry.registration)
        outlook, before = self._outlook(), seen.bearings
        if _entrances(outlook.programme) != _entrances(seen.programme):
            rows = self.database.execute_sql("SELECT DISTINCT registration FROM attendance")
            keys.update(dict.fromkeys(key for (key,) in rows))
        bearings = outlook.bearings
        for boot in bearings.resampled(before):
            keys.update(self._touched(f"station = ? AND boot = ? AND ({_TIMED})", boot))
        for station in bearings.redrifted(before):
            boots = [boot for one, boot in bearings.samples if one == station]
            others = f"boot NOT IN ({','.join('?' * len(boots))})"
            keys.update(
                self._touched(f"station = ? AND {others} AND ({_TIMED})", (station, *boots))
            )
        for station in bearings.reshut(before):
            keys.update(self._touched("station = ?", (station,)))
        return list(keys)

    def _touched(self, condition: str, values: tuple[str, ...]) -> dict[str, None]:
        """Return the registrations about which entries that meet *condition* say anything."""
        rows = self.database.execute_sql(
            "SELECT DISTINCT registration FROM journal AS mine"
            f" WHERE registration IS NOT NULL AND {condition}",
            values,
        ).fetchall()
        return dict.fromkeys(key for (key,) in rows)

    def _latest_edits(self, registrations: Sequence[str]) -> dict[str, list[str]]:
        latest: dict[str, list[str]] = {}
        kinds = ",".join(f"'{kind.value}'" for kind in EDIT_KINDS)
        for start in range(0, len(registrations), views.CHUNK):
            chunk = registrations[start : start + views.CHUNK]
            marks = ",".join("?" * len(chunk))
            rows = self._select(f"registration IN ({marks}) AND kind IN ({kinds})", tuple(chunk))
            edits: dict[str, list[Entry]] = {}
            for entry in rows:
                edits.setdefault(entry.registration or "", []).append(entry)
            latest.update({key: latest_edits(some) for key, some in edits.items()})
        return latest

    def _ask(self, statement: str, values: tuple[object, ...]) -> Any:
        return self.database.execute_sql(statement, values).fetchall()

    def _known(self, ids: Sequence[str]) -> set[str]:
        known: set[str] = set()
        for start in range(0, len(ids), views.CHUNK):
            chunk = ids[start : start + views.CHUNK]
            marks = ",".join("?" * len(chunk))
            rows = self.database.execute_sql(
                f"SELECT id FROM journal WHERE id IN ({marks})", tuple(chunk)
            )
            known.update(key for (key,) in rows)
        return known


def _entrances(programme: Programme | None) -> frozenset[str] | None:
    """Return which sessions are doors of the event; None while that is not known."""
    return None if programme is None else frozenset(one.id for one in programme.entrances)
