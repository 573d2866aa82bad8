"""How long a guest takes at a desk: from the scan to the printed badge."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from app.reports.account import Desks, Pace
from app.reports.queueing import advised_desks, mean_wait_s

LATE = timedelta(minutes=10)
"""A badge that came later was not waited for at the desk."""

QUEUE_GAP = timedelta(seconds=90)
SHORTEST_GAP = timedelta(seconds=1)
"""Where the next guest came later nobody had queued; sooner than a second come groups."""

RECENT = timedelta(minutes=5)


class Step(NamedTuple):
    """Somebody's arrival at a station."""

    at: datetime
    station: str
    registration: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds a guest by station: from scan to badge, and from one scan to the next in a queue."""

    to_paper: Mapping[str, Sequence[float]]
    between: Mapping[str, Sequence[float]]

    def of(self, station: str) -> Sequence[float]:
        """Return what was measured at *station*, to the badge where it prints any."""
        return self.to_paper.get(station) or self.between.get(station) or ()


def measured(
    arrivals: Sequence[Step], printed: Mapping[tuple[str, str], Sequence[datetime]]
) -> Measured:
    """Measure.

    Args:
        arrivals: First arrivals, earliest first.
        printed: When badges came out, by station and registration.
    """
    return Measured(_to_paper(arrivals, printed), _between(arrivals))


def paces(measures: Measured, names: Mapping[str, str]) -> tuple[Pace, ...]:
    """Return the pace of each station that has one, by its name; *names* are by id."""
    found = []
    for station in measures.to_paper.keys() | measures.between.keys():
        seconds = sorted(measures.of(station))
        found.append(
            Pace(
                station=names.get(station, station),
                guests=len(seconds),
                p50_s=percentile(seconds, 50),
                p95_s=percentile(seconds, 95),
                is_paper=station in measures.to_paper,
            )
        )
    return tuple(sorted(found, key=lambda pace: pace.station))


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest of sorted *values* that at least *percent* of them do not exceed."""
    return values[max(1, ceil(len(values) * percent / 100)) - 1]


def desks_now(arrivals: Sequence[Step], measures: Measured, now: datetime) -> Desks:
    """Return how long people wait at the desks of the last five minutes, and with one more.

    Args:
        arrivals: First arrivals, earliest first.
        measures: Of these arrivals.
        now: Aware.
    """
    recent = within(arrivals, RECENT, now)
    stations = {step.station for step in recent}
    per_s = len(recent) / RECENT.total_seconds()
    seconds = [second for station in sorted(stations) for second in measures.of(station)]
    if not seconds:
        return Desks(open=len(stations), per_minute=per_s * 60)
    service_s = sum(seconds) / len(seconds)
    return Desks(
        open=len(stations),
        per_minute=per_s * 60,
        service_s=service_s,
        wait_s=mean_wait_s(len(stations), per_s, service_s),
        wait_with_one_more_s=mean_wait_s(len(stations) + 1, per_s, service_s),
        advised=advised_desks(per_s, service_s),
    )


def within(arrivals: Sequence[Step], span: timedelta, now: datetime) -> Sequence[Step]:
    """Return those of *arrivals*, earliest first, that came in the last *span* until *now*."""
    first = bisect_right(arrivals, now - span, key=lambda step: step.at)
    return arrivals[first : bisect_right(arrivals, now, key=lambda step: step.at)]


def _to_paper(
    arrivals: Iterable[Step], printed: Mapping[tuple[str, str], Sequence[datetime]]
) -> dict[str, list[float]]:
    """Return seconds from the scan to the first badge that the same station printed then."""
    found: dict[str, list[float]] = defaultdict(list)
    for step in arrivals:
        moments = printed.get((step.station, step.registration), ())
        waits = (at - step.at for at in moments)
        waited = min((wait for wait in waits if timedelta() <= wait <= LATE), default=None)
        if waited is not None:
            found[step.station].append(waited.total_seconds())
    return found


def _between(arrivals: Iterable[Step]) -> dict[str, list[float]]:
    """Return seconds from one guest to the next at each station while a queue stood there."""
    last: dict[str, datetime] = {}
    found: dict[str, list[float]] = defaultdict(list)
    for step in arrivals:
        before = last.get(step.station)
        if before is not None and SHORTEST_GAP <= step.at - before <= QUEUE_GAP:
            found[step.station].append((step.at - before).total_seconds())
        last[step.station] = step.at
    return found
