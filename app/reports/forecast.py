"""How many will come in the end, by how many came so far.

Two things are known: what share of the expected people usually comes, and what share of all who
come has usually come by now. Each says a total, more or less surely; the forecast is their mean,
weighted by how sure each is. The usual curve is that of receptions with an opening; an earlier
edition of the same event gives a better one.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from app.reports.account import Forecast

COMING, COMING_SPREAD = 0.78, 0.12
"""Of the people expected so many come, give or take."""

CURVE_SPREAD = 0.05
"""So far a day's curve is off the usual one, as a share of all who come."""

LEAST_SHARE = 0.02
"""Before so many have usually come, their number says nothing."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What share of all who come has come by each minute after the opening, minutes ascending."""

    minutes: tuple[int, ...]
    shares: tuple[float, ...]
    coming: float = COMING
    coming_spread: float = COMING_SPREAD

    def at(self, minute: float) -> float:
        """Return the share by *minute*, between two known ones in a straight line."""
        right = bisect_right(self.minutes, minute)
        if right == 0:
            return 0.0
        if right == len(self.minutes):
            return 1.0
        left_minute, right_minute = self.minutes[right - 1], self.minutes[right]
        left, part = self.shares[right - 1], (minute - left_minute) / (right_minute - left_minute)
        return left + part * (self.shares[right] - left)


USUAL = Curve(
    minutes=(-45, -30, -25, -20, -15, -10, -5, 0, 5, 10, 20, 60),
    shares=(0.0, 0.12, 0.146, 0.225, 0.355, 0.538, 0.704, 0.783, 0.85, 0.893, 0.945, 1.0),
)
"""Congresses and receptions with doors half an hour before they begin."""


def curve_of(minutes: Mapping[int, int], rate: float | None = None) -> Curve:
    """Return the curve of an event that is over.

    Args:
        minutes: Its arrivals by minutes after its opening; bins may be wider than a minute.
        rate: The share of the expected people who came, where that is known.
    """
    total = sum(minutes.values())
    if not total:
        return USUAL
    ordered = sorted(minutes)
    shares = [0.0, *(so_far / total for so_far in accumulate(minutes[m] for m in ordered))]
    ends = (*ordered, ordered[-1] + (ordered[-1] - ordered[-2] if ordered[1:] else 1))
    if rate is None:
        return Curve(ends, tuple(shares))
    return Curve(ends, tuple(shares), rate, COMING_SPREAD / 2)


def forecast(curve: Curve, minutes: Mapping[int, int], minute: float, expected: int) -> Forecast:
    """Return how many will have come by the opening and in the end.

    Args:
        curve: How people usually come.
        minutes: Arrivals so far by minutes after the opening.
        minute: Now, in minutes after the opening.
        expected: Registrations that were not cancelled.
    """
    came = sum(minutes.values())
    share = curve.at(minute)
    total = float(came) if share >= 1 else _total(curve, came, share, expected)
    by_opening = sum(number for at, number in minutes.items() if at < 0)
    if minute < 0:
        left = (curve.at(0) - share) / (1 - share) if share < 1 else 0.0
        by_opening = round(came + left * max(0.0, total - came))
    known = came > 0 or expected > 0
    return Forecast(by_opening if known else None, max(came, round(total)) if known else None)


def _total(curve: Curve, came: int, share: float, expected: int) -> float:
    """Weigh what the list says against what the door says."""
    prior, prior_spread = curve.coming * expected, curve.coming_spread * expected
    if share < LEAST_SHARE or not came:
        return max(prior, float(came)) if expected else came / max(share, LEAST_SHARE)
    by_door = came / share
    # Who came so far is a draw from all who come, and the day's curve is never quite the usual.
    spread = sqrt(by_door * (1 - share) / share + (CURVE_SPREAD / share * by_door) ** 2)
    if not expected:
        return by_door
    weight, prior_weight = 1 / max(spread, 1.0) ** 2, 1 / max(prior_spread, 1.0) ** 2
    return max(float(came), (by_door * weight + prior * prior_weight) / (weight + prior_weight))
