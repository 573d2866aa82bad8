"""Numbers that may leave the house: no group is so small that somebody could be told by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
"""Groups of fewer people are not told."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups that may be told, the largest first, and all others as one.

    ``others`` are the people of ``merged`` small groups and those of whom nothing is known. It
    is itself 0 or at least `LEAST`, so that nobody can subtract his way to a small one.
    """

    shown: tuple[tuple[str, int], ...]
    others: int
    merged: int


def grouped(counts: Mapping[str, int], *, most: int | None = None) -> Grouped:
    """Return *counts* by value with everything small put together; empty values are unknown.

    Args:
        counts: People by value.
        most: How many groups are shown at most.
    """
    known = sorted(
        ((value, number) for value, number in counts.items() if value and number),
        key=lambda group: (-group[1], group[0]),
    )
    shown = [group for group in known if group[1] >= LEAST][:most]
    rest = [group for group in known if group not in shown]
    others = sum(number for _, number in rest) + counts.get("", 0)
    while shown and 0 < others < LEAST:
        value, number = shown.pop()
        rest.append((value, number))
        others += number
    return Grouped(tuple(shown), others, len(rest))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring bins put together: the first, how many, and how many people."""

    first: int
    length: int
    number: int


def stretched(bins: Sequence[int]) -> list[Stretch]:
    """Return neighbouring *bins* put together until each stretch has 0 or at least `LEAST`.

    Where all of them together have fewer, there is one stretch.
    """
    found: list[Stretch] = []
    first, number = 0, 0
    for place, count in enumerate(bins):
        number += count
        if number == 0 or number >= LEAST:
            found.append(Stretch(first, place - first + 1, number))
            first, number = place + 1, 0
    while number and found:
        last = found.pop()
        first, number = last.first, number + last.number
        if number >= LEAST:
            return [*found, Stretch(first, len(bins) - first, number)]
    if number:
        found.append(Stretch(first, len(bins) - first, number))
    return found
