"""The judgement: which reason follows from standing, programme and door."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.admission.fold import fold
from app.admission.judge import expected_elsewhere, granted, judge
from app.admission.planning import plan
from app.model.entry import Kind
from app.model.programme import Occupancy
from app.model.standing import Direction
from app.model.verdict import Reason, Verdict
from tests.app.journals import Pen

STARTS = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
BEFORE = STARTS - timedelta(minutes=5)
RELEASE = STARTS + timedelta(minutes=5)
SECOND = timedelta(seconds=1)


@pytest.fixture
def programme():
    pen = Pen("p")
    pen.plan_event()
    pen.plan_session("day1", starts="2026-12-01T09:00:00+01:00")
    pen.plan_session("day2", starts="2026-12-02T09:00:00+01:00")
    pen.plan_session("side", starts="2026-12-01T09:00:00+01:00")
    pen.plan_session("w1", "workshop", capacity=2, starts=STARTS.isoformat())
    pen.plan_session("w2", "workshop")
    return plan(pen.entries)


def reason(programme, pen, door, *, direction=Direction.IN, now=BEFORE, **seats):
    standing = fold("r1", pen.entries)
    session = programme.sessions[door] if door else None
    return judge(standing, programme, session, direction, Occupancy(**seats), now)


def guest(**bookings):
    pen = Pen()
    pen.register(bookings=bookings)
    return pen


def test_a_registered_guest_is_welcome_at_any_entrance(programme):
    assert reason(programme, guest(), "day1") is Reason.REGISTERED
    assert reason(programme, guest(), None) is Reason.REGISTERED


def test_a_walk_in_is_told_apart(programme):
    pen = Pen()
    pen.write(Kind.REGISTERED, payload={"origin": "walk_in", "code": "X", "fields": {"name": "A"}})

    assert reason(programme, pen, "day1") is Reason.WALK_IN


def test_booked_for_the_other_day(programme):
    assert reason(programme, guest(day2="booked"), "day1") is Reason.WRONG_DAY


def test_booked_for_the_other_entrance_of_the_day(programme):
    assert reason(programme, guest(side="booked"), "day1") is Reason.WRONG_SESSION


def test_inside_is_already_and_outside_comes_back(programme):
    pen = guest()
    pen.write(Kind.ARRIVED, session="day1")
    assert reason(programme, pen, "day1") is Reason.ALREADY_ARRIVED
    pen.write(Kind.DEPARTED, session="day1")
    assert reason(programme, pen, "day1") is Reason.RETURNED


def test_leaving_is_never_refused(programme):
    pen = guest()
    pen.write(Kind.CANCELLED)

    assert reason(programme, pen, "day1", direction=Direction.OUT) is Reason.DEPARTED


@pytest.mark.parametrize(
    ("bookings", "booked", "present", "expected"),
    [
        ({"w1": "booked"}, 2, 0, Reason.BOOKED),
        ({"w1": "booked"}, 2, 2, Reason.FULL),
        ({"w1": "waiting"}, 2, 1, Reason.WAITING_LIST),
        ({"w2": "booked"}, 2, 1, Reason.NOT_BOOKED),
        ({}, 2, 1, Reason.NOT_BOOKED),
        ({}, 0, 1, Reason.REGISTERED),
        ({}, 0, 2, Reason.FULL),
    ],
)
def test_seats_of_a_workshop(programme, bookings, booked, present, expected):
    found = reason(programme, guest(**bookings), "w1", booked=booked, present=present)

    assert found is expected


@pytest.mark.parametrize(
    ("kind", "payload", "expected"),
    [
        (Kind.CANCELLED, {}, Reason.CANCELLED),
        (Kind.SUBSTITUTED, {"by": "r2"}, Reason.REPLACED),
        (Kind.AMENDED, {"by": "list", "status": "revoked"}, Reason.REVOKED),
        (Kind.AMENDED, {"by": "list", "status": "unpaid"}, Reason.UNPAID),
    ],
)
def test_a_right_that_does_not_hold(programme, kind, payload, expected):
    pen = guest()
    pen.write(kind, payload=payload)

    assert reason(programme, pen, "day1") is expected


def test_where_the_guest_is_expected_instead(programme):
    standing = fold("r1", guest(w2="booked", day2="booked").entries)

    sessions = programme.sessions
    assert expected_elsewhere(standing, programme, sessions["w1"]) == (sessions["w2"],)
    assert expected_elsewhere(standing, programme, sessions["day1"]) == (sessions["day2"],)


def test_an_override_keeps_the_seat_as_reason(programme):
    standing = fold("r1", guest(w1="booked").entries)

    assert granted(standing, programme.sessions["w1"]) is Reason.BOOKED
    assert granted(standing, programme.sessions["w2"]) is Reason.REGISTERED


def test_every_reason_has_a_verdict():
    assert {reason.verdict for reason in Reason} == set(Verdict)


@pytest.mark.parametrize(
    ("present", "reserved", "expected"),
    [
        (0, 1, Reason.NOT_BOOKED),
        (1, 1, Reason.FULL),
        (0, 2, Reason.FULL),
        (1, 0, Reason.NOT_BOOKED),
    ],
)
def test_kept_seats_are_full_for_those_who_did_not_book(programme, present, reserved, expected):
    seats = {"booked": 1, "present": present, "reserved": reserved}

    assert reason(programme, guest(), "w1", **seats) is expected
    assert reason(programme, guest(w1="booked"), "w1", **seats) is Reason.BOOKED
    assert reason(programme, guest(w1="waiting"), "w1", **seats) is Reason.WAITING_LIST


@pytest.mark.parametrize("bookings", [{}, {"w1": "waiting"}, {"w2": "booked"}])
def test_unused_seats_are_free_from_the_release_on(programme, bookings):
    seats = {"booked": 1, "present": 1, "reserved": 1}

    early = reason(programme, guest(**bookings), "w1", now=RELEASE - SECOND, **seats)
    on_time = reason(programme, guest(**bookings), "w1", now=RELEASE, **seats)
    full = reason(programme, guest(**bookings), "w1", now=RELEASE, booked=1, present=2)

    assert early in (Reason.FULL, Reason.WAITING_LIST)
    assert on_time is Reason.REGISTERED
    assert full is Reason.FULL


def test_nothing_is_given_away_when_it_is_over_or_has_no_time(programme):
    seats = {"booked": 1, "present": 0, "reserved": 1}
    over = programme.event.ends

    assert reason(programme, guest(), "w1", now=over, **seats) is Reason.NOT_BOOKED
    assert reason(programme, guest(), "w2", now=over - SECOND, **seats) is Reason.NOT_BOOKED


def test_seats_given_away_at_the_door_are_free_at_once(programme):
    freed = replace(programme.sessions["w2"], freed=BEFORE)
    programme.sessions["w2"] = freed
    seats = {"booked": 1, "present": 0, "reserved": 1}

    assert reason(programme, guest(), "w2", now=BEFORE, **seats) is Reason.REGISTERED
    assert reason(programme, guest(), "w2", now=BEFORE - SECOND, **seats) is Reason.NOT_BOOKED


def test_days_are_not_released(programme):
    late = reason(programme, guest(day2="booked"), "day1", now=programme.event.ends - SECOND)

    assert late is Reason.WRONG_DAY
