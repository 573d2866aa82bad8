"""Several events, dates of a series and check-in lists of pretix, chosen on the command line."""

import pytest

from tests.peers.pretix_series import MONDAY, TUESDAY, WEDNESDAY, Series

ZOE, MAI, IRINA, RITA = "Zoë Müller", "Nguyễn Thị Mai", "Ирина Петрова", "Rita Rechnung"
EVENT = ("--event", "gruender3")
DATED = "Saal"
HALL = "Saal 2026-12-08"


@pytest.fixture
def series(pretix):
    return Series(pretix)


def names(line):
    return {one["name"] for one in line("roster", "list")}


def doors(line):
    return [one["name"] for one in line("session", "list")]


def code_of(line, name):
    return next(one["code"] for one in line("roster", "list") if one["name"] == name)


@pytest.mark.usefixtures("series")
def test_all_dates_of_a_series_are_doors_on_their_days(pretix, line):
    line("join", pretix.invitation, *EVENT)

    dated = {one["name"]: one["starts"] for one in line("session", "list") if DATED in one["name"]}
    assert len(dated) == 3
    assert {start[:10] for start in dated.values()} == {f"2026-12-0{day}" for day in (7, 8, 9)}
    assert {ZOE, IRINA, RITA} <= names(line)
    event = line.one("event", "list")
    assert (event["starts"][:10], event["ends"][:10]) == ("2026-12-07", "2026-12-09")


def test_two_dates_on_one_day_have_doors_of_their_own(series, pretix, line):
    series.days = {MONDAY: 7, TUESDAY: 7, WEDNESDAY: 7}

    line("join", pretix.invitation, *EVENT)
    before = doors(line)
    line("sync")

    assert line.status == 0
    assert {one for one in before if DATED in one} == {
        "Saal 2026-12-07", "Saal 2026-12-07 (gruender3)", "Saal 2026-12-07 (gruender3 153)",
    }  # fmt: skip
    assert doors(line) == before


def test_with_one_date_only_its_guests_and_doors_come(series, pretix, line):
    line("join", pretix.invitation, *EVENT, "--date", "2026-12-08")

    assert names(line) == {IRINA, "José Núñez"}
    assert [one for one in doors(line) if DATED in one] == [HALL]
    assert "Eingang" in doors(line)
    assert [query.get("subevent") for query in series.asked] == [[str(TUESDAY)]]
    status = line.one("sync", "status")
    assert (status["dates"], status["lists_left_out"]) == ([TUESDAY], [])


def test_who_moves_to_another_date_is_told_so_at_the_door(series, pretix, line):
    line("join", pretix.invitation, *EVENT, "--date", str(TUESDAY))
    series.moved = {"FADJN": MONDAY, "EM9LZ": TUESDAY}

    said = line.one("sync")["pretix"]

    assert "subevent" not in series.asked[-1]
    assert (said["new"], said["cancelled"]) == (2, 0)
    assert {IRINA, ZOE, MAI} <= names(line)
    answer = line.one("scan", "--session", HALL, code_of(line, IRINA))
    assert answer["verdict"] != "welcome"
    assert line.one("scan", "--session", HALL, code_of(line, ZOE))["verdict"] == "welcome"


@pytest.mark.usefixtures("series")
def test_more_dates_later_bring_their_guests_and_keep_what_is_here(pretix, line):
    line("join", pretix.invitation, *EVENT, "--date", str(TUESDAY))
    line("scan", "--session", HALL, code_of(line, IRINA))

    said = line.one("sync", "choose", "--date", str(TUESDAY), "--date", "2026-12-09")
    line("sync")

    assert said["dates"] == [TUESDAY, WEDNESDAY]
    assert {IRINA, RITA} <= names(line)
    assert ZOE not in names(line)
    assert len([one for one in doors(line) if DATED in one]) == 2


@pytest.mark.usefixtures("series")
def test_fewer_dates_later_lose_nobody(pretix, line):
    line("join", pretix.invitation, *EVENT)
    before, sessions = names(line), doors(line)

    line("sync", "choose", "--date", str(MONDAY))
    said = line.one("sync")["pretix"]

    assert (said["new"], said["cancelled"]) == (0, 0)
    assert names(line) == before
    assert doors(line) == sessions


def test_only_named_lists_become_sessions(pretix, line):
    line("join", pretix.invitation, *EVENT, "--list", "Eingang", "--list", "Workshop Recht")

    assert sorted(doors(line)) == ["Eingang", "Workshop Recht"]
    booked = {one["name"]: one["sessions"] for one in line("roster", "list")}
    assert booked[ZOE] == {}
    assert booked[MAI] == {"Workshop Recht": "booked"}
    assert line.one("sync", "status")["lists_left_out"] == [9, 11]


def test_a_list_that_is_left_out_later_stays_a_session_that_is_there(joined):
    said = joined.one("sync", "choose", "--list", "Eingang")
    assert said["lists_left_out"] == [9, 10, 11]

    joined("sync")

    assert "Workshop Gründen" in doors(joined)
    assert not any("gelöscht" in one for one in doors(joined))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (("--date", "2026-12-24"), "no date 2026-12-24"),
        (("--list", "Hintertür"), "no list Hintertür"),
        (("--event", "fest"), "no event fest"),
    ],
)
@pytest.mark.usefixtures("series")
def test_what_is_not_there_is_told_with_what_is(pretix, line, wanted, words):
    line("join", pretix.invitation, *EVENT, *wanted)

    assert line.status == 2
    assert words in line.complaint
    assert wanted[0] in line.complaint
    line("join", pretix.invitation, *EVENT)
    assert line.status == 0


def test_who_is_not_paired_has_nothing_to_choose(event):
    event("sync", "choose", "--event", "fest")

    assert event.status == 2
    assert "not paired" in event.complaint
