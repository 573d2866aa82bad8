"""Numbers out: bins, rates, groups, editions, series, head counts, queues and forecasts."""

import json
import math
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FileError
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.standing import Booking, Direction, Movement, Origin, Status
from app.reports.account import Contact, Share
from app.reports.aggregate import aggregated, read_aggregate
from app.reports.compare import compared
from app.reports.figures import as_json, figures
from app.reports.forecast import USUAL, forecast
from app.reports.here import busiest
from app.reports.protection import LEAST, OTHERS, merged, protected, told
from app.reports.queueing import advised_desks, mean_wait_s, waiting_probability
from app.reports.series import series_key, summed, visitors_of
from tests.app.reports.people import OPENING, PROGRAMME, crowds, person

IN, OUT = Direction.IN, Direction.OUT
BERLIN = ZoneInfo("Europe/Berlin")


def at(minute):
    return OPENING + timedelta(minutes=minute)


@given(crowds())
def test_o07_bins_of_both_widths_sum_to_the_arrivals(crowd):
    numbers = figures(PROGRAMME, crowd)

    for bins, width in ((numbers.bins, 5), (numbers.bins_15, 15)):
        assert sum(one.arrivals for one in bins) == numbers.arrived
        assert all(one.minute % width == 0 for one in bins)
        assert all(one.start == at(one.minute) for one in bins)


@pytest.mark.parametrize(
    ("opening", "came", "shown"),
    [
        # The hour from 2 to 3 comes twice on the night of 25 October 2026.
        ((2026, 10, 25, 0, 55), 5, "2026-10-25T02:00:00+01:00"),
        ((2026, 10, 25, 0, 55), -5, "2026-10-25T02:50:00+02:00"),
        # On 28 March 2027 it does not come at all.
        ((2027, 3, 28, 0, 55), 5, "2027-03-28T03:00:00+02:00"),
        # A night that ends after midnight.
        ((2026, 12, 3, 22, 55), 5, "2026-12-04T00:00:00+01:00"),
    ],
)
def test_o07_bins_are_right_when_clocks_change_and_over_midnight(opening, came, shown, measured):
    starts = datetime(*opening, tzinfo=UTC)
    event = Event(id="e", name="Nacht", starts=starts, ends=starts + timedelta(hours=5))
    moved = Movement("m", None, IN, starts + timedelta(minutes=came), "s")
    guest = replace(person("a"), movements=(moved,))
    said = as_json(figures(Programme(event=event), [guest]), BERLIN)

    assert said["bins_5"] == [{"from": shown, "minute": came, "arrivals": 1}]
    measured("O07", "5 and 15 minutes, both nights of a clock change, midnight")


WALK_IN, SUBSTITUTE = Origin.WALK_IN, Origin.SUBSTITUTE
CAME = (0, None, IN)
RATES = [
    ([], None),
    ([person("a")], 1.0),
    ([person("a", CAME)], 0.0),
    ([person("a", CAME), person("b")], 0.5),
    ([person("a", CAME), person("b", status=Status.CANCELLED)], 0.0),
    ([person("a"), person("b", CAME, origin=WALK_IN)], 1.0),
    ([person("a", CAME, origin=WALK_IN)], None),
    ([person("a", status=Status.SUBSTITUTED), person("b", CAME, origin=SUBSTITUTE)], 0.0),
    ([person("a", status=Status.SUBSTITUTED), person("b", origin=SUBSTITUTE)], 1.0),
    # Whoever cancelled and came all the same was not expected; unpaid and revoked ones were.
    ([person("a", CAME, status=Status.CANCELLED), person("b", status=Status.UNPAID),
      person("c", CAME, (9, None, OUT)), person("d", status=Status.REVOKED)], 2 / 3),
]  # fmt: skip


@pytest.mark.parametrize(("people", "rate"), RATES)
def test_o06_the_rate_is_that_of_the_formula(people, rate, measured):
    no_show = figures(PROGRAMME, people).no_show

    assert no_show.rate == rate
    assert rate is None or no_show.missing / no_show.expected == rate
    measured("O06", f"{len(RATES)} cases: not arrived ÷ (registered - cancelled)")


@given(crowds())
def test_o08_each_breakdown_sums_to_the_total_and_knows_the_unknown(crowd):
    numbers = figures(PROGRAMME, crowd)
    for shares in numbers.by.values():
        assert sum(share.registered for share in shares.values()) == numbers.registered
        assert sum(share.arrived for share in shares.values()) == numbers.arrived
    unknown = [one for one in crowd if not one.person.get("sector")]
    if any(one.status is not Status.SUBSTITUTED for one in unknown):
        assert "" in numbers.by["sector"] or not numbers.registered + numbers.arrived


shares = st.dictionaries(
    st.sampled_from(["", *"abcdefgh"]),
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda cell: Share(*cell)),
)


@given(shares)
def test_o08_third_parties_see_no_small_cell_and_can_reckon_none(cells):
    seen = merged(cells)

    for column in ("registered", "arrived"):
        total = sum(getattr(share, column) for share in cells.values())
        shown = {value: getattr(share, column) for value, share in seen.items()}
        assert not [number for number in shown.values() if 0 < number < LEAST]
        if seen:
            assert sum(shown.values()) == total
    if OTHERS in seen:
        # What the total leaves is that of several values, never of one.
        assert len(cells) - (len(seen) - 1) >= 2


def leaves(value):
    if isinstance(value, dict):
        return [leaf for key, one in value.items() if key != "capacity" for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [value]


@given(crowds())
def test_o08_no_number_of_the_third_party_figures_is_small(crowd):
    said = told(as_json(protected(figures(PROGRAMME, crowd)), BERLIN))
    for member in ("desks", "forecast", "per_minute"):
        del said[member]

    whole = [leaf for leaf in leaves(said) if isinstance(leaf, int) and not isinstance(leaf, bool)]
    assert not [number for number in whole if 0 < number < LEAST]


def edition(people, programme=PROGRAMME, **more):
    return aggregated(figures(programme, people), programme, **more)


def test_o09_an_aggregate_has_no_place_for_a_person(tmp_path, measured):
    path = tmp_path / "last.json"
    people = [person(f"r{n}", (n - 20, None, IN), email=f"r{n}@x.example") for n in range(40)]
    path.write_bytes(msgspec.json.encode([edition(people)]))

    assert read_aggregate(path).arrived == 40
    assert b"Gast" not in path.read_bytes()
    assert b"@" not in path.read_bytes()
    whole = json.loads(path.read_bytes())[0]
    spots = [(), ("event",), ("bins_5", 0), ("sessions", 0), ("by", "category", "*")]
    whole["by"]["category"] = {"*": {"registered": 40, "arrived": 40}}
    refused = 0
    for spot in spots:
        for column in ("name", "Nachname", "email", "people", "phone"):
            damaged = json.loads(json.dumps(whole))
            place = damaged
            for key in spot:
                place = place[key]
            if column in place:
                continue  # an event and a session do have names
            place[column] = "Ada Lovelace"
            path.write_text(json.dumps([damaged]))
            with pytest.raises(FileError, match="not taken"):
                read_aggregate(path)
            refused += 1
    measured("O09", f"{refused} files with a column for names are refused")


def test_o09_editions_are_aligned_to_the_opening_and_in_percent():
    last_year = edition([person(f"r{n}", (-20 + n // 4, None, IN)) for n in range(80)]
                        + [person(f"n{n}") for n in range(20)])  # fmt: skip
    people = [person(f"r{n}", (-20, None, IN)) for n in range(30)]
    now = figures(PROGRAMME, [*people, *(person(f"n{n}") for n in range(20))], now=at(-10))

    this, earlier = compared(now, "Jetzt", "2027", [last_year])

    assert (this.so_far, this.percent(this.so_far)) == (30, 60.0)
    # Of last year's hundred forty had come ten minutes before the opening.
    assert (earlier.so_far, earlier.percent(earlier.so_far), earlier.arrived) == (40, 40.0, 80)


def test_o26_a_series_of_200_events_is_summed_at_once(tmp_path, measured):
    random = Random(1)  # noqa: S311 - sizes of events
    mails = [person(f"r{n}", CAME, email=f"r{n}@x.example") for n in range(600)]
    regulars = list(visitors_of(mails, series_key("Tage der Talente")))
    whole, everybody, visits = edition(mails, visitors=regulars), set(), 0
    for number in range(200):
        came = random.sample(regulars, random.randrange(250))
        came += [f"{number:012}{n:012}" for n in range(random.randrange(250))]
        one = msgspec.structs.replace(whole, arrived=len(came), visitors=came)
        (tmp_path / f"{number}.json").write_bytes(msgspec.json.encode(one))
        everybody.update(came)
        visits += len(came)

    begun = time.thread_time()
    series = summed(map(read_aggregate, tmp_path.iterdir()))
    taken_s = time.thread_time() - begun

    assert (series.events, series.visits, series.persons) == (200, visits, len(everybody))
    assert not [path for path in tmp_path.iterdir() if b"@" in path.read_bytes()]
    assert taken_s <= 3
    measured("O26", f"{visits} visits of {series.persons} people in {taken_s:.2f} s")


def test_o26_a_person_is_the_same_by_mail_or_name_and_only_for_who_has_the_word():
    one = [person("a", CAME, email="Ana@x.example "), person("b", CAME, name="Bo  Li")]
    two = [person("c", CAME, email="ana@x.example", name="A. Li"), person("d", CAME, name="bo li")]

    key = series_key("Wort")
    assert set(visitors_of(one, key)) == set(visitors_of(two, key))
    assert set(visitors_of(one, key)).isdisjoint(visitors_of(one, series_key("Anderes")))


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
