"""Erasing a person on request: what goes, what stays, and that no list brings it back."""

import contextlib
from datetime import UTC, datetime

import pytest

from app.bootstrap.rosters import import_roster
from app.bootstrap.workplace import create_event, open_workplace
from app.erasing import Eraser
from app.errors import UnknownError
from app.inbox import Inbox
from app.model.conflict import Resolution
from app.model.entry import Draft, Kind
from app.reentry import PaperLists
from app.reports.figures import figures
from app.tally import Tally
from tests.bytes_on_disk import found

LIST = """Name;Code;E-Mail;Organisation;Kategorie
Brzkwyk Hnatyszyn;QXZ-77-KWAT;brzkwyk@example.org;Praxis Hnatyszyn;Gast
Omar Hadid;QXZ-78-KWAT;omar@example.org;HHU;Presse
Wei Zhang;;wei@example.org;HHU;Gast
Nora Ohnemail;;;HHU;Gast
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "key").write_text("00" * 32)
    create_event(
        tmp_path / "data",
        "Fest",
        starts=datetime(2026, 12, 1, 16, tzinfo=UTC),
        ends=datetime(2026, 12, 1, 22, tzinfo=UTC),
    )
    with contextlib.closing(open_workplace(tmp_path / "data")) as opened:
        imported(opened, tmp_path, LIST)
        yield opened


def imported(place, tmp_path, text):
    file = tmp_path / "list.csv"
    file.write_text(text, "utf-8")
    report = import_roster(place, file)
    file.unlink()
    return report


def of(place, name):
    return next(one for one in place.journal.standings() if one.person.name == name)


def numbers(place):
    return figures(place.journal.programme(), list(place.journal.standings()))


def test_totals_stay(place):
    guest = of(place, "Omar Hadid").registration
    place.station.check_in(guest)
    before = numbers(place), place.journal.counts().headcount
    weighed = Eraser(place.journal).preview(guest)

    assert Eraser(place.journal).erase(guest) == weighed
    assert (numbers(place), place.journal.counts().headcount) == before
    assert before[0].by["organisation"]["HHU"].arrived == 1


@pytest.mark.parametrize("table", ["1A", "12Q"])
def test_who_was_ticked_on_paper_stays_where_they_came_in_the_figures(place, table):
    guest = of(place, "Omar Hadid").registration
    lists = PaperLists(place.journal)
    lists.remember({table: [guest]})
    lists.enter(table, "1", at=datetime(2020, 12, 1, 16, 31, tzinfo=UTC))
    before = numbers(place)

    Eraser(place.journal).erase(guest)

    assert numbers(place).bins == before.bins
    assert numbers(place) == before


def test_an_organisation_that_is_the_name_goes_with_it(place):
    Eraser(place.journal).erase(of(place, "Brzkwyk Hnatyszyn").registration)

    assert "Praxis Hnatyszyn" not in numbers(place).by["organisation"]


@pytest.mark.parametrize(
    "row",
    [
        "Brzkwyk Hnatyszyn;QXZ-77-KWAT;brzkwyk@example.org;Praxis Hnatyszyn;Gast",
        "B. Other;;Brzkwyk@Example.org;;",
        "B. Other;qxz-77-kwat;;;",
        "Hnatyszyn Brzkwyk;;;Praxis Hnatyszyn;",
    ],
)
def test_no_list_brings_the_person_back(place, tmp_path, row):
    Eraser(place.journal).erase(of(place, "Brzkwyk Hnatyszyn").registration)

    report = imported(place, tmp_path, LIST.splitlines()[0] + "\n" + row + "\n")

    assert (report.new, report.changed) == (0, 0)
    assert [(line, "erased" in reason) for line, reason in report.refused] == [(2, True)]


def test_others_are_taken_in_as_ever(place, tmp_path):
    Eraser(place.journal).erase(of(place, "Brzkwyk Hnatyszyn").registration)
    Eraser(place.journal).erase(of(place, "Nora Ohnemail").registration)

    report = imported(place, tmp_path, LIST + "Nora Ohnemail;;nora@example.org;FHD;Gast\n")

    assert (report.new, report.unchanged, len(report.refused)) == (1, 2, 2)


def test_all_marks_of_an_event_are_under_one_key(place):
    for name in ("Omar Hadid", "Wei Zhang"):
        Eraser(place.journal).erase(of(place, name).registration)

    erased = [entry for entry in place.journal.erasing() if entry.kind == Kind.ERASED]
    assert len({entry.get("salt") for entry in erased}) == 1
    assert all(len(entry.get("marks")) > 1 for entry in erased)


def test_who_turned_out_to_be_the_same_goes_as_one(place):
    walk_in = place.registrar.add({"name": "Omar Hadit"}, sessions={})
    place.station.check_in(walk_in.registration)
    (question,) = Inbox(place.journal).open()
    Inbox(place.journal).resolve(question.id, Resolution.SAME)
    before = numbers(place)

    done = Eraser(place.journal).erase(of(place, "Omar Hadid").registration)

    assert set(done.registrations) >= {walk_in.registration}
    assert numbers(place) == before
    assert found(("Hadid", "Hadit", walk_in.code), place.file.path.parent, bytes(32)) == set()


def test_companions_stay_counted_without_the_label(place):
    guest = of(place, "Omar Hadid").registration
    Tally(place.journal).count(3, label="Hadids Kinder", registration=guest)
    taken_back = Tally(place.journal).count(5, label="Hadids", registration=guest)
    place.station.undo(taken_back.id)

    Eraser(place.journal).erase(guest)

    assert place.journal.counts().counted == 3
    assert found(("Hadids",), place.file.path.parent, bytes(32)) == set()


def test_a_walk_in_that_was_taken_back_is_erased_too(place):
    walk_in = place.registrar.add({"name": "Zyxwvut Qponm"}, sessions={})
    place.station.undo()
    before = numbers(place)

    assert Eraser(place.journal).erase(walk_in.registration).entries == 1
    assert numbers(place) == before
    assert found(("Zyxwvut",), place.file.path.parent, bytes(32)) == set()


def test_nobody_is_erased_twice(place):
    guest = of(place, "Omar Hadid").registration
    Eraser(place.journal).erase(guest)

    with pytest.raises(UnknownError, match="before"):
        Eraser(place.journal).erase(guest)
    with pytest.raises(UnknownError, match="no registration"):
        Eraser(place.journal).preview("nobody")


def test_an_erasure_is_not_taken_back(place):
    guest = of(place, "Omar Hadid").registration
    Eraser(place.journal).erase(guest)
    (erasure,) = place.journal.erasing()
    with place.journal.write() as records:
        records.append(Draft(kind=Kind.ANNULLED, registration=guest, ref=erasure.id, payload={}))

    assert place.journal.standing(guest).is_erased
