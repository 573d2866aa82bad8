"""Time and chance of one run: everything that happens follows from one seed."""

import heapq
import random
from collections.abc import Callable

from app.clock import ClockReading

BEGIN_MS = 1_796_212_800_000
DAY_MS = 86_400_000
SKEWS_MS = (0, 0, 250, -900, 3_600_000, DAY_MS, -DAY_MS)


class World:
    """The true time, the one source of chance, and what will happen later."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a simulation
        self.now_ms = BEGIN_MS
        self.booted_ms: dict[str, int] = {}
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        self._count = 0

    def randbits(self, bits: int) -> int:
        return self.chance.getrandbits(bits)

    def likely(self, chance: float) -> bool:
        return self.chance.random() < chance

    def make_key(self) -> str:
        """Return a signing key, as `app.sync.signing.new_key` does."""
        return f"{self.randbits(256):064x}"

    def later(self, delay_ms: int, act: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._agenda, (self.now_ms + delay_ms, self._count, act))

    def pass_time(self, ms: int) -> None:
        """Let time pass, and happen what was to happen meanwhile."""
        end = self.now_ms + ms
        while self._agenda and self._agenda[0][0] <= end:
            self._next()
        self.now_ms = max(end, self.now_ms)

    def settle(self) -> None:
        """Let everything happen that is under way."""
        while self._agenda:
            self._next()

    def _next(self) -> None:
        at_ms, _, act = heapq.heappop(self._agenda)
        self.now_ms = max(at_ms, self.now_ms)
        act()


class Clock:
    """One machine's clocks. The wall clock is wrong, and people step it."""

    def __init__(self, world: World, skew_ms: int) -> None:
        self._world = world
        self.skew_ms = skew_ms
        self.boot = ""
        self._booted_ms = 0
        self.reboot()

    def read(self) -> ClockReading:
        now_ms = self._world.now_ms
        return ClockReading(self.boot, now_ms - self._booted_ms, now_ms + self.skew_ms)

    def reboot(self) -> None:
        self.boot = f"{self._world.randbits(64):016x}"
        self._booted_ms = self._world.now_ms - self._world.chance.randrange(60_000)
        self._world.booted_ms[self.boot] = self._booted_ms

    def step(self, ms: int) -> None:
        self.skew_ms += ms
