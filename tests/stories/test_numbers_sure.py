"""Numbers out: how sure the head count is, how many desks it takes, who is awaited."""

import math
from datetime import timedelta
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.programme import Programme, Session, SessionKind
from app.model.standing import Booking, Direction, Status
from app.reports.account import Contact
from app.reports.figures import as_json, figures
from app.reports.forecast import USUAL, forecast
from app.reports.here import busiest
from app.reports.queueing import advised_desks, mean_wait_s, waiting_probability
from tests.app.reports.people import OPENING, PROGRAMME, person

IN, OUT = Direction.IN, Direction.OUT
BERLIN = ZoneInfo("Europe/Berlin")
CAME = (0, None, IN)


def at(minute):
    return OPENING + timedelta(minutes=minute)


def contacts(*ages):
    return [
        Contact(id=f"st{n}", name=f"st{n}", seen=None if age is None else at(60 - age / 60),
                unsent=unsent)
        for n, (age, unsent) in enumerate(ages, start=1)
    ]  # fmt: skip


def here(*ages, people):
    return figures(PROGRAMME, people, now=at(60), contacts=contacts(*ages)).here


def test_o21_the_head_count_is_exact_while_all_stations_are_fresh(measured):
    people = [person(f"r{n}", (n, None, IN), *([(n + 1, None, OUT)] if n < 4 else []))
              for n in range(10)]  # fmt: skip
    fresh = here((0, 0), (30, 0), people=people)
    late = here((0, 0), (360, 2), people=people)
    gone = here((0, 0), (None, None), people=people)

    assert (fresh.minimum, fresh.value, fresh.maximum) == (6, 6, 6)
    # In six minutes a station let in at most seven, and out at most four, so far.
    assert (late.minimum, late.value, late.maximum) == (2, 6, 13)
    assert [(one.seen_s, one.unsent, one.is_fresh) for one in late.stations] == [
        (0.0, 0, True),
        (360.0, 2, False),
    ]
    assert (gone.minimum, gone.maximum) == (2, 16)
    measured("O21", "fresh 6 = 6 = 6; one station silent for 6 min 2 ≤ 6 ≤ 13")


@given(st.lists(st.integers(0, 3600), max_size=40), st.integers(0, 900))
def test_o21_the_busiest_span_is_that_of_a_count_at_every_moment(seconds, span):
    moments = sorted(OPENING + timedelta(seconds=s) for s in seconds)
    length = timedelta(seconds=span)
    slow = max((sum(end - length <= m <= end for m in moments) for end in moments), default=0)

    assert busiest(moments, length) == slow


TABLE = {5: 2, 8: 3, 10: 3, 12: 4, 15: 4, 20: 6, 30: 8, 45: 12, 60: 16, 90: 24, 120: 31}
"""Stations for 600 arrivals in 45 minutes of whom 95 % wait under a minute, by seconds a guest."""


def test_o29_the_advice_is_that_of_the_table(measured):
    off = [advised_desks(600 / (45 * 60), s) - desks for s, desks in TABLE.items()]

    assert all(abs(one) <= 1 for one in off)
    measured("O29", f"{sum(one == 0 for one in off)} of {len(off)} lines equal, all within one")


def test_o29_the_formula_is_that_of_a_published_example_and_of_its_definition():
    # Mitan, Erlang C: 360 calls in half an hour of 240 s each, 55 agents.
    assert waiting_probability(55, 48) == pytest.approx(0.239, abs=0.0005)
    assert mean_wait_s(55, 0.2, 240) == pytest.approx(8.2, abs=0.05)
    for desks in range(1, 12):
        for load in (Fraction(1, 3), Fraction(7, 4), Fraction(desks) - Fraction(1, 9)):
            if not 0 < load < desks:
                continue
            free = sum(load**k / math.factorial(k) for k in range(desks))
            full = load**desks / math.factorial(desks) * desks / (desks - load)
            exact = float(full / (free + full))
            assert waiting_probability(desks, float(load)) == pytest.approx(exact)
    assert mean_wait_s(2, 0.2, 10) is None


def day(random):
    """Return arrivals by minute and the expected number of an invented event."""
    expected = random.randrange(70, 700)
    total = round(expected * random.gauss(0.78, 0.08))
    shift = random.gauss(0, 1.0)
    minutes = {}
    for _ in range(total):
        minute = math.floor(arrival(random) + shift)
        minutes[minute] = minutes.get(minute, 0) + 1
    # Two coaches, each within a minute.
    for _ in range(2):
        minute = random.randrange(-30, 5)
        minutes[minute] = minutes.get(minute, 0) + total // 40
    return minutes, expected


def arrival(random):
    """Return when somebody comes: at the door early, in the rush, or late."""
    kind = random.random()
    if kind < 0.12:
        return random.uniform(-45, -30)
    if kind < 0.79:
        return random.triangular(-30, 2, -10)
    return min(120, random.expovariate(1 / 15))


def test_o30_the_forecast_ten_minutes_before_is_right_within_a_tenth(measured):
    random, hits = Random(30), 0  # noqa: S311 - invented days
    for _ in range(200):
        minutes, expected = day(random)
        known = {minute: number for minute, number in minutes.items() if minute < -10}
        total = sum(minutes.values())
        hits += abs(forecast(USUAL, known, -10, expected).total - total) <= total / 10

    assert hits >= 160
    measured("O30", f"{hits} of 200 invented events within 10 % at T−10")


def test_o05_speakers_who_are_missing_are_told_by_their_slots(measured):
    starts = {"late": at(120), "soon": at(30), "any": None}
    programme = Programme(
        event=PROGRAMME.event,
        sessions={
            key: Session(id=key, name=key, kind=SessionKind.TALK, room="1", starts=when)
            for key, when in starts.items()
        },
    )
    kinds = ["Referentin", "Speaker", "Moderator*in", "Gast", "Referent:in", "Referent"]
    seats = ["late", "soon", "any", "soon", "late", None]
    people = [
        person(f"r{n}", *([CAME] if n == 4 else []), category=kind,
               bookings={seat: Booking.BOOKED} if seat else {})
        for n, (kind, seat) in enumerate(zip(kinds, seats, strict=True))
    ]  # fmt: skip
    people.append(person("x", category="Referent", status=Status.CANCELLED))

    numbers = figures(programme, people, now=at(0))

    assert numbers.speakers == 5
    assert [one.registration for one in numbers.missing_speakers] == ["r2", "r5", "r1", "r0"]
    quiet = as_json(numbers, BERLIN)["missing_speakers"]
    assert not [one for one in quiet if one.keys() & {"name", "id", "phone"}]
    measured("O05", "speakers less arrived, by slot; nameless for boards")
