"""Battery, disk and clock of a laptop."""

from typing import NamedTuple

import psutil
import pytest

from app.bootstrap.power import battery_check, disk_check, read_power
from app.bootstrap.selftest import self_test
from app.bootstrap.workplace import create_event, furnish, open_workplace
from app.clock import to_instant
from app.model.entry import Draft, Kind
from app.model.power import Power
from tests.app.journals import NOON_MS, HandClock


class Battery(NamedTuple):
    """What psutil tells."""

    percent: float
    secsleft: int
    power_plugged: bool | None


@pytest.mark.parametrize(
    ("told", "power"),
    [
        (None, Power()),
        (Battery(14.6, 3600, power_plugged=False), Power(15, is_plugged=False)),
        (Battery(80, 3600, power_plugged=True), Power(80, is_plugged=True)),
        (Battery(80, 3600, power_plugged=None), Power(80, is_plugged=True)),
    ],
)
def test_the_battery_is_read_as_the_system_tells(monkeypatch, told, power):
    monkeypatch.setattr(psutil, "sensors_battery", lambda: told, raising=False)

    assert read_power() == power


def test_a_system_that_hides_its_battery_is_on_mains(monkeypatch):
    def hidden():
        raise OSError

    monkeypatch.setattr(psutil, "sensors_battery", hidden, raising=False)

    assert read_power() == Power()
    assert battery_check(Power()).ok


def test_a_low_battery_says_what_to_do():
    check = battery_check(Power(12, is_plugged=False))

    assert (check.ok, check.next_step) == (False, "Plug the power supply in.")


def test_the_disk_is_looked_at_without_rights(tmp_path):
    check = disk_check(tmp_path / "not" / "there")

    assert check.ok or check.next_step


def test_a_clock_that_differs_from_the_hub_is_told(tmp_path):
    clock = HandClock()
    begin = to_instant(clock.read().wall_ms)
    create_event(tmp_path, "Fest", starts=begin, ends=begin.replace(hour=23))
    workplace = furnish(open_workplace(tmp_path).file, clock)

    def clock_check():
        found = self_test(lambda: workplace, tmp_path, clock)
        return next(check for check in found if check.check == "clock")

    before = clock_check()
    sample = {"boot": "boot", "offset_ms": NOON_MS - 90_000, "rtt_ms": 4}

    with workplace.journal.write() as records:
        records.append(Draft(kind=Kind.CLOCK, payload=sample))
    after = clock_check()
    workplace.close()

    assert before.ok
    assert not after.ok
    assert "90 s ahead" in after.detail
