"""Numbers for third parties: no cell of one to four people, and none that could be reckoned back.

Small values of a field are merged into one row. Where that row would be small itself, or stand
for one value only, the next smallest value joins it: nobody can subtract what is shown from the
total and find a small group. Single numbers that are small are left out, and with them the one
beside each that would tell it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.reports.account import Bin, Figures, NoShow, Share
from app.reports.occupancy import Attendance
from app.reports.small_cells import LEAST

OTHERS = "*"
"""The row of merged values."""

HIDDEN = -1
"""Stands for a number that is not told."""


def is_small(number: int) -> bool:
    """Whether so few people might be recognised."""
    return 0 < number < LEAST


def merged(shares: Mapping[str, Share]) -> dict[str, Share]:
    """Return *shares* with small values merged; empty where even all together are too few."""
    ordered = sorted(shares.items(), key=lambda item: (item[1].registered + item[1].arrived, item))
    small = [value for value, share in ordered if _is_small(share)]
    others = [value for value, _ in ordered if value not in small]
    total = _sum(shares[value] for value in small)
    while small and others and (_is_small(total) or len(small) == 1):
        small.append(others.pop(0))
        total = _sum(shares[value] for value in small)
    if _is_small(total):
        return {}
    kept = {value: shares[value] for value in sorted(others)}
    return {**kept, OTHERS: total} if small else kept


def protected(numbers: Figures) -> Figures:
    """Return *numbers* as third parties may have them; what is not told is `HIDDEN`."""
    no_show, walk_ins = numbers.no_show, hidden(numbers.walk_ins)
    if is_small(no_show.missing) or is_small(numbers.walk_ins):
        # Arrived less those who were expected and came would tell the walk-ins, and expected
        # less those who came and are no walk-ins the missing.
        no_show, walk_ins = NoShow(no_show.expected, HIDDEN, None), HIDDEN
    if is_small(numbers.cancelled) or is_small(numbers.no_show.expected):
        # Registered less expected would tell who cancelled; missing and rate tell the expected.
        no_show = NoShow(HIDDEN, HIDDEN, None)
    return replace(
        numbers,
        registered=hidden(numbers.registered),
        cancelled=hidden(numbers.cancelled),
        arrived=hidden(numbers.arrived),
        present=hidden(numbers.present),
        walk_ins=walk_ins,
        counted=hidden(numbers.counted),
        bins=joined(numbers.bins),
        bins_15=joined(numbers.bins_15),
        by={field: merged(shares) for field, shares in numbers.by.items()},
        sessions=tuple(map(_session, numbers.sessions)),
        here=replace(numbers.here, value=hidden(numbers.here.value), minimum=HIDDEN,
                     maximum=HIDDEN, stations=()),
        no_show=no_show,
        last_15=hidden(numbers.last_15),
        per_minute=HIDDEN,
        speakers=HIDDEN,
        missing_speakers=(),
        groups=(),
        pace=(),
        desks=type(numbers.desks)(),
    )  # fmt: skip


def told(value: Any) -> Any:
    """Return JSON members with nothing where a number is `HIDDEN`."""
    if isinstance(value, Mapping):
        return {key: told(one) for key, one in value.items()}
    if isinstance(value, list):
        return [told(one) for one in value]
    return None if value == HIDDEN and not isinstance(value, bool) else value


def joined(bins: Iterable[Bin]) -> tuple[Bin, ...]:
    """Return *bins* of which small ones are joined with those after them, the last before it."""
    found: list[Bin] = []
    for one in bins:
        if found and is_small(found[-1].arrivals):
            found[-1] = replace(found[-1], arrivals=found[-1].arrivals + one.arrivals)
        else:
            found.append(one)
    if len(found) > 1 and is_small(found[-1].arrivals):
        last = found.pop()
        found[-1] = replace(found[-1], arrivals=found[-1].arrivals + last.arrivals)
    return () if found and is_small(found[-1].arrivals) else tuple(found)


def hidden(number: int) -> int:
    """Return *number*, or `HIDDEN` where it is small."""
    return HIDDEN if is_small(number) else number


def _session(one: Attendance) -> Attendance:
    """Hide small numbers of a session, and with one that is told by two others one of these."""
    booked, empty = hidden(one.booked), hidden(one.empty)
    arrived = hidden(one.arrived)
    if is_small(one.booked - one.empty):
        empty = HIDDEN
    return replace(
        one,
        booked=booked,
        arrived=arrived,
        present=hidden(one.present) if arrived != HIDDEN else HIDDEN,
        peak=hidden(one.peak) if arrived != HIDDEN else HIDDEN,
        turned_away=hidden(one.turned_away),
        empty=empty if booked != HIDDEN else HIDDEN,
    )


def _is_small(share: Share) -> bool:
    return is_small(share.registered) or is_small(share.arrived)


def _sum(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(sum(one.registered for one in found), sum(one.arrived for one in found))
