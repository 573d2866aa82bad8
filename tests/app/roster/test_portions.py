"""Portions follow how busy the machine is."""

import pytest

from app.roster.portions import LARGEST, SMALLEST, Portions


@pytest.mark.parametrize(
    ("rows_a_second", "size"), [(100, SMALLEST), (2_000, 120), (10**9, LARGEST)]
)
def test_a_portion_takes_as_long_as_a_scan_may_wait(rows_a_second, size):
    clock = [0.0]
    portions = Portions(lambda: clock[0])
    for _ in range(8):
        with portions.timed(portions.size):
            clock[0] += portions.size / rows_a_second

    assert portions.size == size
