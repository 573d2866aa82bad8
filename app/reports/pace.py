"""How long a guest takes at a desk: from the scan to the printed badge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from app.reports.account import Desks, Pace
from app.reports.queueing import advised_desks, mean_wait_s

LATE = timedelta(minutes=10)
"""A badge that came later was not waited for at the desk."""

QUEUE_GAP = timedelta(seconds=90)
"""Where the next guest came later, nobody had queued."""

RECENT = timedelta(minutes=5)


class Step(NamedTuple):
    """Somebody's arrival, or badge, at a station."""

    at: datetime
    station: str
    registration: str


def paces(
    arrivals: Iterable[Step], prints: Iterable[Step], names: Mapping[str, str]
) -> tuple[Pace, ...]:
    """Return the pace of each station that has one, by its name.

    Args:
        arrivals: First arrivals at the entrances.
        prints: Printed badges.
        names: What stations are called, by id.
    """
    to_paper = _to_paper(arrivals := list(arrivals), prints)
    between = _between(arrivals)
    found = []
    for station in to_paper.keys() | between.keys():
        seconds = sorted(to_paper.get(station) or between[station])
        found.append(
            Pace(
                station=names.get(station, station),
                guests=len(seconds),
                p50_s=percentile(seconds, 50),
                p95_s=percentile(seconds, 95),
                is_paper=station in to_paper,
            )
        )
    return tuple(sorted(found, key=lambda pace: pace.station))


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest of sorted *values* that at least *percent* of them do not exceed."""
    return values[max(1, ceil(len(values) * percent / 100)) - 1]


def desks_now(arrivals: Sequence[Step], prints: Iterable[Step], now: datetime) -> Desks:
    """Return how long people wait at the desks of the last five minutes, and with one more."""
    recent = [step for step in arrivals if now - RECENT < step.at <= now]
    stations = {step.station for step in recent}
    service_s = _service_s(arrivals, prints, stations)
    per_s = len(recent) / RECENT.total_seconds()
    if not recent or service_s is None:
        return Desks(open=len(stations), per_minute=per_s * 60, service_s=service_s)
    return Desks(
        open=len(stations),
        per_minute=per_s * 60,
        service_s=service_s,
        wait_s=mean_wait_s(len(stations), per_s, service_s),
        wait_with_one_more_s=mean_wait_s(len(stations) + 1, per_s, service_s),
        advised=advised_desks(per_s, service_s),
    )


def _service_s(
    arrivals: Sequence[Step], prints: Iterable[Step], stations: set[str]
) -> float | None:
    """Return the mean seconds a guest at *stations*, None where nothing was measured."""
    to_paper, between = _to_paper(arrivals, prints), _between(arrivals)
    measured = [s for one in stations for s in to_paper.get(one) or between.get(one) or ()]
    return sum(measured) / len(measured) if measured else None


def _to_paper(arrivals: Iterable[Step], prints: Iterable[Step]) -> dict[str, list[float]]:
    """Return seconds from the scan to the first badge that the same station printed then."""
    printed: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for step in prints:
        printed[step.station, step.registration].append(step.at)
    found: dict[str, list[float]] = defaultdict(list)
    for step in arrivals:
        waits = (at - step.at for at in printed.get((step.station, step.registration), ()))
        waited = min((wait for wait in waits if timedelta() <= wait <= LATE), default=None)
        if waited is not None:
            found[step.station].append(waited.total_seconds())
    return found


def _between(arrivals: Iterable[Step]) -> dict[str, list[float]]:
    """Return seconds from one guest to the next at each station while a queue stood there."""
    last: dict[str, datetime] = {}
    found: dict[str, list[float]] = defaultdict(list)
    for step in sorted(arrivals):
        before = last.get(step.station)
        if before is not None and step.at - before <= QUEUE_GAP:
            found[step.station].append((step.at - before).total_seconds())
        last[step.station] = step.at
    return found
