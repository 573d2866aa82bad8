"""Numbers out: bins, rates, groups, editions, series, head counts, queues and forecasts."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import FileError
from app.model.programme import Event, Programme
from app.model.standing import Direction, Movement, Origin, Status
from app.reports.account import NoShow, Share
from app.reports.aggregate import aggregated, read_aggregate
from app.reports.compare import compared
from app.reports.figures import as_json, figures
from app.reports.protection import LEAST, OTHERS, merged, protected, told
from app.reports.series import series_key, summed, visitors_of
from tests.app.reports.people import OPENING, PROGRAMME, crowds, person

IN, OUT = Direction.IN, Direction.OUT
BERLIN = ZoneInfo("Europe/Berlin")


def at(minute):
    return OPENING + timedelta(minutes=minute)


@settings(max_examples=30)
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


@settings(max_examples=30)
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


@settings(max_examples=30)
@given(crowds())
def test_o08_no_number_of_the_third_party_figures_is_small(crowd):
    said = told(as_json(protected(figures(PROGRAMME, crowd)), BERLIN))
    for member in ("desks", "forecast", "per_minute"):
        del said[member]

    whole = [leaf for leaf in leaves(said) if isinstance(leaf, int) and not isinstance(leaf, bool)]
    assert not [number for number in whole if 0 < number < LEAST]


@pytest.mark.parametrize(
    ("cancelled", "arrived", "walk_ins", "told_members"),
    [(2, 78, 8, {"walk_ins"}), (10, 98, 10, {"cancelled", "expected"}), (2, 107, 10, set())],
)
def test_o08_no_small_number_is_what_two_others_leave(cancelled, arrived, walk_ins, told_members):
    expected = 100 - cancelled
    missing = expected - (arrived - walk_ins)
    numbers = replace(
        figures(PROGRAMME, []),
        registered=100,
        cancelled=cancelled,
        arrived=arrived,
        walk_ins=walk_ins,
        no_show=NoShow(expected, missing, missing / expected),
    )

    said = told(as_json(protected(numbers), BERLIN))

    members = {**said["no_show"], "cancelled": said["cancelled"], "walk_ins": said["walk_ins"]}
    assert {name for name, value in members.items() if value is not None} == told_members


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
