"""A station that works for two series of pretix at once: dates and doors of both are told apart."""

import pytest

from tests.app.commands.test_pretix_choice import DATED, IRINA, RITA, ZOE, code_of, doors
from tests.peers.pretix_series import MONDAY, TUESDAY, TwoSeries

BOTH = ("--event", "gruender3", "--event", TwoSeries.OTHER)
OTHER_TUESDAY = TUESDAY + TwoSeries.STEP


@pytest.fixture
def series(pretix):
    return TwoSeries(pretix)


def codes(line, name):
    return [one["code"] for one in line("roster", "list") if one["name"] == name]


def is_of_other(code):
    return code.startswith(TwoSeries.OTHER)


@pytest.mark.usefixtures("series")
def test_guests_and_doors_of_both_series_come(pretix, line):
    line("join", pretix.invitation, *BOTH)
    assert line.status == 0, line.complaint

    for name in (ZOE, IRINA, RITA):
        assert sorted(map(is_of_other, codes(line, name))) == [False, True]
    assert len([one for one in doors(line) if DATED in one]) == 2 * 3


@pytest.mark.usefixtures("series")
def test_a_day_is_that_day_of_both_series(pretix, line):
    line("join", pretix.invitation, *BOTH, "--date", "2026-12-08")

    assert sorted(map(is_of_other, codes(line, IRINA))) == [False, True]
    assert codes(line, ZOE) == []
    assert line.one("sync", "status")["dates"] == [TUESDAY, OTHER_TUESDAY]


@pytest.mark.usefixtures("series")
def test_a_number_is_a_date_of_one_series_only(pretix, line):
    line("join", pretix.invitation, *BOTH, "--date", str(MONDAY), "--date", str(OTHER_TUESDAY))

    assert list(map(is_of_other, codes(line, ZOE))) == [False]
    assert list(map(is_of_other, codes(line, IRINA))) == [True]
    assert len([one for one in doors(line) if DATED in one]) == 2


@pytest.mark.usefixtures("series")
def test_a_guest_of_one_series_is_told_so_at_the_door_of_the_other(pretix, line):
    line("join", pretix.invitation, *BOTH, "--date", str(MONDAY), "--date", str(OTHER_TUESDAY))
    dated = [one for one in line("session", "list") if DATED in one["name"]]
    rooms = {one["starts"][:10]: one["name"] for one in dated}
    monday, tuesday = rooms["2026-12-07"], rooms["2026-12-08"]

    answer = line.one("scan", "--session", monday, code_of(line, IRINA))

    assert answer["verdict"] != "welcome"
    assert line.one("scan", "--session", monday, code_of(line, ZOE))["verdict"] == "welcome"
    assert line.one("scan", "--session", tuesday, code_of(line, IRINA))["verdict"] == "welcome"


@pytest.mark.usefixtures("series")
def test_the_second_series_can_come_later(pretix, line):
    line("join", pretix.invitation, "--event", "gruender3")
    assert list(map(is_of_other, codes(line, ZOE))) == [False]

    line("sync", "choose", *BOTH)
    line("sync")

    assert sorted(map(is_of_other, codes(line, ZOE))) == [False, True]
