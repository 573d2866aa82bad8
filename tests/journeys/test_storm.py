"""Stations and a hub of real processes in a storm; and the recount sees what must not be."""

from dataclasses import replace

import pytest

from app.admission.conflicts import conflicts_of
from app.admission.fold import fold
from app.commands.bench_storm import Plan, storm
from app.commands.storm_crew import Word
from app.commands.storm_recount import CLEAN, Place, recount
from app.model.entry import Kind
from tests.app.journals import Pen

DEADLY = ("hold", "reset", "cut", "half_close", "refuse")


@pytest.mark.journey
@pytest.mark.timeout(600)
def test_after_a_storm_all_machines_say_what_was_said(tmp_path):
    for seed in (5, 6, 7):
        (tmp_path / str(seed)).mkdir()
        account = storm(tmp_path / str(seed), Plan(12, stations=4, seed=seed))
        assert account["clean"], account
        # Timing decides whom the weather hits; a storm with nothing to survive proves nothing.
        if was_rough(account):
            return
    pytest.fail(f"there was nothing to survive: {account}")


def was_rough(account):
    deadly = sum(account["faults"][fault] for fault in DEADLY)
    work = min(account[work] for work in ("walk_ins", "changes", "undone", "double_admissions"))
    return account["answered"] > 50 and account["forks"] == 1 and deadly > 5 and work > 0


def a_place(pen, name="hub"):
    standing = fold("r1", pen.entries)
    return Place(name, tuple(pen.entries), (standing,), tuple(conflicts_of(standing)))


def a_pen():
    pen = Pen()
    pen.register("r1", name="Ana Li")
    pen.write(Kind.ARRIVED, "r1")
    return pen


@pytest.fixture
def place():
    """A guest, and a scan that let her in."""
    return a_place(a_pen())


@pytest.fixture
def word():
    """What the station said about that scan."""
    said = Word(walk_ins=["r1"])
    said.note_scans(["CODE-r1"], [{"recorded": True, "code": "CODE-r1", "entry": "a2"}])
    return said


def test_nothing_is_wrong_where_all_is_well(place, word):
    assert recount(word, [place, replace(place, name="desk")]) == CLEAN


def test_the_recount_sees_a_loss_on_one_machine(place, word):
    poorer = replace(place, entries=place.entries[:1])
    found = recount(word, [place, poorer])

    assert (found.lost, found.doubled, found.other_entries) == (1, 0, 1)


def test_the_recount_sees_what_was_said_and_is_nowhere(place, word):
    word.note_scans(["CODE-r1"], [{"recorded": True, "code": "CODE-r1", "entry": "gone"}])

    assert recount(word, [place, place]).lost == 1


def test_the_recount_sees_a_scan_that_is_there_twice(word):
    pen = a_pen()
    pen.write(Kind.ARRIVED, "r1")
    twice = a_place(pen)

    assert recount(word, [twice, twice]).doubled == 1


def test_who_was_killed_before_the_answer_may_have_written(word):
    pen = a_pen()
    pen.write(Kind.ARRIVED, "r1")
    word.note_scans(["CODE-r1"], [])

    assert recount(word, [a_place(pen), a_place(pen)]) == CLEAN


def test_the_recount_sees_an_entry_that_is_there_twice(place, word):
    doubled = replace(place, entries=(*place.entries, place.entries[-1]))

    assert recount(word, [doubled, place]).doubled >= 1


def test_the_recount_sees_another_truth_of_the_same_entries(place, word):
    other = replace(place.standings[0], movements=())
    found = recount(word, [place, replace(place, standings=(other,))])

    assert (found.other_entries, found.other_standings) == (0, 1)


def test_the_recount_sees_questions_that_only_one_machine_asks(word):
    pen = a_pen()
    other = Pen("b")
    other.write(Kind.ARRIVED, "r1")
    word.admitted["CODE-r1"] += 1
    pen.entries += other.entries
    both = a_place(pen)
    found = recount(word, [both, replace(both, conflicts=())])

    assert replace(found, other_conflicts=0) == CLEAN
    assert found.other_conflicts == 1


def test_the_recount_sees_a_broken_chain_and_what_is_unsent(place, word):
    first, second = place.entries
    torn = replace(place, entries=(first, replace(second, prev="0" * 64)), unsent=1)
    found = recount(word, [place, torn])

    assert (found.broken_chains, found.unsent, found.is_clean) == (1, 1, False)


def test_the_recount_sees_a_correction_that_is_gone(place, word):
    word.changes["r1"] = {"Here"}

    assert recount(word, [place]).lost == 1
