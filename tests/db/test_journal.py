"""The journal in SQLite: durable, gap-free, and its views follow it."""

import threading
from contextlib import contextmanager

import pytest
from peewee import IntegrityError

from app.admission.proof import verify_journal
from app.errors import NotRecordedError
from app.model.entry import Draft, Kind
from app.model.programme import Occupancy
from app.model.standing import Booking
from db.tables import VIEWS
from tests.app.journals import NOON_MS, Pen, event_file


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path) as opened:
        yield opened


@pytest.fixture
def journal(opened):
    pen = Pen("list")
    pen.register("r1", bookings={"w1": "booked"}, name="Ana Li", organisation="HHU")
    pen.register("r2", bookings={"w1": "waiting"}, name="Bo")
    opened.journal.absorb(pen.entries)
    return opened.journal


def arrive(journal, registration="r1", session=None):
    with journal.write() as records:
        return records.append(
            Draft(kind=Kind.ARRIVED, registration=registration, session=session, payload={})
        )


def proof(journal):
    return verify_journal((entry for _, entry in journal.entries()), journal.standings())


@contextmanager
def steps_of(database):
    """Yield a list that grows with every ten steps of SQLite's machine."""
    steps = []
    database.connection().set_progress_handler(lambda: steps.append(10), 10)
    try:
        yield steps
    finally:
        database.connection().set_progress_handler(None, 10)


def fill_door(journal, pen_number, *, guests):
    """Let many people go in at an entrance without a limit."""
    pen = Pen(f"door{pen_number}")
    pen.plan_session("door")
    for number in range(guests):
        key = f"{pen.station}-{number}"
        pen.register(key, bookings={"door": "booked"})
        pen.write(Kind.ARRIVED, key, session="door")
    journal.absorb(pen.entries)


def _fail_after_an_arrival(journal):
    with journal.write() as records:
        records.append(Draft(kind=Kind.ARRIVED, registration="r1", payload={}))
        raise ZeroDivisionError


def test_own_entries_are_numbered_without_gaps_and_chained(journal):
    entries = [arrive(journal) for _ in range(3)]

    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert proof(journal).is_sound


def test_nothing_of_a_failed_transaction_stays(journal):
    before = proof(journal)
    with pytest.raises(ZeroDivisionError):
        _fail_after_an_arrival(journal)

    assert proof(journal) == before
    assert journal.counts().arrived == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal SET kind = 'departed'", "DELETE FROM journal", "UPDATE journal SET seq = 9"],
)
def test_history_cannot_be_rewritten(journal, opened, statement):
    arrive(journal)

    with pytest.raises(IntegrityError, match="append-only"):
        opened.database.execute_sql(statement)


def test_absorbing_again_changes_nothing(journal):
    entries = [entry for _, entry in journal.entries()]

    assert journal.absorb(entries[::-1]) == 0
    assert proof(journal).entries == len(entries)


def test_positions_count_without_holes(journal):
    arrive(journal)
    positions = [position for position, _ in journal.entries()]

    assert positions == list(range(1, len(positions) + 1))


def test_entries_are_read_behind_a_position_up_to_a_limit(journal):
    everything = list(journal.entries())

    assert list(journal.entries(after=1, limit=1)) == everything[1:2]


def test_counts_follow_the_journal(journal):
    arrive(journal, "r1")
    counts = journal.counts()

    assert (counts.expected, counts.arrived, counts.present, counts.unsent) == (2, 1, 1, 1)


def test_occupancy_counts_booked_seats_and_people_inside(journal):
    arrive(journal, "r2", "w1")
    occupancy = journal.occupancy("w1")

    assert (occupancy.booked, occupancy.present) == (1, 1)


def test_presence_is_counted_up_to_the_capacity(journal):
    pen = Pen("planner2")
    pen.plan_session("w1", "workshop", capacity=2)
    for number in range(5):
        pen.register(f"g{number}", bookings={"w1": "booked"})
        pen.write(Kind.ARRIVED, f"g{number}", session="w1")
    journal.absorb(pen.entries)

    assert journal.occupancy("w1") == Occupancy(booked=1, present=2, reserved=1)


def test_a_look_at_a_door_costs_the_same_however_many_went_in(journal):
    def cost():
        with steps_of(journal.database) as steps:
            journal.occupancy("door")
        return len(steps)

    fill_door(journal, 1, guests=10)
    cost()
    few = cost()
    fill_door(journal, 2, guests=500)
    cost()

    assert cost() <= few + 1


def test_a_scan_does_not_plan_the_programme_again(journal):
    def cost(registration):
        with steps_of(journal.database) as steps:
            arrive(journal, registration)
        return len(steps)

    cost("r1")
    few = cost("r1")
    pen = Pen("planner2")
    for number in range(100):
        pen.plan_session(f"s{number}", "workshop")
    journal.absorb(pen.entries)
    journal.programme()

    assert cost("r1") < 4 * few


def test_an_annulment_that_is_taken_back_lets_a_session_return(journal):
    planner = Pen("planner2")
    planned = planner.plan_session("w9", "workshop")
    annulled = planner.write(Kind.ANNULLED, None, ref=planned.id)
    journal.absorb(planner.entries)
    assert "w9" not in journal.programme().sessions

    planner.write(Kind.ANNULLED, None, ref=annulled.id)
    journal.absorb(planner.entries)

    assert "w9" in journal.programme().sessions


def test_standing_is_folded_from_the_journal(journal):
    standing = journal.standing("r1")

    assert standing.person.organisation == "HHU"
    assert standing.bookings == {"w1": Booking.BOOKED}


def test_an_annulled_walk_in_leaves_no_trace_in_the_views(journal):
    payload = {"origin": "walk_in", "code": "W", "fields": {"name": "Zoë"}}
    with journal.write() as records:
        entry = records.append(Draft(kind=Kind.REGISTERED, registration="r9", payload=payload))
        records.append(Draft(kind=Kind.ANNULLED, registration="r9", ref=entry.id, payload={}))

    assert journal.find(["W"]) is None
    assert journal.standing("r9") is None


def test_rebuilding_gives_the_views_that_were_kept(journal, opened):
    arrive(journal, "r1", "w1")
    before = [sorted(view.select().bind(opened.database).tuples()) for view in VIEWS]
    journal.rebuild()

    assert [sorted(view.select().bind(opened.database).tuples()) for view in VIEWS] == before


def test_a_session_that_becomes_an_entrance_moves_who_is_inside(journal):
    pen = Pen("p2")
    pen.plan_session("hall", "talk")
    arrive(journal, "r1", "hall")
    journal.absorb(pen.entries)
    assert journal.counts().present == 0
    pen.plan_session("hall", "entrance")
    journal.absorb(pen.entries)

    assert journal.counts().present == 1


def test_a_clock_that_was_wrong_makes_another_plan_the_latest(journal):
    """Found by the simulation: only the programme moved, so nobody was looked at again."""
    early, late = Pen("p2"), Pen("p3")
    early.plan_session("hall", "entrance")
    late.plan_session("hall", "talk", wall_ms=NOON_MS + 60_000)
    arrive(journal, "r1", "hall")
    journal.absorb([*early.entries, *late.entries])
    assert journal.counts().present == 0

    sample = {"boot": "boot", "offset_ms": NOON_MS + 600_000, "rtt_ms": 0}
    journal.absorb([early.write(Kind.CLOCK, None, payload=sample)])

    assert journal.counts().present == 1


def test_many_threads_write_one_chain(journal):
    def write_some():
        for _ in range(10):
            arrive(journal)
        journal.close()

    threads = [threading.Thread(target=write_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(journal.own_entries(0, 100)) == 40
    assert proof(journal).is_sound


@pytest.mark.expects_log
def test_a_refusing_database_says_that_nothing_was_recorded(journal, opened):
    opened.database.execute_sql("PRAGMA query_only = 1")

    with pytest.raises(NotRecordedError, match="Nothing was recorded"):
        arrive(journal)
