"""A long day at one desk: scans, names, corrections and searches, and what they leave in memory."""

import contextlib
import gc
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import folder as events
from app.bootstrap.workplace import furnish
from app.clock import SystemClock
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles
from app.commands.self_call import hub_calls
from app.settings import Settings

if TYPE_CHECKING:
    from ui.long_day import Day

GUESTS = 5_000
HOURS = 12
WARM_UP = 0.1
"""Part of the day after which memory is measured: caches are filled then."""
ALLOWED_MB = 50.0
_KINDS = ("scan", "scan", "scan", "scan", "scan", "search", "search", "new", "unknown", "undo")


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return memory growth in MB and times over *size* actions, spread over 12 simulated hours.

    Every action goes through the window: keys, the desk, the disk and paint.
    """
    from ui.long_day import Day, DayClock

    crowd = Crowd(min(GUESTS, size))
    crowd.open_event(folder).close()
    clock = DayClock(SystemClock().read().wall_ms, pace_s=HOURS * 3600 / size)
    settings = Settings(prints_on_arrival=False, sounds=False, camera=False)
    with contextlib.closing(furnish(events(folder, clock).open(None), clock)) as workplace:
        desk = open_desk(workplace, settings, hub_calls())
        with Day(desk, settings, clock) as day:
            actions = _actions(list(crowd.people()), size)
            first = [_act(day, *action) for action in islice(actions, int(size * WARM_UP))]
            begun_mb = _memory_mb()
            later = [_act(day, *action) for action in actions]
            grown_mb = _memory_mb() - begun_mb
    first_ms, later_ms = ([ms for ms in times if ms is not None] for times in (first, later))
    return {
        "size": size,
        "hours": HOURS,
        "memory_mb": round(begun_mb, 1),
        "growth_mb": round(grown_mb, 1),
        **percentiles(first_ms or later_ms, "first_"),
        **percentiles(later_ms[-max(1, len(later_ms) // 10) :], "last_"),
        "is_within_50_mb": grown_mb <= ALLOWED_MB,
    }


def _actions(people: list[tuple[str, dict[str, str]]], size: int) -> Iterator[tuple[str, str, str]]:
    """Yield kind, code and the beginning of a name; the day begins with a scan."""
    chance = random.Random(12)  # noqa: S311 - a day, not secrets
    for number in range(size):
        code, fields = chance.choice(people)
        kind = chance.choice(_KINDS) if number else "scan"
        yield kind, code, f"{fields['family']} {fields['given']}"[:12]


def _act(day: "Day", kind: str, code: str, name: str) -> float | None:
    """Do one action and return its milliseconds, where they are comparable."""
    match kind:
        case "scan":
            return day.scan(code)
        case "search":
            return day.search(name)
        case "unknown":
            return day.scan(f"XX{code}")
        case "undo":
            day.undo()
        case _:
            day.open_panel(kind)
    return None


def _memory_mb() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20
