"""Check-ins through the real path, beside the disk's bare durable commit."""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import Workplace
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import bare_flushes_ms, percentiles, timed_ms
from app.model.programme import Session, SessionKind
from app.model.verdict import Verdict
from app.planner import new_session
from db.floor import bare_commits_ms

SCANS = 2_000
WARM_UP = 20
ALLOWED_MS = 10.0
"""What a check-in may take beside the flush, at the 99th percentile."""


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return p50 and p99 of a check-in among *size* registrations, and of the floors.

    Floors and check-ins take turns, so that all have the same neighbours on the disk.
    """
    crowd = Crowd(size)
    codes = _some_codes(crowd, SCANS + WARM_UP)
    workplace, build_ms = timed_ms(lambda: crowd.open_event(folder))
    times: list[float] = []
    commits: list[float] = []
    flushes: list[float] = []
    with contextlib.closing(workplace):
        door = new_session("Eingang", SessionKind.ENTRANCE)
        workplace.planner.plan_session(door)
        for part in _parts(codes):
            times += [_check_in_ms(workplace, code, door) for code in part]
            commits += bare_commits_ms(_fresh(folder, len(times)), len(part))
            flushes += bare_flushes_ms(folder, len(part))
    times = times[WARM_UP:] or times
    figures = percentiles(times)
    allowed_ms = ALLOWED_MS + percentiles(flushes)["p99_ms"]
    return {
        "size": size,
        "scans": len(times),
        **figures,
        **percentiles(commits, "bare_commit_"),
        **percentiles(flushes, "bare_flush_"),
        "is_within_10_ms_and_a_flush": figures["p99_ms"] <= allowed_ms,
        "build_s": round(build_ms / 1000, 1),
    }


def _some_codes(crowd: Crowd, count: int) -> list[str]:
    """Return codes of guests from everywhere in the list, in the order of chance."""
    chance = random.Random(2)  # noqa: S311 - a sample, not secrets
    chosen = set(chance.sample(range(crowd.size), min(count, crowd.size)))
    codes = [code for number, (code, _fields) in enumerate(crowd.people()) if number in chosen]
    chance.shuffle(codes)
    return codes


def _check_in_ms(workplace: Workplace, code: str, door: Session) -> float:
    answer, taken_ms = timed_ms(lambda: workplace.station.accept([code], session=door))
    if answer.verdict is not Verdict.WELCOME or not answer.is_recorded:
        message = f"a first scan was answered {answer.reason}"
        raise RuntimeError(message)
    return taken_ms


def _parts(codes: list[str]) -> Iterator[list[str]]:
    length = max(1, len(codes) // 10)
    for start in range(0, len(codes), length):
        yield codes[start : start + length]


def _fresh(folder: Path, number: int) -> Path:
    part = folder / f"bare-{number}"
    part.mkdir()
    return part
