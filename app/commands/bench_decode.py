"""Camera frames that nobody has seen before: how many are read, and what that costs.

Beside it stands bare zxing-cpp: one plain pass on the same frames. Times are CPU time of the
thread, because a busy machine would otherwise measure its neighbours.
"""

import secrets
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.commands.bench_frames import SEVERITIES, Frame, empty_frames, frames
from app.commands.bench_times import cpu_ms, percentiles
from app.reading.optical import Plane, read_codes, read_plain

EMPTY_SHARE = 4
"""One frame without a code to so many with one."""


@dataclass(slots=True)
class Tally:
    """What one way of reading made of all frames."""

    read: Callable[[Plane], list[str]]
    exact: list[Frame] = field(default_factory=list)
    misreads: int = 0
    false_reads: int = 0
    coded_ms: list[float] = field(default_factory=list)
    empty_ms: list[float] = field(default_factory=list)

    def take(self, frame: Frame) -> None:
        """Read one frame and note how it went."""
        texts, taken_ms = cpu_ms(lambda: self.read(frame.plane))
        if frame.text is None:
            self.empty_ms.append(taken_ms)
            self.false_reads += bool(texts)
            return
        self.coded_ms.append(taken_ms)
        self.misreads += any(text != frame.text for text in texts)
        if texts == [frame.text]:
            self.exact.append(frame)

    def rate(self, severity: int | None = None) -> float:
        """Return the share of coded frames read exactly, of one severity or of all."""
        hits = [one for one in self.exact if severity in (None, one.severity)]
        total = len(self.coded_ms) / (1 if severity is None else SEVERITIES)
        return round(len(hits) / total, 4)


def measure(_folder: Path, size: int, *, seed: int | None = None) -> dict[str, Any]:
    """Return rates and CPU ms over *size* frames with a code and a quarter as many without.

    ``plain_*`` is one plain pass of zxing-cpp on the same frames. Without *seed* the frames
    are new ones.
    """
    from ui.workers.camera_frames import enlarged  # only the camera needs Qt

    seed = secrets.randbits(32) if seed is None else seed
    station = Tally(lambda plane: read_codes(plane, enlarge=enlarged))
    plain = Tally(read_plain)
    _read_all(frames(seed, size), station, plain)
    _read_all(empty_frames(seed, -(-size // EMPTY_SHARE)), station, plain)
    return {
        "size": size,
        "seed": seed,
        "frame": "1280x720",
        "rate": station.rate(),
        "plain_rate": plain.rate(),
        "rate_by_severity": [station.rate(severity) for severity in range(1, SEVERITIES + 1)],
        "misreads": station.misreads,
        "false_reads": station.false_reads,
        **_times(station, ""),
        **_times(plain, "plain_"),
    }


def _read_all(all_frames: Iterable[Frame], *tallies: Tally) -> None:
    for frame in all_frames:
        for tally in tallies:
            tally.take(frame)


def _times(tally: Tally, prefix: str) -> dict[str, float]:
    return {
        f"{prefix}p50_ms": round(statistics.median(tally.coded_ms + tally.empty_ms), 3),
        **percentiles(tally.coded_ms, f"{prefix}coded_"),
        **percentiles(tally.empty_ms, f"{prefix}empty_"),
    }
