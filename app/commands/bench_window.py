"""The window among many registrations: scans and searches from the key to the painted answer.

Beside it stands a bare Qt window of the same run, which only changes its colour.
"""

import contextlib
import random
from pathlib import Path
from typing import Any

from app.bootstrap.opening import open_desk
from app.commands.bench_crowd import Crowd
from app.commands.bench_search import slip
from app.commands.bench_times import timed_ms
from app.commands.self_call import hub_calls
from app.settings import Settings

SCANS = 200
NAMES = 40
SHORTEST, LONGEST = 2, 10
"""Letters of a name that are typed one by one and measured."""
ALLOWED_MS = 50.0
ALLOWED_LARGE_MS = 100.0
"""What 95 of 100 keys may take until their answer is painted, the second among a million."""
LARGE = 1_000_000


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return p50, p95 and p99 from key to paint among *size* registrations.

    ``scan_*`` begins with the Enter of a scan, ``search_*`` with each letter of a name, half of
    them with a slip; ``bare_*`` is a window that only paints.
    """
    from ui.stopwatch import laps, search_laps

    crowd = Crowd(size)
    chance = random.Random(7)  # noqa: S311 - a sample, not secrets
    chosen = set(chance.sample(range(size), min(SCANS, size)))
    people = [person for number, person in enumerate(crowd.people()) if number in chosen]
    names = [f"{fields['family']} {fields['given']}" for _, fields in people[:NAMES]]
    typed = [name if number % 2 else slip(name, number) for number, name in enumerate(names)]
    starts = [name[:end] for name in typed for end in range(SHORTEST, min(len(name), LONGEST) + 1)]
    settings = Settings(prints_on_arrival=False, sounds=False, camera=False)
    workplace, build_ms = timed_ms(lambda: crowd.open_event(folder))
    with contextlib.closing(workplace):
        desk = open_desk(workplace, settings, hub_calls())
        desk.find("zzzz", 1)  # reads the vocabulary, as the first slip of a day does
        result = laps(desk, settings, [code for code, _ in people])
        searched = search_laps(desk, settings, starts)
    figures = {
        **_percentiles(result.answer_ms, "scan_"),
        **_percentiles(searched, "search_"),
        **_percentiles(result.bare_ms, "bare_"),
    }
    allowed_ms = ALLOWED_LARGE_MS if size >= LARGE else ALLOWED_MS
    slowest = max(figures["scan_p95_ms"], figures["search_p95_ms"])
    return {
        "size": size,
        "scans": len(people),
        "letters": len(starts),
        "cpu_ms": round(result.cpu_ms, 2),
        **figures,
        "allowed_ms": allowed_ms,
        "is_within": slowest <= allowed_ms,
        "build_s": round(build_ms / 1000, 1),
    }


def _percentiles(times_ms: list[float], prefix: str) -> dict[str, float]:
    ordered = sorted(times_ms)
    places = {"p50": 50, "p95": 95, "p99": 99}
    last = len(ordered) - 1
    return {
        f"{prefix}{name}_ms": round(ordered[min(last, len(ordered) * place // 100)], 3)
        for name, place in places.items()
    }
