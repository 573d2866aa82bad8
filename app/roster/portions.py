"""How much of a list is recorded at once, so that a scan beside it never waits for long."""

import contextlib
import time
from collections.abc import Callable, Iterator

HOLD_S = 0.06
"""How long one portion should keep others from writing."""

SMALLEST, LARGEST = 60, 400


class Portions:
    """Finds the number of entries that fit into `HOLD_S` on this machine, as busy as it is."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self.size = 100
        self._now_s = now_s

    @contextlib.contextmanager
    def timed(self, count: int) -> Iterator[None]:
        """Record *count* entries in the block; how long that takes decides over the next ones."""
        begun_s = self._now_s()
        yield
        took_s = max(self._now_s() - begun_s, 1e-6)
        self.size = max(SMALLEST, min(LARGEST, 2 * count, round(count * HOLD_S / took_s)))
