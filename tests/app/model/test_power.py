"""When to speak of the battery."""

import pytest

from app.model.power import Power


@pytest.mark.parametrize(
    ("percent", "level"), [(31, None), (30, 30), (16, 30), (15, 15), (6, 15), (5, 5), (0, 5)]
)
def test_a_level_is_reached_when_so_much_is_left(percent, level):
    assert Power(percent, is_plugged=False).level == level
    assert Power(percent, is_plugged=True).level is None


def test_a_machine_without_battery_has_nothing_to_say():
    assert Power().level is None
