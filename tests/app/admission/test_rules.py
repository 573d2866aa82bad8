"""The rules of a check-in list: by vectors, and against a slow second reading of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.admission.rules import UNKNOWN, Facts, allows
from tests.app.admission.slow_rules import BERLIN, COUNTS, NUMBERS, SIGNS, slowly

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)  # a Tuesday, 10:30 in Berlin
MINUTE = timedelta(minutes=1)
FACTS = Facts(
    now=NOW,
    zone=BERLIN,
    product=4,
    variation=None,
    moments={"date_from": NOW + 90 * MINUTE, "date_to": NOW + 300 * MINUTE},
)


def var(name):
    return {"var": name}


def at(kind, value=None):
    return {"buildTime": [kind] if value is None else [kind, value]}


def products(*numbers):
    return {"objectList": [{"lookup": ["product", str(n), f"Ticket {n}"]} for n in numbers]}


def come(*minutes_ago, inside=False):
    arrivals = tuple(NOW - minutes * MINUTE for minutes in minutes_ago)
    return replace(FACTS, arrivals=arrivals, is_present=inside)


VECTORS = [
    ({}, FACTS, True),
    ({"inList": [var("product"), products(3, 4)]}, FACTS, True),
    ({"inList": [var("product"), products(3)]}, FACTS, False),
    ({"inList": [var("product"), products()]}, FACTS, False),
    ({"inList": [var("variation"), products(3)]}, FACTS, False),
    ({"isAfter": [var("now"), at("date_from")]}, FACTS, False),
    ({"isAfter": [var("now"), at("date_from"), None]}, FACTS, False),
    ({"isAfter": [var("now"), at("date_from"), 90]}, FACTS, False),
    ({"isAfter": [var("now"), at("date_from"), 91]}, FACTS, True),
    ({"isAfter": [var("now"), at("date_from"), "91"]}, FACTS, True),
    ({"isBefore": [var("now"), at("date_to")]}, FACTS, True),
    ({"isBefore": [var("now"), at("custom", "2026-12-01T09:30:00.000Z")]}, FACTS, False),
    ({"isBefore": [var("now"), at("custom", "2026-12-01T09:30:00Z"), 1]}, FACTS, True),
    ({"isBefore": [var("now"), at("custom", "2026-12-01T10:31:00+01:00")]}, FACTS, True),
    ({"isBefore": [var("now"), at("customtime", "10:31:00")]}, FACTS, True),
    ({"isBefore": [var("now"), at("customtime", "10:30")]}, FACTS, False),
    ({"==": [var("now_isoweekday"), 2]}, FACTS, True),
    ({"!=": [var("now_isoweekday"), "2"]}, FACTS, False),
    ({"==": [var("entry_status"), "absent"]}, FACTS, True),
    ({"==": [var("entry_status"), "present"]}, come(3, inside=True), True),
    ({"<": [var("entries_number"), 2]}, come(9, 5), False),
    ({"<": [var("entries_number"), "3"]}, come(9, 5), True),
    ({"<=": [var("entries_today"), 1]}, come(9, 631), True),  # 10 h 31 min ago was yesterday
    ({"<=": [var("entries_today"), 1]}, come(9, 630), False),
    ({"==": [var("entries_days"), 2]}, come(9, 630, 631), True),
    ({"==": [var("minutes_since_last_entry"), -1]}, FACTS, True),
    ({">": [var("minutes_since_last_entry"), 4]}, come(90, 5), True),
    ({">=": [var("minutes_since_first_entry"), 90]}, come(90, 5), True),
    ({"==": [{"entries_since": [at("customtime", "10:21")]}, 2]}, come(9, 5, 10), True),
    ({"==": [{"entries_before": [at("customtime", "10:21")]}, 1]}, come(9, 5, 10), True),
    ({"==": [{"entries_days_since": [at("customtime", "00:00")]}, 1]}, come(9, 5, 999), True),
    ({"==": [{"entries_days_before": [at("customtime", "00:00")]}, 1]}, come(9, 999, 998), True),
    ({"and": []}, FACTS, True),
    ({"or": []}, FACTS, False),
]

SENSELESS = [
    {"if": [True, True]},
    {"==": [var("weather"), "fair"]},
    {"inList": [var("gate"), {"objectList": [{"lookup": ["gate", "1", "North"]}]}]},
    {"isAfter": [var("now"), at("date_admission")]},
    {"isAfter": [var("now"), at("custom", "2026-12-01T09:30:00")]},  # in which zone?
    {"isAfter": [var("now"), at("custom", "tomorrow")]},
    {"isAfter": [var("now"), 5]},
    {"<": [var("entry_status"), 5]},
    {"<": [var("entries_number")]},
    {"lookup": ["product", "4", "Ticket"]},
    {"inList": [var("product"), "4"]},
    {"isBefore": [var("now"), at("date_to"), "soon"]},
    {"==": [1, 1], "!=": [1, 2]},
    {"var": ["product"]},
    {"and": [1]},
    {"var": {}},
    [],
    "yes",
]


@pytest.mark.parametrize(("rules", "facts", "expected"), VECTORS)
def test_a_rule_means_what_pretix_means(rules, facts, expected):
    assert allows(rules, facts) is expected


@pytest.mark.parametrize("rule", SENSELESS)
def test_what_cannot_be_told_is_neither_yes_nor_no(rule):
    yes, no = {"==": [1, 1]}, {"==": [1, 2]}

    assert allows(rule, FACTS) is None
    assert allows({"and": [yes, rule]}, FACTS) is None
    assert allows({"or": [no, rule]}, FACTS) is None
    assert allows({"and": [no, rule]}, FACTS) is False
    assert allows({"or": [rule, yes]}, FACTS) is True


def test_rules_within_rules_without_end_are_given_up():
    rule = {"==": [1, 1]}
    for _ in range(5000):
        rule = {"and": [rule]}

    assert allows(rule, FACTS) is None


clocks = st.builds("{:02}:{:02}".format, st.integers(4, 23), st.integers(0, 59))
near = st.integers(-4000, 4000)
moments = st.one_of(
    st.sampled_from(("date_from", "date_to", "date_admission")).map(at),
    clocks.map(lambda clock: at("customtime", clock)),
    near.map(lambda m: at("custom", (NOW + m * MINUTE).isoformat())),
)
counts = st.one_of(
    st.sampled_from(NUMBERS).map(var),
    st.builds(lambda name, moment: {name: [moment]}, st.sampled_from(COUNTS), moments),
)
lists = st.lists(st.integers(1, 4), max_size=3).map(lambda numbers: products(*numbers))
leaves = st.one_of(
    st.builds(
        lambda s, c, n: {s: [c, n]}, st.sampled_from(list(SIGNS)), counts, near | st.integers(-1, 3)
    ),
    st.builds(
        lambda s, w: {s: [var("entry_status"), w]},
        st.sampled_from(("==", "!=")),
        st.sampled_from(("present", "absent")),
    ),
    st.builds(
        lambda v, several: {"inList": [var(v), several]},
        st.sampled_from(("product", "variation", "gate")),
        lists,
    ),
    st.builds(
        lambda n, m, t: {n: [var("now"), m, t]},
        st.sampled_from(("isBefore", "isAfter")),
        moments,
        st.none() | st.integers(0, 60),
    ),
)
trees = st.recursive(
    leaves,
    lambda below: st.builds(
        lambda name, parts: {name: parts},
        st.sampled_from(("and", "or")),
        st.lists(below, max_size=3),
    ),
    max_leaves=8,
)
worlds = st.builds(
    Facts,
    now=near.map(lambda m: NOW + m * MINUTE),
    zone=st.just(BERLIN),
    product=st.integers(1, 4),
    variation=st.none() | st.integers(1, 4),
    gate=st.none() | st.integers(1, 4),
    arrivals=st.lists(near.map(lambda m: NOW + m * MINUTE), max_size=4).map(tuple),
    is_present=st.booleans(),
    moments=st.fixed_dictionaries(
        {
            name: near.map(lambda m: NOW + m * MINUTE)
            for name in ("date_from", "date_to", "date_admission")
        }
    ),
)


@given(trees, worlds)
def test_both_readings_agree(rules, facts):
    assert allows(rules, facts) is slowly(rules, facts)


@given(trees, worlds, st.sets(st.sampled_from(("product", "variation", "gate", "moments"))))
def test_what_is_certain_without_a_fact_is_true_with_it(rules, facts, hidden):
    gaps = {name: {} if name == "moments" else UNKNOWN for name in hidden}
    told = allows(rules, replace(facts, **gaps))

    assert told in (None, slowly(rules, facts))


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | moments
    | counts
    | leaves,
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *SIGNS,
                    *COUNTS,
                    "and",
                    "or",
                    "var",
                    "buildTime",
                    "lookup",
                    "inList",
                    "isBefore",
                    "x",
                )
            ),
            below,
            max_size=2,
        )
    ),
    max_leaves=12,
)


@given(anything, worlds)
def test_no_rule_whatever_it_holds_raises(rules, facts):
    assert allows(rules, facts) in (True, False, None)
