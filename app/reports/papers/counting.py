"""Counts that several papers share: who came, by a field, by time and by session."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from app.model.programme import Programme, Session
from app.model.standing import Standing
from app.reports.arrivals import is_counted

QUARTER = timedelta(minutes=15)


def arrivals_by(people: Iterable[Standing], field: str) -> Mapping[str, int]:
    """Return how many of *people*, who all came, have each value of a field."""
    return Counter(" ".join(standing.person.get(field).split()) for standing in people)


def quarters(people: Iterable[Standing], opening: datetime) -> tuple[datetime, Sequence[int]]:
    """Return first arrivals per quarter of an hour, aligned to *opening*, and when they begin."""
    moments = [standing.arrived.at for standing in people if standing.arrived is not None]
    counts = Counter((moment - opening) // QUARTER for moment in moments)
    if not counts:
        return opening.astimezone(UTC), ()
    first, last = min(counts), max(counts)
    bins = [counts[number] for number in range(first, last + 1)]
    return opening.astimezone(UTC) + first * QUARTER, bins


def visits(programme: Programme, standings: Iterable[Standing]) -> list[tuple[Session, int]]:
    """Return each session that is no entrance and how many people came to it."""
    people = [standing for standing in standings if is_counted(standing)]
    return [
        (session, sum(one.first_arrival(session.id) is not None for one in people))
        for session in programme.sessions.values()
        if not session.is_entrance
    ]
