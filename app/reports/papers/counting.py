"""Counts that several papers share: who came, by a field, by time and by session."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.model.programme import Programme, Session
from app.model.standing import Standing
from app.reports.arrivals import is_counted

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
_MOST_BINS = 40
"""More bars have no room for their numbers."""


def arrivals_by(people: Iterable[Standing], field: str) -> Mapping[str, int]:
    """Return how many of *people*, who all came, have each value of a field."""
    return Counter(" ".join(standing.person.get(field).split()) for standing in people)


@dataclass(frozen=True, slots=True)
class Histogram:
    """First arrivals in neighbouring bins of one *width*, the first of which begins then."""

    begins: datetime
    width: timedelta
    bins: Sequence[int]


def quarters(people: Iterable[Standing], opening: datetime) -> Histogram:
    """Return first arrivals per quarter of an hour, aligned to *opening*."""
    return _histogram(people, opening, QUARTER)


def histogram(people: Sequence[Standing], opening: datetime) -> Histogram:
    """Return the same per quarter, hour or day: the shortest that comes to a few bins only."""
    for width in (QUARTER, HOUR):
        found = _histogram(people, opening, width)
        if len(found.bins) <= _MOST_BINS:
            return found
    return _histogram(people, opening, DAY)


def _histogram(people: Iterable[Standing], opening: datetime, width: timedelta) -> Histogram:
    moments = [standing.arrived.at for standing in people if standing.arrived is not None]
    counts = Counter((moment - opening) // width for moment in moments)
    if not counts:
        return Histogram(opening.astimezone(UTC), width, ())
    first, last = min(counts), max(counts)
    bins = tuple(counts[number] for number in range(first, last + 1))
    return Histogram(opening.astimezone(UTC) + first * width, width, bins)


def visits(programme: Programme, standings: Iterable[Standing]) -> list[tuple[Session, int]]:
    """Return each session that is no entrance and how many people came to it."""
    people = [standing for standing in standings if is_counted(standing)]
    return [
        (session, sum(one.first_arrival(session.id) is not None for one in people))
        for session in programme.sessions.values()
        if not session.is_entrance
    ]
