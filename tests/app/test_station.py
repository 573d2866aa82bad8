"""The path of a scan on a real event file."""

import pytest

from app.admission.doors import choose_session
from app.errors import InputError, UnknownError
from app.model.entry import Draft, Kind
from app.model.programme import Session, SessionKind
from app.model.standing import Direction, Status
from app.model.verdict import Reason, Verdict
from app.registrar import Registrar
from tests.app.journals import HandClock, Pen, event_file, station_of


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def opened(tmp_path, clock):
    with event_file(tmp_path, clock) as opened:
        pen = Pen("list")
        for name in ("r1", "r2"):
            pen.register(name, name=f"Guest {name}")
        opened.journal.absorb(pen.entries)
        yield opened


@pytest.fixture
def station(opened):
    return station_of(opened)


def test_a_welcome_stands_in_the_journal(station, opened):
    answer = station.accept(["CODE-r1"])

    assert (answer.verdict, answer.reason) == (Verdict.WELCOME, Reason.REGISTERED)
    assert opened.journal.entry(answer.entry).kind == Kind.ARRIVED


def test_the_second_scan_tells_the_first_arrival_and_records_nothing(station, clock):
    first = station.accept(["CODE-r1"])
    clock.forward(600)
    again = station.accept(["CODE-r1"])

    assert (again.reason, again.is_recorded) == (Reason.ALREADY_ARRIVED, False)
    assert again.first_arrival == first.first_arrival


def test_case_does_not_matter_when_nothing_fits_exactly(station):
    assert station.accept(["code-R1"]).standing.registration == "r1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("NOBODY-HAS-THIS", Reason.UNKNOWN_CODE), ("WIFI:S:Foyer;;", Reason.NO_TICKET)],
)
def test_a_strange_code_stops(station, text, reason):
    answer = station.accept([text])

    assert (answer.reason, answer.verdict) == (reason, Verdict.STOP)


def test_what_a_scan_may_mean_otherwise_counts_only_when_nobody_has_the_first(station):
    assert station.accept(["CODE-r1"], otherwise=["CODE-r2"]).standing.registration == "r1"
    assert station.accept(["STRANGE"], otherwise=["CODE-r2"]).standing.registration == "r2"


def test_two_readings_of_one_scan_that_mean_two_people_admit_nobody(station, opened):
    answer = station.accept(["CODE-r1", "CODE-r2"])

    assert (answer.reason, answer.is_recorded) == (Reason.UNKNOWN_CODE, False)
    assert {person.registration for person in answer.between} == {"r1", "r2"}
    assert opened.journal.counts().arrived == 0


def test_out_and_in_again(station):
    station.accept(["CODE-r1"])
    left = station.accept(["CODE-r1"], direction=Direction.OUT)
    back = station.accept(["CODE-r1"])

    assert (left.reason, back.reason) == (Reason.DEPARTED, Reason.RETURNED)


def test_leaving_twice_is_one_departure(station):
    first = station.accept(["CODE-r1"], direction=Direction.OUT)
    second = station.accept(["CODE-r1"], direction=Direction.OUT)

    assert first.entry == second.entry


def test_a_warning_is_recorded_only_when_overridden(station, opened):
    room = Session(id="w1", name="Room", kind=SessionKind.WORKSHOP, capacity=0)
    refused = station.accept(["CODE-r1"], session=room)
    admitted = station.accept(["CODE-r1"], session=room, admit=True)

    assert (refused.reason, refused.entry) == (Reason.FULL, None)
    assert admitted.is_recorded
    assert opened.journal.entry(admitted.entry).get("admit") is True


def test_a_replaced_code_is_refused(station, opened):
    new = {"by": "desk", "code": "NEW"}
    with opened.journal.write() as records:
        records.append(Draft(kind=Kind.AMENDED, registration="r1", payload=new))

    assert station.accept(["CODE-r1"]).reason is Reason.REPLACED
    assert station.accept(["NEW"]).reason is Reason.REGISTERED


@pytest.mark.expects_log
def test_a_failed_commit_is_never_a_welcome(station, opened):
    opened.database.execute_sql(
        "CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk'); END"
    )
    assert station.accept(["CODE-r1"]).reason is Reason.NOT_RECORDED


def test_undo_takes_back_the_last_scan(station, opened):
    station.accept(["CODE-r1"])
    station.accept(["CODE-r2"])
    undone = station.undo()

    assert undone.name == "Guest r2"
    assert opened.journal.counts().arrived == 1


def test_undo_goes_further_back_each_time_and_ends(station):
    station.accept(["CODE-r1"])
    station.accept(["CODE-r2"])

    assert [station.undo().target.registration for _ in range(2)] == ["r2", "r1"]
    assert station.undo() is None


def test_undo_of_an_annulment_restores(station, opened):
    station.accept(["CODE-r1"])
    station.undo(station.undo().entry.id)

    assert opened.journal.counts().arrived == 1


def test_an_entry_is_taken_back_once(station):
    entry = station.accept(["CODE-r1"]).entry
    station.undo(entry)

    with pytest.raises(InputError, match="already taken back"):
        station.undo(entry)


def test_a_substitution_goes_and_comes_back_whole(station, opened):
    coming = Registrar(opened.journal).substitute("r1", {"name": "Bo Li"}).registration

    undone = station.undo()
    assert opened.journal.standing("r1").status is Status.ACTIVE
    assert opened.journal.standing(coming) is None

    station.undo(undone.entry.id)
    assert opened.journal.standing("r1").status is Status.SUBSTITUTED
    assert opened.journal.standing(coming).person.name == "Bo Li"


def test_undo_of_an_unknown_entry_is_refused(station):
    with pytest.raises(UnknownError):
        station.undo("no such entry")


def test_without_an_entrance_the_door_is_the_events_own(opened):
    assert choose_session(opened.journal.programme(), None) is None


def test_a_session_is_named_in_any_case(opened):
    pen = Pen("more")
    pen.plan_session("foyer")
    opened.journal.absorb(pen.entries)
    programme = opened.journal.programme()

    assert choose_session(programme, " FOYER ").id == choose_session(programme, None).id == "foyer"


@pytest.mark.expects_log
def test_a_full_disk_loses_no_welcome_and_gives_none(opened):
    pen = Pen("crowd")
    for number in range(300):
        pen.register(f"g{number}")
    opened.journal.absorb(pen.entries)
    (pages,) = opened.database.execute_sql("PRAGMA page_count").fetchone()
    opened.database.execute_sql(f"PRAGMA max_page_count = {pages + 4}")
    answers = [station_of(opened).accept([f"CODE-g{number}"]) for number in range(300)]

    welcomed = {a.standing.registration for a in answers if a.verdict is Verdict.WELCOME}
    arrived = {s.registration for s in opened.journal.standings() if s.arrived}
    assert welcomed == arrived
    assert 0 < len(welcomed) < 300


def rooms(opened, *, booked=True):
    """Plan two workshops at the same time; somebody booked the first, r1 the second."""
    pen = Pen("rooms")
    for name in ("one", "two"):
        pen.plan_session(name, "workshop", capacity=5)
    pen.register("holder", bookings={"one": "booked"} if booked else {})
    seats = {"by": "list", "bookings": {"two": "booked"}}
    pen.write(Kind.AMENDED, "r1", payload=seats)
    opened.journal.absorb(pen.entries)
    return opened.journal.programme().sessions


def test_whoever_is_let_in_at_another_room_has_the_seat_there(station, opened):
    door = rooms(opened)["one"]
    station.accept(["CODE-r1"], session=door, admit=True)

    standing = opened.journal.standing("r1")
    assert {name: state.value for name, state in standing.bookings.items()} == {"one": "booked"}
    assert opened.journal.occupancy("two").booked == 0

    station.undo()
    standing = opened.journal.standing("r1")
    assert {name: state.value for name, state in standing.bookings.items()} == {"two": "booked"}
    assert standing.movements == ()


def test_a_room_that_nobody_booked_stays_open_to_all(station, opened):
    door = rooms(opened, booked=False)["one"]
    station.accept(["CODE-r1"], session=door, admit=True)
    for name in ("r2", "holder"):
        assert station.accept([f"CODE-{name}"], session=door).verdict is Verdict.WELCOME

    assert opened.journal.standing("r1").bookings  # nothing was in the way, so nothing moved


def test_a_guest_may_be_let_out_by_name(station, opened):
    station.check_in("r1")
    answer = station.check_in("r1", direction=Direction.OUT)

    assert answer.reason is Reason.DEPARTED
    assert not opened.journal.standing("r1").is_inside(None)
