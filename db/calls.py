"""Calls that nobody has taken yet, read from the journal."""

from collections.abc import Iterable

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.admission.fold import living
from app.clock import to_instant
from app.model.bearings import Bearings
from app.model.call import Call, CallReason
from app.model.entry import Entry, Kind
from db import views
from db.rows import COLUMNS, to_entry

_CALLS = f"""WITH RECURSIVE about (id) AS (
    SELECT id FROM journal WHERE kind = 'called'
    UNION
    SELECT ref FROM journal WHERE kind = 'called' AND ref IS NOT NULL
    UNION
    SELECT journal.id FROM journal JOIN about ON journal.ref = about.id
)
SELECT {COLUMNS} FROM journal WHERE id IN (SELECT id FROM about)"""
"""Calls, the arrivals that some tell of, who took them, and what takes any of those back."""


def open_calls(database: SqlCipherDatabase, bearings: Bearings) -> list[Call]:
    """Return the calls that nobody has taken, the oldest first.

    Taken by two stations is taken. A call that tells of an arrival which was taken back is none.
    """
    entries = [to_entry(row) for row in database.execute_sql(_CALLS).fetchall()]
    alive = living(entries, bearings)
    ids = {entry.id for entry in alive}
    taken = {entry.ref for entry in alive if entry.kind == Kind.ANSWERED}
    waiting = [
        entry
        for entry in alive
        if entry.kind == Kind.CALLED
        and entry.id not in taken
        and (entry.ref is None or entry.ref in ids)
    ]
    names = _names(database, (entry.registration for entry in waiting), bearings)
    calls = [_call(entry, bearings, names.get(entry.registration or "", "")) for entry in waiting]
    return sorted(calls, key=lambda call: call.at)  # stable: ties stay as the entries are


def _call(entry: Entry, bearings: Bearings, name: str) -> Call:
    return Call(
        id=entry.id,
        reason=CallReason(entry.get("reason", CallReason.HELP)),
        station=entry.station,
        to=entry.get("to") or "",
        at=to_instant(bearings.moment(entry).ms),
        registration=entry.registration,
        name=name,
        note=entry.get("note") or "",
    )


def _names(
    database: SqlCipherDatabase, registrations: Iterable[str | None], bearings: Bearings
) -> dict[str, str]:
    wanted = dict.fromkeys(key for key in registrations if key)
    people = views.load_many(database, wanted, bearings)
    return {one.registration: one.person.name for one in people}
