"""``export fallback`` and ``roster reenter``: what was ticked on paper comes back exactly."""

import random

import pytest

LIST = "Vorname;Nachname;Code\n" + "".join(
    f"Kim;{chr(65 + number % 26)}o{number};C{number}\n" for number in range(60)
)


@pytest.fixture
def printed(event, tmp_path):
    """An event with 60 people whose lists for three desks were printed."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    event("roster", "import", path)
    told = event.one("export", "fallback", "--out", tmp_path / "lists.pdf", "--desks", 3)
    assert told["lists"] == ["1A", "1B", "1C"]
    return event


def rows_of(event, table):
    entries = event("journal", "show")
    return next(e["payload"]["rows"] for e in entries if e["payload"].get("table") == table)


def arrived(event):
    return {person["id"] for person in event("roster", "list") if person["arrived"]}


def test_rows_that_were_ticked_are_who_came(printed):
    rows = rows_of(printed, "1B")

    done = printed.one("roster", "reenter", "1b", "3, 7 – 9 12")

    wanted = {rows[number - 1] for number in (3, 7, 8, 9, 12)}
    assert {one["id"] for one in done["entered"]} == wanted == arrived(printed)
    assert done["already"] == []


def test_any_set_of_rows_comes_back(printed):
    rows, dice = rows_of(printed, "1A"), random.Random(1)  # noqa: S311 - a repeatable choice
    wanted = set()
    for _ in range(3):
        chosen = sorted(dice.sample(range(1, len(rows) + 1), 6))
        printed("roster", "reenter", "1A", ",".join(map(str, chosen)))
        wanted |= {rows[number - 1] for number in chosen}

    assert arrived(printed) == wanted


def test_entering_twice_changes_nothing_and_undo_takes_all_back(printed):
    printed("roster", "reenter", "1A", "1-4")
    again = printed.one("roster", "reenter", "1A", "1-4")

    assert (again["entered"], len(again["already"])) == ([], 4)
    printed("undo")
    assert arrived(printed) == set()


def test_the_list_means_the_same_people_after_the_roster_has_changed(printed):
    rows = rows_of(printed, "1A")
    printed("roster", "add", "--given", "Aa", "--family", "Aa")
    printed("roster", "cancel", rows[0])

    done = printed.one("roster", "reenter", "1A", "2")

    assert done["entered"][0]["id"] == rows[1]


def test_the_time_that_was_noted_is_the_time_of_arrival(printed):
    printed("roster", "reenter", "1A", "1", "--at", "2020-12-03T17:20")

    person = next(one for one in printed("roster", "list") if one["arrived"])
    assert person["arrived"] == "2020-12-03T17:20:00+01:00"


def test_a_second_printing_has_names_of_its_own(printed, tmp_path):
    told = printed.one("export", "fallback", "--out", tmp_path / "more.pdf", "--desks", 1)

    assert told["lists"] == ["2A"]
    assert told["rows"] == 60
    assert rows_of(printed, "1A")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["9Z", "1"], "no paper list 9Z; there are: 1C, 1B, 1A"),
        (["1A", "999"], "there is no row 999"),
        (["1A", "5-3"], "5-3 is no row"),
        (["1A", "x"], "x is no row"),
        (["1A", "0"], "0 is no row"),
        (["1A", ","], "No row was named"),
        (["1A", "1", "--at", "soon"], "not a time"),
        (["1A", "1", "--at", "2999-01-01T10:00"], "still to come"),
    ],
)
def test_what_cannot_be_entered_is_told_and_nothing_is(printed, arguments, told):
    assert printed("roster", "reenter", *arguments) == []

    assert printed.status == 2
    assert told in printed.complaint
    assert arrived(printed) == set()


def test_letters_that_an_old_encoding_lacks_are_told_with_status_1(event, tmp_path):
    path, out = tmp_path / "list.csv", tmp_path / "out.csv"
    path.write_text("Name;Code\nJörg Groß;A\nŁukasz Ğ;B\n", "utf-8")
    event("roster", "import", path)

    told = event.one("export", "arrivals", "--out", out, "--encoding", "CP1252")

    assert event.status == 1
    assert [(one["name"], one["signs"]) for one in told["damaged"]] == [("Łukasz Ğ", "ŁĞ")]
    assert "Jörg Groß".encode("cp1252") in out.read_bytes()
    assert b"?ukasz ?" in out.read_bytes()
