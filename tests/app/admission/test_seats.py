"""Seats: what runs at the same time, what moves, and when unused ones are free."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.admission.seats import is_parallel, is_released, moved_seat, release_of
from app.model.policy import Policy
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.standing import Booking, Origin, Standing

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def workshop(name, hours=0.0, length=1.0, **more):
    starts = NOON + hours * HOUR
    usual = {"kind": SessionKind.WORKSHOP, "starts": starts, "ends": starts + length * HOUR}
    return Session(id=name, name=name, **{**usual, **more})


HERE = workshop("here")


@pytest.mark.parametrize(
    ("other", "parallel"),
    [
        (workshop("same"), True),
        (workshop("overlaps", 0.5), True),
        (workshop("contains", -1, 4), True),
        (workshop("follows", 1), False),
        (workshop("before", -1), False),
        (workshop("endless", 0, ends=None), True),
        (workshop("endless within", 0.5, ends=None), True),
        (workshop("timeless", starts=None, ends=None), False),
        (workshop("talk", kind=SessionKind.TALK), False),
        (HERE, False),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_nobody_can_attend_beside_this(other, parallel):
    assert is_parallel(HERE, other) is parallel
    assert is_parallel(other, HERE) is parallel


def test_sessions_without_any_time_are_meant_side_by_side():
    timeless = {"starts": None, "ends": None}

    assert is_parallel(workshop("a", **timeless), workshop("b", **timeless))


def programme(*sessions, release_min=5):
    event = Event(id="e", name="Fest", starts=NOON - HOUR, ends=NOON + 9 * HOUR)
    policy = Policy(release_min=release_min)
    return Programme(event=event, sessions={one.id: one for one in sessions}, policy=policy)


def guest(**bookings):
    states = {name: Booking(state) for name, state in bookings.items()}
    return Standing(registration="r", origin=Origin.LIST, code="C", bookings=states)


def test_a_seat_moves_from_what_runs_meanwhile_and_from_nowhere_else():
    rooms = programme(HERE, workshop("there"), workshop("list"), workshop("later", 3))
    standing = guest(there="booked", list="waiting", later="booked")

    moved = moved_seat(standing, rooms, HERE)

    assert moved == {"here": Booking.BOOKED, "there": None, "list": None}


def test_a_seat_that_is_here_stays():
    assert moved_seat(guest(here="booked", there="booked"), programme(HERE), HERE) == {}


def test_an_entrance_has_no_seats_to_move():
    door = Session(id="day", name="Tag")

    assert moved_seat(guest(), programme(door), door) == {}
    assert release_of(replace(door, starts=NOON, freed=NOON), programme(door)) is None


@pytest.mark.parametrize(("late_s", "free"), [(-1, False), (0, True), (3299, True), (3300, False)])
def test_unused_seats_are_free_from_the_release_until_the_end(late_s, free):
    now = NOON + timedelta(minutes=5, seconds=late_s)

    assert is_released(HERE, programme(HERE), now) is free


def test_the_rules_say_how_long_seats_are_kept():
    assert release_of(HERE, programme(HERE, release_min=0)) == NOON
    assert release_of(HERE, programme(HERE, release_min=15)) == NOON + timedelta(minutes=15)


def test_whoever_stands_at_the_door_may_free_them_earlier():
    early = replace(HERE, freed=NOON - HOUR)

    assert release_of(early, programme(early)) == NOON - HOUR


def test_without_a_time_nothing_is_freed_by_the_clock():
    timeless = workshop("timeless", starts=None, ends=None)

    assert release_of(timeless, programme(timeless)) is None
    assert is_released(replace(timeless, freed=NOON), programme(timeless), NOON)
