"""Scans by a handheld scanner: from its Enter to the painted answer, beside a bare Qt window."""

import contextlib
import random
from pathlib import Path
from typing import Any

from app.bootstrap.opening import open_desk
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles
from app.commands.self_call import hub_calls
from app.settings import Settings

SCANS = 300
ALLOWED_MS = 50.0
"""What an answer may take at the 95th percentile."""


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return p50, p95 and p99 from key to painted answer among *size* registrations.

    ``bare_*`` is a window that only changes its colour. ``rate_per_s`` is how many scans a
    second the whole way bears, one after the other, the clearing of the page included.
    """
    from ui.stopwatch import laps

    crowd = Crowd(size)
    codes = [code for code, _ in crowd.people()]
    chance = random.Random(6)  # noqa: S311 - a sample, not secrets
    chosen = chance.sample(codes, min(SCANS, size))
    recorded: list[bool] = []
    settings = Settings(prints_on_arrival=False, sounds=False, camera=False)
    with contextlib.closing(crowd.open_event(folder)) as workplace:
        desk = open_desk(
            workplace,
            settings,
            hub_calls(),
            on_answer=lambda answer: recorded.append(answer.is_recorded),
        )
        result = laps(desk, settings, chosen)
    if recorded != [True] * len(chosen):
        message = f"{len(chosen)} scans, but {len(recorded)} answers or some not recorded"
        raise RuntimeError(message)
    figures = {**_percentiles(result.answer_ms, ""), **_percentiles(result.bare_ms, "bare_")}
    return {
        "size": size,
        "scans": len(chosen),
        "rate_per_s": round(len(chosen) * 1000 / sum(result.answer_ms), 1),
        "cpu_ms": round(result.cpu_ms, 2),
        **figures,
        "is_within_50_ms": figures["p95_ms"] <= ALLOWED_MS,
    }


def _percentiles(times_ms: list[float], prefix: str) -> dict[str, float]:
    """Return median, 95th and 99th percentile."""
    ordered = sorted(times_ms)
    p95 = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    figures = percentiles(times_ms, prefix)
    return {f"{prefix}p50_ms": figures[f"{prefix}p50_ms"], f"{prefix}p95_ms": round(p95, 3),
            f"{prefix}p99_ms": figures[f"{prefix}p99_ms"]}  # fmt: skip
