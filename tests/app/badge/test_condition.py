"""Conditions: a small grammar, refused in words where it is broken."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.condition import ConditionError, condition

WORDS = frozenset({"category", "room", "native", "flags"})
FACTS = {"category": "Referent:in", "room": "1.04", "native": "", "flags": "no_photo vip"}
PARTS = ["and", "or", "not", "(", ")", "==", "!=", "has", "'x'", '"1.04"', *WORDS, "nick", "1", "+"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("room", True),
        ("native", False),
        ("not native", True),
        ("category == 'Referentin'", True),
        ("category == 'REFERENT*IN'", True),
        ('category != "Gast"', True),
        ("category has 'referent'", True),
        ("flags has 'no_photo'", True),
        ("flags has 'photo'", False),
        ("native or room and category == 'Gast'", False),
        ("(native or room) and not (category == 'Gast' or native)", True),
        ("not native and not native", True),
        ("not (room and native) == 'x'", None),
    ],
)
def test_a_condition_says_what_it_reads_like(text, expected):
    if expected is None:
        with pytest.raises(ConditionError):
            condition(text, WORDS)
    else:
        assert condition(text, WORDS)(FACTS) is expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nick", "“nick” is no word"),
        ("room ==", "quotation marks is expected after =="),
        ("room == native", "quotation marks is expected after =="),
        ("(room", "a bracket stays open"),
        ("room native", "“native” does not belong"),
        ("room and", "a word is expected"),
        ("and room", "a word is expected where “and” stands"),
        ("__import__('os')", "“__import__” is no word"),
        ("room; native", "cannot hold “;"),
        ("room == 'x", "cannot hold"),
        ("(" * 30 + "room" + ")" * 30, "levels deep"),
        ("not " * 40 + "room", "levels deep"),
        ("room or " * 100 + "room", "at most 500"),
    ],
)
def test_what_breaks_the_grammar_is_told(text, problem):
    with pytest.raises(ConditionError, match=problem.replace("(", r"\(")):
        condition(text, WORDS)


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join) | st.text(max_size=40))
def test_any_text_is_a_condition_or_refused(text):
    with contextlib.suppress(ConditionError):
        assert condition(text, WORDS)(FACTS) in {True, False}
