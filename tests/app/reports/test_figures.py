from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from app.model.standing import Booking, Direction, Origin, Status
from app.reports.figures import as_json, figures
from tests.app.reports.people import OPENING, PROGRAMME, crowds, person

IN, OUT = Direction.IN, Direction.OUT


def count(*people):
    return figures(PROGRAMME, people)


def has_arrived(one):
    return any(movement.direction is IN for movement in one.movements)


@given(crowds())
def test_people_are_counted_as_a_reader_would(crowd):
    people = [one for one in crowd if one.status is not Status.SUBSTITUTED]
    listed = [one for one in people if one.origin in (Origin.LIST, Origin.SUBSTITUTE)]
    numbers = figures(PROGRAMME, crowd)

    assert numbers.registered == len(listed)
    assert numbers.walk_ins == len(people) - len(listed)
    assert numbers.cancelled == len([one for one in listed if one.status is Status.CANCELLED])
    assert numbers.arrived == len([one for one in people if has_arrived(one)])


@given(crowds())
def test_present_are_those_whose_last_step_through_an_entrance_led_in(crowd):
    present = 0
    for one in crowd:
        steps = [m.direction for m in one.movements if m.session in (None, "day1", "day2")]
        present += one.status is not Status.SUBSTITUTED and steps[-1:] == [IN]

    assert figures(PROGRAMME, crowd).present == present


@given(crowds())
def test_the_no_show_rate_leaves_out_walk_ins_and_cancellations(crowd):
    gone = (Status.SUBSTITUTED, Status.CANCELLED)
    expected = [one for one in crowd if one.origin != "walk_in" and one.status not in gone]
    absent = [one for one in expected if not has_arrived(one)]
    rate = figures(PROGRAMME, crowd).no_show_rate

    assert rate == (len(absent) / len(expected) if expected else None)


@given(crowds())
def test_everybody_who_came_is_in_one_bin(crowd):
    numbers = figures(PROGRAMME, crowd)

    assert sum(one.arrivals for one in numbers.bins) == numbers.arrived
    for one in numbers.bins:
        assert (one.start - OPENING) % timedelta(minutes=5) == timedelta()
        assert one.arrivals > 0


@given(crowds())
def test_each_breakdown_sums_to_the_total(crowd):
    numbers = figures(PROGRAMME, crowd)

    for by_value in numbers.by.values():
        assert sum(share.registered for share in by_value.values()) == numbers.registered
        assert sum(share.arrived for share in by_value.values()) == numbers.arrived


@given(crowds())
def test_a_breakdown_counts_each_value(crowd):
    people = [one for one in crowd if one.status is not Status.SUBSTITUTED]
    came = Counter(one.person.get("country") for one in people if has_arrived(one))

    by_country = figures(PROGRAMME, crowd).by["country"]

    assert {value: share.arrived for value, share in by_country.items() if share.arrived} == came


@given(crowds())
def test_the_peak_lies_between_a_replay_by_minutes_and_all_who_came(crowd):
    people = [one for one in crowd if one.status is not Status.SUBSTITUTED]
    forum = next(one for one in figures(PROGRAMME, people).sessions if one.id == "forum")
    peak = 0
    for minute in range(-30, 201):
        now = OPENING + timedelta(minutes=minute)
        past = [
            [m for m in one.movements if m.at <= now and m.session == "forum"] for one in people
        ]
        peak = max(peak, sum(bool(moves) and moves[-1].direction is IN for moves in past))

    assert forum.present <= peak <= forum.peak <= forum.arrived


def test_peak_is_the_most_at_once():
    people = [person("a", (0, "forum", IN), (10, "forum", OUT)), person("b", (5, "forum", IN)),
              person("c", (12, "forum", IN), (13, "forum", IN))]  # fmt: skip

    assert figures(PROGRAMME, people).sessions[2].peak == 2


def test_one_who_leaves_makes_room_for_one_who_comes_in_the_same_moment():
    people = [person("a", (0, "forum", IN), (5, "forum", OUT)), person("b", (5, "forum", IN))]

    assert figures(PROGRAMME, people).sessions[2].peak == 1


def test_a_session_has_seats_arrivals_and_people_inside():
    numbers = count(
        person("a", (0, "forum", IN), bookings={"forum": Booking.BOOKED}),
        person("b", (0, "forum", IN), (9, "forum", OUT), bookings={"forum": Booking.WAITING}),
        person("c", bookings={"forum": Booking.BOOKED}, status=Status.CANCELLED),
    )
    forum = as_json(numbers, ZoneInfo("UTC"))["sessions"][2]

    assert forum == {"id": "forum", "name": "Forum; Ruhr", "capacity": 3, "booked": 1,
                     "arrived": 2, "present": 1, "peak": 2, "turned_away": 0, "empty": 0,
                     "kind": "workshop", "room": "", "starts": None, "ends": None}  # fmt: skip


def test_nobody_expected_is_no_rate_at_all():
    assert count(person(origin=Origin.WALK_IN)).no_show_rate is None
    assert count().no_show_rate is None


def test_a_substitute_takes_the_place_of_the_list():
    numbers = count(
        person("a", (0, None, IN), status=Status.SUBSTITUTED),
        person("b", (1, None, IN), origin=Origin.SUBSTITUTE),
    )

    assert (numbers.registered, numbers.arrived, numbers.no_show_rate) == (1, 1, 0.0)


def test_bins_carry_the_offset_of_the_event():
    numbers = count(person("a", (-1, None, IN)), person("b", (4, None, IN), (50, None, IN)))

    assert as_json(numbers, ZoneInfo("Europe/Berlin"))["bins"] == [
        {"from": "2026-12-03T16:55:00+01:00", "arrivals": 1},
        {"from": "2026-12-03T17:00:00+01:00", "arrivals": 1},
    ]


def test_counted_people_are_only_a_number():
    assert figures(PROGRAMME, [], counted=25).counted == 25


@pytest.mark.parametrize("field", ["category", "sector", "country", "university", "organisation"])
def test_each_breakdown_is_there(field):
    numbers = count(person("a", (0, None, IN), **{field: "x"}), person("b"))

    assert as_json(numbers, ZoneInfo("UTC"))["by"][field] == {
        "": {"registered": 1, "arrived": 0},
        "x": {"registered": 1, "arrived": 1},
    }
