"""When people came, and who they are: pure counting of standings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.model.programme import Programme
from app.model.standing import Direction, Origin, Standing, Status

BIN = timedelta(minutes=5)
"""Width of a bar in the histogram of arrivals."""

BREAKDOWNS = ("category", "sector", "country", "university", "organisation")
"""Fields by whose values people are counted; unknown is the empty value."""


@dataclass(frozen=True, slots=True)
class Bin:
    """First arrivals from the aware instant *start* on, for `BIN`."""

    start: datetime
    arrivals: int


@dataclass(frozen=True, slots=True)
class Share:
    """People with one value of a field: those of a list, and those who came."""

    registered: int
    arrived: int


def is_counted(standing: Standing) -> bool:
    """Whether a registration stands for a person; a substituted one is its substitute's."""
    return standing.status is not Status.SUBSTITUTED


def is_registered(standing: Standing) -> bool:
    """Whether the person has a place of the list, cancelled or not; substitutes inherit one."""
    return is_counted(standing) and standing.origin is not Origin.WALK_IN


def is_expected(standing: Standing) -> bool:
    """Whether the person has a place of the list and did not cancel it."""
    return is_registered(standing) and standing.status is not Status.CANCELLED


def is_no_show(standing: Standing) -> bool:
    """Whether the person was expected and came to no session."""
    return is_expected(standing) and standing.arrived is None


def is_present(standing: Standing, programme: Programme) -> bool:
    """Whether the last movement at an entrance of the event led in."""
    for movement in reversed(standing.movements):
        if programme.is_entrance(movement.session):
            return movement.direction is Direction.IN
    return False


def binned(moments: Iterable[datetime], opening: datetime) -> tuple[Bin, ...]:
    """Return the bins that have arrivals, by time.

    Bins are counted from *opening* in both directions and are equally long on the night
    when clocks change. Starts are UTC.
    """
    counts = Counter((moment - opening) // BIN for moment in moments)
    start = opening.astimezone(UTC)
    return tuple(Bin(start + number * BIN, counts[number]) for number in sorted(counts))


def arrivals_per_bin(
    moments: Iterable[datetime], *, opening: datetime, until: datetime, count: int
) -> list[int]:
    """Return arrivals in *count* neighbouring bins, the last being the one of *until*.

    Args:
        moments: First arrivals, aware.
        opening: Where a bin begins.
        until: An instant in the last bin, usually now.
        count: How many bins.
    """
    last = (until - opening) // BIN
    counts = Counter((moment - opening) // BIN for moment in moments)
    return [counts[number] for number in range(last - count + 1, last + 1)]


def shares(standings: Sequence[Standing], field: str) -> dict[str, Share]:
    """Return how many were registered and came for every value of *field*, by value."""
    registered = Counter(s.person.get(field) for s in standings if is_registered(s))
    arrived = Counter(s.person.get(field) for s in standings if s.arrived is not None)
    values = sorted({*registered, *arrived})
    return {value: Share(registered[value], arrived[value]) for value in values}
