"""How much of a list is recorded at once, so that a scan beside it never waits for long."""

import time
from collections.abc import Callable, Iterator, Sequence

from app.model.entry import Draft

HOLD_S = 0.5
"""How long one transaction should keep others from writing, while nobody is seen to wait."""

STEP_S = 0.06
"""How long whoever is seen to wait should wait until the transaction ends."""

GIVE_WAY_S = 0.0005
"""Between two steps, so that the window's thread has its turn: the many statements of a step let
go of the interpreter only for moments too short for others to take it."""

AWAITED_FOR_S = 2.0
"""So long after somebody waited, the next one is expected: then one step is a transaction."""

SMALLEST, LARGEST = 60, 1_000


class Portions:
    """Finds the number of entries that fit into that time on this machine, as busy as it is.

    Args:
        is_awaited: Whether somebody waits to write, asked after each step.
        now_s: A clock.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        is_awaited: Callable[[], bool],
        now_s: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.size = 100
        self._sleep = sleep
        self._is_awaited, self._now_s = is_awaited, now_s
        self._awaited_until_s = float("-inf")

    def turn(self, drafts: Sequence[Draft]) -> Iterator[Sequence[Draft]]:
        """Yield the first of *drafts* step by step, for as long as a transaction may last.

        Whoever asks records a step before it asks for the next one.
        """
        begun_s = ended_s = self._now_s()
        hold_s = 0.0 if begun_s <= self._awaited_until_s else HOLD_S
        at, is_awaited = 0, False
        while at < len(drafts) and not is_awaited and (not at or ended_s - begun_s < hold_s):
            step, started_s = drafts[at : at + self.size], ended_s
            yield step
            at, ended_s, is_awaited = at + len(step), self._now_s(), self._is_awaited()
            self._learn(len(step), ended_s - started_s)
            self._sleep(GIVE_WAY_S)
        if is_awaited:
            self._awaited_until_s = ended_s + AWAITED_FOR_S

    def _learn(self, count: int, took_s: float) -> None:
        fitting = round(count * STEP_S / max(took_s, 1e-6))
        self.size = max(SMALLEST, min(LARGEST, 2 * count, fitting))
