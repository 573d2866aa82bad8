"""Arrivals in bars that a page has room for."""

from datetime import timedelta

import pytest

from app.model.standing import Direction
from app.reports.papers.counting import DAY, HOUR, QUARTER, histogram
from tests.app.reports.people import OPENING, person


def crowd(hours):
    return [person(f"r{n}", (n * 60 * hours // 20, None, Direction.IN)) for n in range(20)]


@pytest.mark.parametrize(("hours", "width"), [(3, QUARTER), (14, HOUR), (60, DAY)])
def test_bars_are_as_wide_as_the_event_is_long(hours, width):
    found = histogram(crowd(hours), OPENING)

    assert found.width == width
    assert sum(found.bins) == 20
    assert (found.begins - OPENING) % width == timedelta()


def test_nobody_has_no_bars():
    assert histogram([person("a")], OPENING).bins == ()
