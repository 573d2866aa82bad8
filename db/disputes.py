"""What the views and the journal give people to resolve."""

from collections.abc import Iterator, Sequence

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.admission.conflicts import conflict_of, conflicts_of, declined_of, likeness_of
from app.admission.shape import is_well_formed
from app.model.bearings import Bearings
from app.model.conflict import Conflict
from app.model.entry import Kind
from app.model.programme import Programme
from app.model.standing import Origin, Standing, Status
from app.ports import LIKENESS
from db import views
from db.rows import COLUMNS, to_entry


def asked(
    database: SqlCipherDatabase, bearings: Bearings, programme: Programme | None
) -> Iterator[Conflict]:
    """Yield every conflict of an event, whether somebody resolved it or not."""
    rows = database.execute_sql("SELECT id FROM registration WHERE disputes > 0").fetchall()
    for standing in _standings(database, [key for (key,) in rows], bearings).values():
        yield from conflicts_of(standing, programme)
    yield from _likenesses(database, bearings)
    yield from _of_stations(database)
    yield from _declined(database, bearings)


def _likenesses(database: SqlCipherDatabase, bearings: Bearings) -> Iterator[Conflict]:
    """Yield the walk-ins whose names sound like somebody else's."""
    pairs = list(_pairs(database))
    people = _standings(database, list({key for pair in pairs for key in pair}), bearings)
    for walk_in, other in pairs:
        if walk_in in people and other in people:
            conflict = likeness_of(people[walk_in], people[other])
            if conflict is not None:
                yield conflict


def _pairs(database: SqlCipherDatabase) -> Iterator[tuple[str, str]]:
    rows = database.execute_sql(
        "SELECT id, words FROM registration WHERE origin = ? AND status <> ?",
        (Origin.WALK_IN.value, Status.CANCELLED.value),
    ).fetchall()
    for walk_in, words in rows:
        for word in words.split():
            if word.startswith(LIKENESS):
                others = database.execute_sql(
                    "SELECT id FROM registration WHERE id <> ? AND number IN"
                    " (SELECT rowid FROM search WHERE search MATCH ?)",
                    (walk_in, f'"{word}"'),
                ).fetchall()
                yield from ((walk_in, other) for (other,) in others)


def _of_stations(database: SqlCipherDatabase) -> Iterator[Conflict]:
    """Yield forked journals, and revoked stations that went on writing, as far as readable."""
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM journal WHERE kind IN (?, ?) ORDER BY position",
        (Kind.FORKED.value, Kind.REVOKED.value),
    ).fetchall()
    for entry in filter(is_well_formed, map(to_entry, rows)):
        later = database.execute_sql(
            "SELECT count(*) FROM journal WHERE station = ? AND seq > ?",
            (entry.get("station"), entry.get("last_seq", 0)),
        ).fetchone()
        conflict = conflict_of(entry, int(later[0]))
        if conflict is not None:
            yield conflict


def _declined(database: SqlCipherDatabase, bearings: Bearings) -> Iterator[Conflict]:
    """Yield what the central ticket system did not take, as far as it can be shown."""
    chosen = "SELECT id FROM journal WHERE kind = ?"
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM journal WHERE id IN ({chosen})"
        f" OR id IN (SELECT ref FROM journal WHERE id IN ({chosen}))",
        (Kind.DECLINED.value,) * 2,
    ).fetchall()
    found = {entry.id: entry for entry in filter(is_well_formed, map(to_entry, rows))}
    said = [one for one in found.values() if one.kind == Kind.DECLINED and one.ref in found]
    people = _standings(database, sorted({one.registration or "" for one in said}), bearings)
    for one in filter(bearings.counts, said):
        if one.registration in people:
            yield declined_of(one, found[one.ref or ""], people[one.registration])


def _standings(
    database: SqlCipherDatabase, registrations: Sequence[str], bearings: Bearings
) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for start in range(0, len(registrations), views.CHUNK):
        chunk = registrations[start : start + views.CHUNK]
        found.update((one.registration, one) for one in views.load(database, chunk, bearings))
    return found
