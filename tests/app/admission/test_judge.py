"""The judgement: which reason follows from standing, programme and door."""

import pytest

from app.admission.fold import fold
from app.admission.judge import expected_elsewhere, granted, judge
from app.admission.planning import plan
from app.model.entry import Kind
from app.model.programme import Occupancy
from app.model.standing import Direction
from app.model.verdict import Reason, Verdict
from tests.app.journals import Pen


@pytest.fixture
def programme():
    pen = Pen("p")
    pen.plan_event()
    pen.plan_session("day1", starts="2026-12-01T09:00:00+01:00")
    pen.plan_session("day2", starts="2026-12-02T09:00:00+01:00")
    pen.plan_session("side", starts="2026-12-01T09:00:00+01:00")
    pen.plan_session("w1", "workshop", capacity=2)
    pen.plan_session("w2", "workshop")
    return plan(pen.entries)


def reason(programme, pen, door, *, direction=Direction.IN, booked=0, present=0):
    standing = fold("r1", pen.entries)
    session = programme.sessions[door] if door else None
    return judge(standing, programme, session, direction, Occupancy(booked, present))


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
