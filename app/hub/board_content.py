"""What the live board tells: counts, and nothing that was said about a single person.

The members are chosen one by one, so that a new figure is not on the board until somebody puts
it here. Shares by category, sector or country follow the guests in groups of five: on a board
that follows each scan, the count that grows would tell what the guest at the door is.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from app.model.programme import Programme
from app.reports.account import Bin, Figures, Here, Share
from app.reports.arrivals import BIN
from app.reports.occupancy import Attendance
from app.reports.small_cells import LEAST

SHARED = ("category", "sector", "country")
"""By these fields shares are told; an organisation may be a person's own name."""

Shares = Mapping[str, Sequence[tuple[str, int]]]
"""Values of a field with how many came; the last, nameless one holds all who are too few."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Shares as they were told last, and how many had come then."""

    arrived: int = 0
    countries: int = 0
    shares: Shares = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """One state of the board; equal states have the same id."""

    id: str
    body: bytes


def regrouped(numbers: Figures, told: Groups) -> Groups:
    """Return the shares to tell now: those *told* before, unless enough people came or left."""
    if abs(numbers.arrived - told.arrived) < LEAST:
        return told
    present = {name: _present(numbers.by.get(name, {})) for name in SHARED}
    shares = {name: merged(some) for name, some in present.items()}
    return Groups(numbers.arrived, sum(bool(one) for one in present["country"]), shares)


def merged(values: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return *values* by size, those of too few people as one; nothing where that is too few.

    One value alone would be told by the total and all others, so a larger one joins it.
    """
    large = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    rest = 0
    while large and (large[-1][1] < LEAST or 0 < rest < LEAST):
        rest += large.pop()[1]
    if 0 < rest < LEAST:
        return []
    # The nameless value is what nobody said of themselves; it joins the rest.
    unknown = dict(large).get("", 0)
    named = [item for item in large if item[0]]
    return [*named, ("", rest + unknown)] if rest + unknown else named


def frame(
    programme: Programme,
    numbers: Figures,
    groups: Groups,
    before: Sequence[tuple[int, int]] = (),
) -> Frame:
    """Return the state of the board.

    Args:
        programme: Event and sessions.
        numbers: All figures.
        groups: The shares to tell.
        before: Arrivals at an earlier edition by minutes after its opening, each for `BIN`.
    """
    event = programme.event
    told = {
        "event": event.name,
        "zone": event.timezone,
        "opening": _time(event.starts),
        "ends": _time(event.ends),
        "expected": numbers.no_show.expected,
        "arrived": numbers.arrived,
        "walk_ins": numbers.walk_ins,
        "counted": numbers.counted,
        "missing": numbers.no_show.missing,
        "here": _here(numbers.here),
        "last_15": numbers.last_15,
        "forecast": numbers.forecast.at_opening,
        "countries": groups.countries,
        "bin_minutes": BIN.seconds // 60,
        "bins": _bins(numbers.bins),
        "before": [list(pair) for pair in before],
        "shares": {name: [list(pair) for pair in some] for name, some in groups.shares.items()},
        "sessions": [_session(one) for one in numbers.sessions if one.id in programme.sessions],
    }
    content = msgspec.json.encode(told)
    identity = hashlib.sha256(content).hexdigest()[:16]
    return Frame(identity, content)


def _present(by_value: Mapping[str, Share]) -> dict[str, int]:
    return {value: share.arrived for value, share in by_value.items() if share.arrived}


def _here(here: Here) -> dict[str, int]:
    stale = sum(not one.is_fresh for one in here.stations)
    return {
        "value": here.value,
        "minimum": here.minimum,
        "maximum": here.maximum,
        "stations": len(here.stations),
        "stale": stale,
    }


def _bins(bins: Sequence[Bin]) -> list[list[int]]:
    return [[one.minute, one.arrivals] for one in bins]


def _session(one: Attendance) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "room": one.room,
        "starts": _time(one.starts),
        "ends": _time(one.ends),
        "capacity": one.capacity,
        "booked": one.booked,
        "arrived": one.arrived,
        "present": one.present,
    }


def _time(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
