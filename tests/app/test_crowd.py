"""Many people at once: groups, companions and people who are only counted."""

import pytest

from app.admission.tallying import tallied
from app.errors import InputError, UnknownError
from app.model.entry import Kind
from app.model.group import Group, group_key
from app.model.verdict import Reason, Verdict
from app.registrar import Registrar
from app.tally import Tally
from tests.app.journals import HandClock, Pen, event_file, station_of

CLASS = [f"p{number}" for number in range(25)]


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path, HandClock()) as opened:
        pen = Pen("list")
        pen.register("alone", name="Ana Li")
        for name in CLASS:
            pen.register(name, name=f"Pupil {name}", group="Klasse 7b")
        opened.journal.absorb(pen.entries)
        yield opened


@pytest.fixture
def station(opened):
    return station_of(opened)


@pytest.fixture
def tally(opened):
    return Tally(opened.journal)


def test_members_are_found_by_the_name_of_their_group_however_it_is_spelt(opened):
    found = opened.journal.group_members(" KLASSE  7B ")

    assert {one.registration for one in found} == set(CLASS)
    assert opened.journal.group_members("") == opened.journal.group_members("7c") == []
    assert group_key("Straße") == group_key("STRASSE")


def test_who_changes_the_group_goes_with_the_other(opened):
    Registrar(opened.journal).amend("alone", {"group": "Klasse 7b"})
    Registrar(opened.journal).amend("p0", {"group": ""})

    found = {one.registration for one in opened.journal.group_members("Klasse 7b")}
    assert found == {"alone", *CLASS} - {"p0"}


def test_a_group_awaits_whoever_may_still_come(opened, station):
    station.accept(["CODE-p1"])
    Registrar(opened.journal).cancel("p2")
    group = Group(name="7b", members=tuple(opened.journal.group_members("Klasse 7b")))

    assert {one.registration for one in group.awaited(None)} == set(CLASS) - {"p1", "p2"}
    assert [one.registration for one in group.arrived(None)] == ["p1"]


def test_a_group_arrives_in_one_transaction(opened, station):
    answers = station.check_in_many(CLASS)

    assert {answer.reason for answer in answers} == {Reason.REGISTERED}
    assert opened.journal.counts().arrived == 25
    entries = [entry for _, entry in opened.journal.entries() if entry.kind == Kind.ARRIVED]
    assert len({entry.get("together") for entry in entries}) == 1


def test_nobody_of_a_group_is_let_in_against_a_warning(opened, station):
    Registrar(opened.journal).cancel("p3")
    answers = station.check_in_many(["p2", "p3", "p2", "nobody"])

    reasons = [Reason.REGISTERED, Reason.CANCELLED, Reason.ALREADY_ARRIVED, Reason.UNKNOWN_CODE]
    assert [answer.reason for answer in answers] == reasons


@pytest.mark.expects_log
def test_a_group_that_the_disk_does_not_take_has_not_come(opened, station):
    opened.journal.counts()
    (pages,) = opened.database.execute_sql("PRAGMA page_count").fetchone()
    opened.database.execute_sql(f"PRAGMA max_page_count = {pages}")
    for _ in range(40):  # what room the last page has
        answers = station.check_in_many(CLASS[:3])
        if answers[0].reason is Reason.NOT_RECORDED:
            break
        station.undo()

    assert {answer.verdict for answer in answers} == {Verdict.STOP}
    assert opened.journal.counts().arrived == 0


def test_one_undo_takes_a_group_back_and_its_undo_brings_it_again(opened, station):
    station.accept(["CODE-alone"])
    station.check_in_many(CLASS)

    undone = station.undo()
    assert (len(undone.together), opened.journal.counts().arrived) == (25, 1)
    station.undo(undone.entry.id)
    assert opened.journal.counts().arrived == 26


def test_one_of_a_group_can_be_taken_back_alone(opened, station):
    answers = station.check_in_many(CLASS)
    station.undo(answers[7].entry)
    assert opened.journal.counts().arrived == 24

    assert len(station.undo().together) == 24
    assert opened.journal.counts().arrived == 0


def test_somebody_scanned_meanwhile_does_not_go_with_a_group(opened, station):
    answers = station.check_in_many(CLASS)
    station.accept(["CODE-alone"])

    undone = station.undo(answers[-1].entry, together=True)

    assert (len(undone.together), opened.journal.counts().arrived) == (25, 1)


def test_people_are_counted_without_a_word_about_them(opened, tally):
    entry = tally.count(25, label="  Klasse 7b,  Gymnasium ")

    assert (entry.registration, dict(entry.payload)) == (
        None,
        {"number": 25, "label": "Klasse 7b, Gymnasium"},
    )
    counts = opened.journal.counts()
    assert (counts.counted, counts.headcount, counts.arrived) == (25, 25, 0)


def test_the_tally_is_undone(opened, station, tally):
    tally.count(25)
    tally.count(1)
    assert opened.journal.counts().counted == 26

    assert station.undo().target.kind == Kind.COUNTED
    assert opened.journal.counts().counted == 25
    station.undo(station.undo().entry.id)
    assert opened.journal.counts().counted == 25
    entries = (entry for _, entry in opened.journal.entries())
    assert tallied(entries, opened.journal.bearings()) == 25


@pytest.mark.parametrize("number", [0, -3, 10_000])
def test_a_number_that_nobody_counts_is_refused(tally, number):
    with pytest.raises(InputError):
        tally.count(number)


def test_a_label_is_short_and_a_host_known(tally):
    with pytest.raises(InputError):
        tally.count(1, label="x" * 81)
    with pytest.raises(UnknownError):
        tally.count(1, registration="nobody")


def test_companions_count_with_their_host(opened, station, tally):
    station.accept(["CODE-alone"])
    tally.count(3, registration="alone")

    counts = opened.journal.counts()
    assert (counts.arrived, counts.headcount) == (1, 4)
