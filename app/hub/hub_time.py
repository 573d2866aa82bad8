"""The time that a hub tells: its own clock's, or that of the hub which it has joined itself.

Stations compare their monotonic clocks with what their hub tells. So that all stations of an
event agree, a hub at the venue tells the time of the hub outside as soon as it has asked it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.clock import Clock, ClockReading

FRESH_MS = 600_000
"""For so long a quick answer is better than a slower one; then the clocks may have drifted."""

LONGEST_TRIP_MS = 2_000

UNKNOWN_MS = 86_400_000
"""How wrong the clock of a machine may be that nobody has compared with another."""


@dataclass(frozen=True, slots=True)
class _Sample:
    boot: str
    mono_ms: int
    offset_ms: int
    rtt_ms: int


class HubTime:
    """Tells the hub's time; safe to use from several threads.

    Args:
        clock: This machine's clocks.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._sample: _Sample | None = None

    def now_ms(self) -> int:
        """Return the time that stations are told, Unix time in ms."""
        now, sample = self.clock.read(), self._sample
        if sample is None or sample.boot != now.boot:
            return now.wall_ms
        return now.mono_ms + sample.offset_ms

    def doubt_ms(self, is_joined: Callable[[], bool]) -> int:
        """Return how far the time that is told may be from that of the outermost hub.

        Args:
            is_joined: Whether this hub has joined another one; if not, its own clock counts.
        """
        sample = self._sample
        if sample is not None and sample.boot == self.clock.read().boot:
            return (sample.rtt_ms + 1) // 2
        return UNKNOWN_MS if is_joined() else 0

    def learn(
        self, told_ms: int, sent: ClockReading, received: ClockReading, doubt_ms: int = 0
    ) -> None:
        """Take the time of the joined hub from one of its answers.

        Args:
            told_ms: The time that the answer told.
            sent: When the question left.
            received: When the answer was here.
            doubt_ms: How far that time may be from the outermost hub's.
        """
        rtt_ms = received.mono_ms - sent.mono_ms
        if received.boot != sent.boot or not 0 <= rtt_ms <= LONGEST_TRIP_MS:
            return
        if doubt_ms >= UNKNOWN_MS:
            return
        offset_ms = told_ms - (sent.mono_ms + rtt_ms // 2)
        fresh = _Sample(sent.boot, received.mono_ms, offset_ms, rtt_ms + 2 * doubt_ms)
        if self._is_better(fresh):
            self._sample = fresh

    def _is_better(self, fresh: _Sample) -> bool:
        old = self._sample
        if old is None or old.boot != fresh.boot or fresh.rtt_ms <= old.rtt_ms:
            return True
        return fresh.mono_ms - old.mono_ms > FRESH_MS
