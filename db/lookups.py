"""The short codes of all registrations, kept so that a scan finds one by an index.

Everybody wants codes in an order of their own (`app.model.code.lookup_choice`); of two who
want the same one, the earlier registration has it, and the later goes on to its next choice.
Whoever comes first in time has the first choice, so the outcome does not depend on the order
in which entries arrive here (deferred acceptance with one common priority; Gale and Shapley,
College admissions and the stability of marriage, 1962).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.model.code import lookup_choice
from app.model.entry import Entry, Kind
from db.tables import LookupRow

_COLUMNS = "code, registration, attempt, wall_ms, station, seq"


_TOGETHER = 2_000
"""So many registrations fit into one statement."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A registration that looks for its code; ``order`` is the place of its first entry."""

    registration: str
    attempt: int
    order: tuple[int, str, int]

    @property
    def code(self) -> str:
        return lookup_choice(self.registration, self.attempt)


def place(database: SqlCipherDatabase, entries: Iterable[Entry]) -> None:
    """Give a short code to everybody whom *entries* register; call it inside a transaction."""
    registered = [one for one in entries if one.kind == Kind.REGISTERED and one.registration]
    if not _place_together(database, registered):
        _place_each(database, registered)


def _place_together(database: SqlCipherDatabase, entries: Sequence[Entry]) -> bool:
    """Give everybody the first code, if all are new here and nobody has one of those codes."""
    claims = [_Claim(entry.registration or "", 0, entry.order) for entry in entries]
    codes = [claim.code for claim in claims]
    people = {claim.registration for claim in claims}
    if not 1 < len(claims) <= _TOGETHER or not len(claims) == len(set(codes)) == len(people):
        return False
    marks = ",".join("?" * len(claims))
    rows = database.execute_sql(
        f"SELECT 1 FROM lookup WHERE registration IN ({marks}) OR code IN ({marks}) LIMIT 1",
        (*(claim.registration for claim in claims), *codes),
    )
    if rows.fetchone() is not None:
        return False
    database.connection().executemany(
        f"INSERT INTO lookup ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (code, one.registration, one.attempt, *one.order)
            for code, one in zip(codes, claims, strict=True)
        ],
    )
    return True


def _place_each(database: SqlCipherDatabase, entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.registration is None:
            continue
        known = _of_registration(database, entry.registration)
        if known is None:
            _settle(database, _Claim(entry.registration, 0, entry.order))
        elif entry.order < known.order:
            # A registration that turns out to be earlier may win back what it had lost.
            rebuild(database)
            return


def rebuild(database: SqlCipherDatabase) -> None:
    """Give all short codes anew from the journal."""
    LookupRow.delete().bind(database).execute()
    rows = database.execute_sql(
        "SELECT registration, wall_ms, station, seq FROM journal WHERE kind = ?"
        " AND registration IS NOT NULL ORDER BY wall_ms, station, seq",
        (Kind.REGISTERED.value,),
    ).fetchall()
    seen: set[str] = set()
    for registration, *order in rows:
        if registration not in seen:
            seen.add(registration)
            _settle(database, _Claim(registration, 0, (order[0], order[1], order[2])))


def holders(database: SqlCipherDatabase, codes: Sequence[str]) -> list[str]:
    """Return the registrations that have one of *codes*."""
    marks = ",".join("?" * len(codes))
    rows = database.execute_sql(
        f"SELECT registration FROM lookup WHERE code IN ({marks})", tuple(codes)
    )
    return [registration for (registration,) in rows]


def all_codes(database: SqlCipherDatabase) -> dict[str, str]:
    """Return everybody's short code by registration id."""
    return dict(database.execute_sql("SELECT registration, code FROM lookup").fetchall())


def _settle(database: SqlCipherDatabase, claim: _Claim) -> None:
    """Find a code for *claim*; whoever must give way is settled in turn."""
    waiting: _Claim | None = claim
    while waiting is not None:
        holder = _holder(database, waiting.code)
        if holder is not None and holder.order < waiting.order:
            waiting = replace(waiting, attempt=waiting.attempt + 1)
            continue
        _give(database, waiting)
        waiting = None if holder is None else replace(holder, attempt=holder.attempt + 1)


def _give(database: SqlCipherDatabase, claim: _Claim) -> None:
    database.execute_sql(
        f"INSERT OR REPLACE INTO lookup ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (claim.code, claim.registration, claim.attempt, *claim.order),
    )


def _holder(database: SqlCipherDatabase, code: str) -> _Claim | None:
    return _claim(database, "code = ?", code)


def _of_registration(database: SqlCipherDatabase, registration: str) -> _Claim | None:
    return _claim(database, "registration = ?", registration)


def _claim(database: SqlCipherDatabase, condition: str, value: str) -> _Claim | None:
    row = database.execute_sql(
        f"SELECT {_COLUMNS} FROM lookup WHERE {condition}", (value,)
    ).fetchone()
    return None if row is None else _Claim(row[1], row[2], (row[3], row[4], row[5]))
