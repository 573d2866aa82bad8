"""What the journal says twice or in two ways, so that only a human can tell what is true.

Laptops that were apart admit the same code twice, correct the same name differently, register
somebody who is on the list under another spelling; a copied folder writes under numbers that
others have used, a stolen laptop goes on writing. Nothing of this is decided by software: each
is a question in the inbox of every machine, and a ``resolved`` entry is its answer. A conflict's
id follows from the entries that make it, so all machines ask the same question.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.model.conflict import Conflict, ConflictKind, Resolution
from app.model.entry import Entry, Kind
from app.model.programme import Programme
from app.model.standing import Movement, Standing, Status

_ID_LENGTH = 12
_COMING = (Status.ACTIVE, Status.UNPAID)


def conflicts_of(standing: Standing, programme: Programme | None = None) -> Iterator[Conflict]:
    """Yield what is to be asked about one registration.

    Going in twice at the doors of a room asks nothing: hardly anybody is scanned on the way out
    of a room, and whoever comes back by the other door is in once. Neither does it where a ticket
    counts as often as it is shown. *programme* tells these doors; without it all of them ask.
    """
    for first, double in asking_admissions(standing, programme):
        yield Conflict(
            id=_id(ConflictKind.ADMITTED_TWICE, double.entry),
            kind=ConflictKind.ADMITTED_TWICE,
            registration=standing.registration,
            name=standing.person.name,
            entries=(first.entry, double.entry),
            stations=(first.station, double.station),
        )
    for rival in standing.rivals:
        yield Conflict(
            id=_id(ConflictKind.CHANGED_TWICE, rival.field, *sorted((rival.entry, rival.other))),
            kind=ConflictKind.CHANGED_TWICE,
            registration=standing.registration,
            name=standing.person.name,
            entries=(rival.other, rival.entry),
            stations=rival.stations,
            field=rival.field,
            values=(rival.other_value, rival.value),
        )


def likeness_of(walk_in: Standing, other: Standing) -> Conflict | None:
    """Return the question whether *walk_in* is *other*, None where it makes no sense to ask.

    Two walk-ins that resemble each other are asked about once, the later id as the guest who
    may be the earlier one.
    """
    if walk_in.merged_into != other.registration and not _both_come(walk_in, other):
        return None
    if other.is_walk_in and other.registration > walk_in.registration:
        walk_in, other = other, walk_in
    pair = sorted((walk_in.registration, other.registration))
    movements = [*other.movements[:1], *walk_in.movements[:1]]
    return Conflict(
        id=_id(ConflictKind.WALK_IN, *pair),
        kind=ConflictKind.WALK_IN,
        registration=walk_in.registration,
        other=other.registration,
        name=walk_in.person.name,
        entries=tuple(movement.entry for movement in movements),
        stations=tuple(movement.station for movement in movements),
        values=(other.person.name, walk_in.person.name),
    )


def conflict_of(entry: Entry, waiting: int = 0) -> Conflict | None:
    """Return the question that a ``forked`` or ``revoked`` entry asks.

    Args:
        entry: The entry.
        waiting: How many entries the revoked station wrote after it was shut out.
    """
    if entry.kind == Kind.FORKED:
        kind, count = ConflictKind.FORKED, entry.get("count", 0)
    elif entry.kind == Kind.REVOKED and waiting:
        kind, count = ConflictKind.REVOKED, waiting
    else:
        return None
    return Conflict(
        id=_id(kind, entry.id),
        kind=kind,
        name=entry.get("name") or "",
        entries=(entry.id,),
        stations=(entry.get("station", ""),),
        count=count,
    )


def declined_of(entry: Entry, target: Entry, standing: Standing) -> Conflict:
    """Return the question that a ``declined`` entry asks.

    What somebody took back meanwhile asks nothing any more.

    Args:
        entry: What the central ticket system said.
        target: The movement that it does not take, or the annulment of one.
        standing: Whom both are about.
    """
    moves = {movement.entry for movement in standing.movements}
    is_moot = target.kind != Kind.ANNULLED and target.id not in moves
    if target.kind == Kind.ANNULLED:
        is_moot = target.ref in moves
    return Conflict(
        id=_id(ConflictKind.DECLINED, target.id, entry.get("reason")),
        kind=ConflictKind.DECLINED,
        registration=entry.registration,
        name=standing.person.name,
        entries=(target.id,),
        stations=(target.station,),
        values=(entry.get("reason"), entry.get("explanation") or ""),
        resolution=Resolution.SECOND.value if is_moot else "",
    )


def answered(conflicts: Iterable[Conflict], resolved: Iterable[Entry]) -> list[Conflict]:
    """Return *conflicts* with what people said about them, each once.

    Args:
        conflicts: What is asked.
        resolved: Living ``resolved`` entries in their order; the last word on each counts.
    """
    said: Mapping[str, str] = {entry.get("conflict"): entry.get("as") for entry in resolved}
    each = {conflict.id: conflict for conflict in conflicts}
    return [
        replace(each[key], resolution=said.get(key, each[key].resolution)) for key in sorted(each)
    ]


def asking_admissions(
    standing: Standing, programme: Programme | None
) -> list[tuple[Movement, Movement]]:
    """Return the double admissions that people are asked about, each behind the first one."""
    return [
        (first, double)
        for first, double in _double_admissions(standing)
        if programme is None or _asks(programme, double.session)
    ]


def _asks(programme: Programme, door: str | None) -> bool:
    """Whether nobody goes in twice by that door without a question."""
    session = programme.sessions.get(door) if door else None
    is_free = session is not None and session.terms is not None and session.terms.allows_many
    return programme.is_entrance(door) and not is_free


def _both_come(walk_in: Standing, other: Standing) -> bool:
    return walk_in.status in _COMING and other.status in _COMING


def _double_admissions(standing: Standing) -> Iterator[tuple[Movement, Movement]]:
    """Yield each double admission with the arrival that had let the person in already."""
    doubles = set(standing.double_admissions)
    inside: dict[str | None, Movement] = {}
    for movement in standing.movements:
        if movement in doubles:
            yield inside[movement.session], movement
        else:
            inside[movement.session] = movement


def _id(kind: ConflictKind, *parts: str) -> str:
    return hashlib.sha256("\0".join((kind, *parts)).encode()).hexdigest()[:_ID_LENGTH]
