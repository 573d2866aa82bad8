"""How much of a list is recorded at once, so that a scan beside it never waits for long."""

import contextlib
import time
from collections.abc import Callable, Iterator

HOLD_S = 0.25
"""How long one portion should keep others from writing, while nobody is seen to wait."""

AWAITED_HOLD_S = 0.06
"""The same when somebody waits; smaller portions are slower, as each is flushed to the disk."""

AWAITED_FOR_S = 2.0
"""So long after somebody waited, the next one is expected."""

SMALLEST, LARGEST = 60, 1_000


class Portions:
    """Finds the number of entries that fit into that time on this machine, as busy as it is.

    Args:
        is_awaited: Whether somebody waits to write, asked after each portion.
        now_s: A clock.
    """

    def __init__(
        self, is_awaited: Callable[[], bool], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self.size = 100
        self._is_awaited, self._now_s = is_awaited, now_s
        self._awaited_until_s = float("-inf")

    @contextlib.contextmanager
    def timed(self, count: int) -> Iterator[None]:
        """Record *count* entries in the block; how long that takes decides over the next ones."""
        begun_s = self._now_s()
        yield
        ended_s = self._now_s()
        if self._is_awaited():
            self._awaited_until_s = ended_s + AWAITED_FOR_S
        hold_s = AWAITED_HOLD_S if ended_s <= self._awaited_until_s else HOLD_S
        took_s = max(ended_s - begun_s, 1e-6)
        self.size = max(SMALLEST, min(LARGEST, 2 * count, round(count * hold_s / took_s)))
