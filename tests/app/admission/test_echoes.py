"""A movement of a station that pretix tells of as well is one movement."""

import itertools

import pytest

from app.admission.fold import fold
from app.model.entry import Kind
from app.model.standing import central_station
from tests.app.journals import NOON_MS, Pen

AT = NOON_MS + 60_000
LATER = NOON_MS + 3_600_000


def arrive(pen, at=AT, session="s1", kind=Kind.ARRIVED, **more):
    return pen.write(kind, session=session, wall_ms=at, **more)


def hear(pen, number, at=AT, session="s1", kind=Kind.ARRIVED, device=8):
    payload = {"reason": "pretix", "of": f"pretix:x/{number}", "since_ms": at, "device": device}
    return pen.write(kind, session=session, wall_ms=LATER + number, payload=payload)


def stations(*pens):
    entries = [entry for pen in pens for entry in pen.entries]
    orders = itertools.islice(itertools.permutations(entries), 24)
    (said,) = {tuple(m.station for m in fold("r1", order).movements) for order in orders}
    return list(said)


@pytest.fixture
def a():
    pen = Pen("a")
    pen.register()
    return pen


@pytest.fixture
def b():
    return Pen("b")


def test_what_another_device_did_is_a_movement_at_its_own_time(a):
    hear(a, 1)

    (movement,) = fold("r1", a.entries).movements

    assert movement.station == central_station(8) == "pretix 8"
    assert movement.at.timestamp() * 1000 == AT
    assert not movement.is_moved


def test_a_check_in_that_several_stations_heard_of_counts_once(a, b):
    hear(a, 1)
    hear(b, 1)

    assert stations(a, b) == ["pretix 8"]


@pytest.mark.parametrize("shift_ms", [0, -400, 400])
def test_what_a_station_did_itself_is_not_counted_again_when_another_heard_of_it(a, b, shift_ms):
    arrive(b, AT + shift_ms)
    hear(a, 1)

    assert stations(a, b) == ["b"]


def test_a_movement_at_the_event_s_own_door_is_the_one_at_the_list_for_it(a, b):
    arrive(b, session=None)
    hear(a, 1)

    assert stations(a, b) == ["b"]


def test_the_hearer_s_own_arrival_a_moment_before_is_another_one(a):
    arrive(a, AT - 300)
    hear(a, 1)

    standing = fold("r1", a.entries)

    assert [m.station for m in standing.movements] == ["a", "pretix 8"]
    assert len(standing.double_admissions) == 1


def test_both_let_in_at_once_and_both_heard_of_it_is_one_double_admission(a, b):
    arrive(a, AT)
    arrive(b, AT + 300)
    hear(a, 2, AT + 300, device=8)
    hear(b, 1, AT, device=7)

    assert stations(a, b) == ["a", "b"]


@pytest.mark.parametrize(
    "other",
    [{"at": AT + 1500}, {"session": "s2"}, {"kind": Kind.DEPARTED}],
    ids=["later", "another door", "the other way"],
)
def test_what_differs_is_no_echo(a, b, other):
    arrive(b)
    hear(a, 1, **other)

    assert sorted(stations(a, b)) == ["b", "pretix 8"]


def test_two_devices_of_pretix_let_in_twice(a):
    hear(a, 1, device=8)
    hear(a, 2, AT + 90_000, device=9)

    assert len(fold("r1", a.entries).double_admissions) == 1


def test_a_check_in_that_was_taken_back_is_none(a):
    entry = hear(a, 1)
    a.write(Kind.ANNULLED, ref=entry.id)

    assert fold("r1", a.entries).movements == ()
