"""The event in numbers, as the command line's contract defines them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from app.model.programme import Programme
from app.model.standing import Standing, Status
from app.reports.arrivals import (
    BREAKDOWNS,
    Bin,
    Share,
    binned,
    is_counted,
    is_expected,
    is_no_show,
    is_present,
    is_registered,
    shares,
)
from app.reports.occupancy import Attendance, attendance


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All numbers of an event.

    ``registered`` came by a list, those who cancelled included; ``arrived`` have a living
    arrival at any session, walk-ins included; ``present`` are inside by their last movement
    at an entrance; ``counted`` were tallied without a name. ``no_show_rate`` is the share of
    expected people who did not come, ``None`` where nobody was expected.
    """

    registered: int
    cancelled: int
    arrived: int
    present: int
    walk_ins: int
    counted: int
    no_show_rate: float | None
    bins: tuple[Bin, ...]
    by: Mapping[str, Mapping[str, Share]]
    sessions: tuple[Attendance, ...]

    @property
    def headcount(self) -> int:
        """How many people are inside, those without a name included."""
        return self.present + self.counted


def figures(programme: Programme, standings: Iterable[Standing], *, counted: int = 0) -> Figures:
    """Count an event. Registrations that were substituted are left out of every number."""
    people = [standing for standing in standings if is_counted(standing)]
    listed = [standing for standing in people if is_registered(standing)]
    firsts = [standing.arrived.at for standing in people if standing.arrived is not None]
    return Figures(
        registered=len(listed),
        cancelled=sum(standing.status is Status.CANCELLED for standing in listed),
        arrived=len(firsts),
        present=sum(is_present(standing, programme) for standing in people),
        walk_ins=sum(standing.is_walk_in for standing in people),
        counted=counted,
        no_show_rate=_no_show_rate(listed),
        bins=binned(firsts, programme.event.starts),
        by={field: shares(people, field) for field in BREAKDOWNS},
        sessions=tuple(attendance(session, people) for session in programme.sessions.values()),
    )


def as_json(numbers: Figures, zone: tzinfo) -> dict[str, Any]:
    """Return *numbers* as JSON members; times are in *zone* and carry their offset."""
    return {
        "registered": numbers.registered,
        "cancelled": numbers.cancelled,
        "arrived": numbers.arrived,
        "present": numbers.present,
        "walk_ins": numbers.walk_ins,
        "counted": numbers.counted,
        "no_show_rate": numbers.no_show_rate,
        "bins": [
            {"from": one.start.astimezone(zone).isoformat(), "arrivals": one.arrivals}
            for one in numbers.bins
        ],
        "by": {
            field: {value: _shown(share) for value, share in by_value.items()}
            for field, by_value in numbers.by.items()
        },
        "sessions": [_session(one) for one in numbers.sessions],
    }


def _no_show_rate(listed: Iterable[Standing]) -> float | None:
    expected = [standing for standing in listed if is_expected(standing)]
    if not expected:
        return None
    return sum(map(is_no_show, expected)) / len(expected)


def _shown(share: Share) -> dict[str, int]:
    return {"registered": share.registered, "arrived": share.arrived}


def _session(one: Attendance) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "capacity": one.capacity,
        "booked": one.booked,
        "arrived": one.arrived,
        "present": one.present,
        "peak": one.peak,
    }
