"""The only place that reads the machine's clocks; everybody else is given a `Clock`."""

import secrets
import time
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One look at the machine's clocks.

    ``mono_ms`` counts from an unknown moment, never jumps, and is comparable within one
    ``boot`` only; ``wall_ms`` is Unix time and is whatever somebody set it to.
    """

    boot: str
    mono_ms: int
    wall_ms: int


class Clock(Protocol):
    """Tells the time; tests pass one that they turn by hand."""

    def read(self) -> ClockReading:
        """Return monotonic and wall clock, read together."""
        ...


class SystemClock:
    """The clocks of this machine."""

    def __init__(self) -> None:
        self._boot = _boot_id()

    def read(self) -> ClockReading:
        """Return monotonic and wall clock, read together."""
        return ClockReading(
            self._boot, time.monotonic_ns() // 1_000_000, time.time_ns() // 1_000_000
        )


def to_instant(wall_ms: int) -> datetime:
    """Return Unix time in milliseconds as an aware UTC instant."""
    return datetime.fromtimestamp(wall_ms / 1000, UTC)


def instant_of(text: str | None) -> datetime | None:
    """Return the time that *text* says, None where it says none that every zone can show."""
    try:
        instant = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if instant is None or not MINYEAR < instant.year < MAXYEAR:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def to_ms(instant: datetime) -> int:
    """Return an aware instant as Unix time in milliseconds."""
    return round(instant.timestamp() * 1000)


def _boot_id() -> str:
    """Return the kernel's id of this boot; elsewhere one per process, which is never wrong.

    Two processes of one boot then count as two boots: samples are not shared between
    them, but nobody compares monotonic clocks that do not belong together.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip().replace("-", "")
    except OSError:
        return secrets.token_hex(16)
