"""The views: tables that the journal makes, refreshed in the transaction that appends to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.admission.conflicts import asking_admissions
from app.admission.fold import fold
from app.clock import to_ms
from app.model.bearings import Bearings
from app.model.entry import Entry
from app.model.group import GROUP, group_key
from app.model.programme import Programme
from app.model.standing import Direction, Standing, Status
from db import search_index
from db.rows import COLUMNS, to_entry
from db.tables import VIEWS

CHUNK = 400
"""Registrations a statement, under SQLite's limit of bound values."""

EVENT_DOOR = ""
"""How the event's own door (no session) is stored, because a key may not be NULL."""

_COMING = (Status.ACTIVE, Status.UNPAID)
"""Whoever was cancelled, replaced or revoked keeps no seat from others."""

Words = Callable[[Standing], str]
"""What the search index holds for a standing: folded words, separated by spaces."""


def refresh(
    database: SqlCipherDatabase,
    registrations: Iterable[str],
    programme: Programme | None,
    bearings: Bearings,
    words: Words,
) -> None:
    """Make the views of *registrations* agree with the journal; call it inside a transaction."""
    remaining = iter(registrations)
    while chunk := list(islice(remaining, CHUNK)):
        standings = {one.registration: one for one in load(database, chunk, bearings)}
        _drop_vanished(database, [key for key in chunk if key not in standings])
        _replace_registrations(database, standings, programme, words)
        _replace_details(database, standings)


def load(
    database: SqlCipherDatabase, registrations: Sequence[str], bearings: Bearings
) -> Iterator[Standing]:
    """Yield the standings of at most `CHUNK` registrations, folded from the journal."""
    cursor = database.execute_sql(
        f"SELECT {COLUMNS} FROM journal WHERE registration IN ({_marks(registrations)})"
        " ORDER BY registration",
        tuple(registrations),
    )
    yield from fold_rows(cursor, bearings)


def load_many(
    database: SqlCipherDatabase, registrations: Iterable[str], bearings: Bearings
) -> Iterator[Standing]:
    """Yield the standings of any number of registrations."""
    remaining = iter(registrations)
    while chunk := list(islice(remaining, CHUNK)):
        yield from load(database, chunk, bearings)


def fold_rows(rows: Iterable[Sequence[Any]], bearings: Bearings) -> Iterator[Standing]:
    """Yield a standing for each registration of journal rows sorted by registration."""
    entries = map(to_entry, rows)
    for registration, group in groupby(entries, key=_registration):
        standing = fold(registration, group, bearings)
        if standing is not None:
            yield standing


def empty(database: SqlCipherDatabase) -> None:
    """Forget all views; the journal stays."""
    for view in VIEWS:
        view.delete().bind(database).execute()
    search_index.clear(database)


def is_inside_event(standing: Standing, programme: Programme | None) -> bool:
    """Whether the last movement at any entrance led in."""
    for movement in reversed(standing.movements):
        is_door = movement.session is None or (
            programme is not None and programme.is_entrance(movement.session)
        )
        if is_door:
            return movement.direction is Direction.IN
    return False


def _registration(entry: Entry) -> str:
    return entry.registration or ""


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _drop_vanished(database: SqlCipherDatabase, registrations: Sequence[str]) -> None:
    """Forget registrations whose only entry was taken back."""
    if not registrations:
        return
    marks = _marks(registrations)
    rows = database.execute_sql(
        f"SELECT number FROM registration WHERE id IN ({marks})", tuple(registrations)
    ).fetchall()
    for (number,) in rows:
        search_index.delete(database, number)
    database.execute_sql(f"DELETE FROM registration WHERE id IN ({marks})", tuple(registrations))
    _delete_details(database, registrations)


def _replace_registrations(
    database: SqlCipherDatabase,
    standings: dict[str, Standing],
    programme: Programme | None,
    words: Words,
) -> None:
    """Write the lines of *standings* and index those whose words changed."""
    if not standings:
        return
    known = _known_words(database, list(standings))
    fresh = {key: words(standing) for key, standing in standings.items()}
    database.connection().executemany(
        "INSERT INTO registration (id, name, organisation, category, origin, status, words,"
        " arrived_ms, is_inside, disputes, party) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " organisation = excluded.organisation, category = excluded.category,"
        " origin = excluded.origin, status = excluded.status, words = excluded.words,"
        " arrived_ms = excluded.arrived_ms, is_inside = excluded.is_inside,"
        " disputes = excluded.disputes, party = excluded.party",
        [_line(standing, programme, fresh[key]) for key, standing in standings.items()],
    )
    changed = [key for key in standings if known.get(key, (0, ""))[1] != fresh[key]]
    for key in changed:
        if key in known:
            search_index.delete(database, known[key][0])
    numbers = _known_words(database, changed)
    search_index.put_many(database, [(numbers[key][0], fresh[key]) for key in changed])


def _known_words(
    database: SqlCipherDatabase, registrations: Sequence[str]
) -> dict[str, tuple[int, str]]:
    """Return row number and indexed words of the registrations that have a line."""
    rows = database.execute_sql(
        f"SELECT id, number, words FROM registration WHERE id IN ({_marks(registrations)})",
        tuple(registrations),
    )
    return {key: (number, words) for key, number, words in rows}


def _line(standing: Standing, programme: Programme | None, words: str) -> tuple[Any, ...]:
    arrived = standing.arrived
    return (
        standing.registration,
        standing.person.name,
        standing.person.organisation,
        standing.person.category,
        standing.origin.value,
        standing.status.value,
        words,
        None if arrived is None else to_ms(arrived.at),
        int(is_inside_event(standing, programme)),
        len(asking_admissions(standing, programme)) + len(standing.rivals),
        group_key(standing.person.get(GROUP)),
    )


def _replace_details(database: SqlCipherDatabase, standings: dict[str, Standing]) -> None:
    """Write codes, bookings and attendance of *standings* anew."""
    if not standings:
        return
    _delete_details(database, list(standings))
    connection = database.connection()
    everyone = standings.values()
    connection.executemany(
        "INSERT INTO code (code, folded, registration) VALUES (?, ?, ?)",
        [
            (code, code.casefold(), standing.registration)
            for standing in everyone
            for code in _codes(standing)
        ],
    )
    connection.executemany(
        "INSERT INTO booking (registration, session, state, is_taken) VALUES (?, ?, ?, ?)",
        [row for standing in everyone if standing.status in _COMING for row in _seats(standing)],
    )
    connection.executemany(
        "INSERT INTO attendance (registration, session, first_ms, is_inside) VALUES (?, ?, ?, ?)",
        [row for standing in everyone for row in _attendance(standing)],
    )


def _codes(standing: Standing) -> list[str]:
    """Return the codes that lead to *standing*; those of a merged one lead to the other."""
    if standing.merged_into is not None:
        return []
    return sorted(standing.codes)


def _seats(standing: Standing) -> Iterator[tuple[str, str, str, int]]:
    """Yield a row for each session in which the person has a seat or waits for one."""
    passed = {movement.session for movement in standing.movements}
    for session, booking in standing.bookings.items():
        yield standing.registration, session, booking.value, int(session in passed)


def _attendance(standing: Standing) -> Iterator[tuple[str, str, int, int]]:
    """Yield a row for each door that the person passed."""
    doors = dict.fromkeys(movement.session for movement in standing.movements)
    for door in doors:
        first = next(movement for movement in standing.movements if movement.session == door)
        inside = int(standing.is_inside(door))
        yield standing.registration, door or EVENT_DOOR, to_ms(first.at), inside


def _delete_details(database: SqlCipherDatabase, registrations: Sequence[str]) -> None:
    marks = _marks(registrations)
    for table in ("code", "booking", "attendance"):
        database.execute_sql(
            f"DELETE FROM {table} WHERE registration IN ({marks})", tuple(registrations)
        )
