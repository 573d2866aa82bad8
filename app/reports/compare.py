"""This event beside earlier editions, aligned to the opening and in percent of the expected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.reports.account import Figures
from app.reports.aggregate import Aggregate
from app.reports.forecast import USUAL, Curve, curve_of

_PERCENT = 100
_MINUTE = timedelta(minutes=1)
WIDTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition. ``so_far`` are arrivals until the minute at which this event is now."""

    name: str
    starts: str
    expected: int
    arrived: int
    so_far: int
    no_show_rate: float | None
    minutes: Mapping[int, int]
    is_this: bool = False

    def percent(self, arrivals: int) -> float | None:
        """Return *arrivals* in percent of the expected, None where nobody was."""
        return arrivals / self.expected * _PERCENT if self.expected else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSight:
    """One look at an event: its numbers, and what earlier editions lead one to expect.

    ``expectation`` is how many come in the five minutes from each minute on, were it like the
    latest edition. ``editions`` begin with this event; empty where no other is known.
    """

    name: str
    numbers: Figures
    expectation: Mapping[int, float]
    editions: tuple[Edition, ...] = ()


def compared(
    numbers: Figures, name: str, starts: str, earlier: Iterable[Aggregate]
) -> tuple[Edition, ...]:
    """Return this event and *earlier* ones, each until the same minute after its opening."""
    now = (numbers.as_of - numbers.opening) // _MINUTE
    this = Edition(
        name=name,
        starts=starts,
        expected=numbers.no_show.expected,
        arrived=numbers.arrived,
        so_far=numbers.arrived,
        no_show_rate=numbers.no_show_rate,
        minutes={one.minute: one.arrivals for one in numbers.bins},
        is_this=True,
    )
    return (this, *(_edition(one, now) for one in earlier))


def expectation(numbers: Figures, earlier: Aggregate) -> dict[int, float]:
    """Return how many would come in each five minutes, were this event like *earlier*.

    As many of this event's expected people as came of those of the earlier one.
    """
    if not earlier.expected or not numbers.no_show.expected:
        return {}
    scale = numbers.no_show.expected / earlier.expected
    return {minute: arrivals * scale for minute, arrivals in earlier.minutes.items()}


def curve_from(earlier: Sequence[Aggregate]) -> Curve:
    """Return how people came to the latest of *earlier* editions, the usual curve without any."""
    if not earlier:
        return USUAL
    last = max(earlier, key=lambda one: one.event.starts)
    return curve_of(last.minutes, last.arrived / last.expected if last.expected else None)


def editions_json(editions: Iterable[Edition]) -> list[dict[str, Any]]:
    """Return editions as JSON members."""
    return [
        {
            "name": one.name,
            "starts": one.starts,
            "is_this": one.is_this,
            "expected": one.expected,
            "arrived": one.arrived,
            "no_show_rate": one.no_show_rate,
            "so_far": one.so_far,
            "so_far_percent": one.percent(one.so_far),
            "bins_5": list(_bins(one)),
        }
        for one in editions
    ]


def _bins(edition: Edition) -> Iterable[dict[str, Any]]:
    so_far = 0
    for minute in sorted(edition.minutes):
        arrivals = edition.minutes[minute]
        so_far += arrivals
        yield {
            "minute": minute,
            "arrivals": arrivals,
            "percent": edition.percent(arrivals),
            "so_far_percent": edition.percent(so_far),
        }


def _edition(one: Aggregate, now: int) -> Edition:
    """Of the five minutes that run now only the part counts that is over."""
    so_far = sum(
        arrivals * min(1.0, (now - minute) / WIDTH)
        for minute, arrivals in one.minutes.items()
        if minute < now
    )
    return Edition(
        name=one.event.name,
        starts=one.event.starts,
        expected=one.expected,
        arrived=one.arrived,
        so_far=round(so_far),
        no_show_rate=one.no_show_rate,
        minutes=one.minutes,
    )
