"""Times as figures."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from app.bootstrap.selftest import flush_to_disk

Result = TypeVar("Result")


def timed_ms(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what *work* returned and the milliseconds it took."""
    begun = time.perf_counter_ns()
    result = work()
    return result, (time.perf_counter_ns() - begun) / 1e6


def cpu_ms(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what *work* returned and the CPU milliseconds that this thread spent on it."""
    begun = time.thread_time_ns()
    result = work()
    return result, (time.thread_time_ns() - begun) / 1e6


def percentiles(times_ms: Sequence[float], prefix: str = "") -> dict[str, float]:
    """Return median and 99th percentile as JSON members, in ms."""
    ordered = sorted(times_ms)
    last = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    return {
        f"{prefix}p50_ms": round(statistics.median(ordered), 3),
        f"{prefix}p99_ms": round(last, 3),
    }


def bare_flushes_ms(folder: Path, count: int) -> list[float]:
    """Return how long each of *count* overwrites of 4 KiB took to be durable, in ms."""
    block = os.urandom(4096)
    with (folder / "flush").open("w+b", buffering=0) as file:
        file.write(block)
        flush_to_disk(file.fileno())
        return [timed_ms(lambda: _overwrite(file.fileno(), block))[1] for _ in range(count)]


def _overwrite(descriptor: int, block: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, block)
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        flush_to_disk(descriptor)
