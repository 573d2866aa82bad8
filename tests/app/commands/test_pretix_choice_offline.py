"""Choosing events, dates and lists of pretix while there is no network."""

import pytest

from tests.app.commands.test_pretix_choice import EVENT, IRINA, RITA, names
from tests.peers.pretix_replay import Replay
from tests.peers.pretix_series import TUESDAY, Series


@pytest.fixture
def away(line):
    """A station that chose one date of a series and whose pretix is out of reach now."""
    with Replay("first") as pretix:
        Series(pretix)
        line("join", pretix.invitation, *EVENT, "--date", str(TUESDAY))
        assert line.status == 0
    return line


@pytest.mark.parametrize(
    "wanted", [("--event", "gruender3"), ("--date", "2026-12-09"), ("--list", "Eingang")]
)
def test_it_is_told_and_nothing_changes(away, wanted):
    before, status = names(away), away.one("sync", "status")

    assert away("sync", "choose", *wanted) == []

    assert away.status == 2
    assert "does not answer" in away.complaint
    assert names(away) == before == {IRINA, "José Núñez"}
    assert away.one("sync", "status") == status


def test_the_station_goes_on_meanwhile(away):
    code = next(one["code"] for one in away("roster", "list") if one["name"] == IRINA)
    away("sync", "choose", "--date", "2026-12-09")

    assert away.one("scan", "--session", "Eingang", code)["verdict"] == "welcome"


def test_the_same_choice_is_taken_when_the_network_is_back(line, pretix):
    """The same server breaks off each request, and then answers again."""
    series = Series(pretix)
    line("join", pretix.invitation, *EVENT, "--date", str(TUESDAY))
    wanted = ("sync", "choose", "--date", str(TUESDAY), "--date", "2026-12-09")
    pretix.instead = lambda _method, _path: (503, {"detail": "Service unavailable."})
    line(*wanted)
    assert line.status == 2

    pretix.instead = series
    line(*wanted)
    line("sync")

    assert {IRINA, RITA} <= names(line)
