"""Portions follow how busy the machine is."""

import pytest

from app.roster.portions import AWAITED_FOR_S, LARGEST, SMALLEST, Portions


class Machine:
    """Records so many rows a second; sometimes somebody waits."""

    def __init__(self, rows_a_second):
        self.now_s, self.is_awaited = 0.0, False
        self._rows_a_second = rows_a_second
        self.portions = Portions(lambda: self.is_awaited, lambda: self.now_s)

    def record(self, count=8):
        for _ in range(count):
            with self.portions.timed(self.portions.size):
                self.now_s += self.portions.size / self._rows_a_second
        return self.portions.size


@pytest.mark.parametrize(
    ("rows_a_second", "size"), [(100, SMALLEST), (2_000, 500), (10**9, LARGEST)]
)
def test_a_portion_takes_as_long_as_nobody_minds(rows_a_second, size):
    assert Machine(rows_a_second).record() == size


def test_after_somebody_waited_portions_are_small_for_a_while():
    machine = Machine(2_000)
    machine.record()

    machine.is_awaited = True
    assert machine.record(1) == 120

    machine.is_awaited = False
    assert machine.record(3) == 120
    machine.now_s += AWAITED_FOR_S
    assert machine.record() == 500
