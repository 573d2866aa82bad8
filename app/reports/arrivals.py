"""When people came, and who they are: pure counting of standings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from app.model.programme import Programme
from app.model.standing import Direction, Origin, Standing, Status
from app.reports.account import Bin

BIN = timedelta(minutes=5)
"""Width of a bar in the histogram of arrivals."""

WIDE_BIN = timedelta(minutes=15)

BREAKDOWNS = ("category", "sector", "country", "university", "organisation")
"""Fields by whose values people are counted; unknown is the empty value."""

_MINUTE = timedelta(minutes=1)


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


def first_door(programme: Programme) -> datetime | None:
    """Return when the first entrance opens, None when that is not before the event begins."""
    opens = [one.starts for one in programme.entrances if one.starts is not None]
    first = min(opens, default=programme.event.starts)
    return first if first < programme.event.starts else None


def binned(
    moments: Iterable[datetime], opening: datetime, width: timedelta = BIN
) -> tuple[Bin, ...]:
    """Return the bins that have arrivals, by time; see `bins_of`."""
    return bins_of(Counter((moment - opening) // _MINUTE for moment in moments), opening, width)


def bins_of(minutes: Mapping[int, int], opening: datetime, width: timedelta) -> tuple[Bin, ...]:
    """Return the bins that have arrivals, by time.

    Bins are counted from *opening* in both directions and are equally long on the night
    when clocks change. Starts are UTC.

    Args:
        minutes: Arrivals by whole minutes after the opening.
        opening: Aware.
        width: Whole minutes.
    """
    wide = width // _MINUTE
    counts: Counter[int] = Counter()
    for minute, arrivals in minutes.items():
        counts[minute // wide * wide] += arrivals
    start = opening.astimezone(UTC)
    return tuple(Bin(start + minute * _MINUTE, counts[minute], minute) for minute in sorted(counts))


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
