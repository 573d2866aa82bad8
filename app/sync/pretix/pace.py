"""How often a pretix server may be asked: the hosted one takes 360 requests a minute of a device.

A server of somebody's own has no such limit, so there it is learnt from the first refusal.
"""

import asyncio
from collections.abc import Awaitable, Callable

from app.clock import Clock

HOSTED = "pretix.eu"

BURST = 60
PER_SECOND = 5.0
"""Together never more than 360 in any minute."""

Sleep = Callable[[float], Awaitable[None]]


class Allowance:
    """Lets requests go as fast as the server takes them; shared by all of one client.

    Args:
        clock: Its monotonic time is measured.
        is_limited: Whether the limit is known from the start.
        sleep: Waits so many seconds.
    """

    def __init__(self, clock: Clock, *, is_limited: bool, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._is_limited = is_limited
        self._sleep = sleep
        self._left = float(BURST)
        self._counted_ms = clock.read().mono_ms
        self._closed_until_ms = 0

    async def take(self) -> None:
        """Return when one more request may go."""
        while True:
            wait_s = self._wait_s()
            if wait_s <= 0:
                break
            await self._sleep(wait_s)
        self._left -= 1

    def close(self, wait_s: float) -> None:
        """Let nobody go for so long: the server asked for it, and has a limit from now on."""
        self._is_limited = True
        self._left = 0
        until_ms = self._clock.read().mono_ms + round(1000 * wait_s)
        self._closed_until_ms = max(self._closed_until_ms, until_ms)

    def _wait_s(self) -> float:
        now_ms = self._clock.read().mono_ms
        if now_ms < self._closed_until_ms:
            return (self._closed_until_ms - now_ms) / 1000
        since_s = (now_ms - max(self._counted_ms, self._closed_until_ms)) / 1000
        self._left = min(float(BURST), self._left + PER_SECOND * max(0.0, since_s))
        self._counted_ms = now_ms
        if not self._is_limited or self._left >= 1:
            return 0
        return (1 - self._left) / PER_SECOND
