"""What the board tells: counts, and of few people nothing."""

import json
import re
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from app.clock import to_instant
from app.hub.board_content import LEAST, Groups, frame, merged, regrouped
from app.hub.board_files import colours
from app.model.entry import Kind
from app.paths import resources_dir
from app.reports.following import Following
from tests.app.journals import NOON_MS, Pen

NOW = to_instant(NOON_MS + 60_000)
WEB = resources_dir() / "web"


def following(guests, country="Ghana"):
    """Return the numbers of an event to which so many came, from one country and another."""
    pen, told = Pen(), Following()
    pen.plan_event()
    for number in range(guests):
        where = country if number % 2 else "Peru"
        pen.register(f"r{number}", name=f"Guest {number}", country=where)
        pen.write(Kind.ARRIVED, f"r{number}")
    told.take(pen.entries)
    return told


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 30), max_size=9))
def test_no_cell_is_small_and_none_can_be_reckoned(values):
    told = merged(values)
    named, rest = [pair for pair in told if pair[0]], dict(told).get("", 0)

    assert all(number >= LEAST for _, number in told)
    assert all(values[name] == number for name, number in named)
    # What is missing of the total is nobody, everybody, or a group of enough people.
    assert not told or sum(values.values()) == sum(number for _, number in told)
    hidden = [name for name in values if name not in dict(named)]
    assert not told or not hidden or rest >= LEAST


def test_two_small_groups_that_are_too_few_together_take_a_third_along():
    assert merged({"A": 20, "B": 6, "C": 2, "D": 1}) == [("A", 20), ("", 9)]
    assert merged({"A": 2, "B": 2}) == []


def test_shares_wait_for_five_people():
    told, few, more = Groups(), following(4), following(12)
    numbers, later = few.figures(NOW), more.figures(NOW)

    assert regrouped(numbers, told) is told
    told = regrouped(later, told)
    assert (told.arrived, told.countries) == (12, 2)
    assert told.shares["country"] == [("Ghana", 6), ("Peru", 6)]
    assert regrouped(following(14).figures(NOW), told) is told


def test_equal_states_have_one_id():
    some = following(6)
    numbers = some.figures(NOW)

    one, other = (frame(some.programme, numbers, Groups()) for _ in range(2))
    assert one == other
    assert frame(some.programme, numbers, Groups(), before=[(-5, 3)]).id != one.id
    assert json.loads(one.body)["bins"] == [[1200, 6]]


def test_the_boards_colours_are_the_windows():
    tokens = resources_dir() / "theme" / "tokens.toml"
    sheet = colours(tokens)

    for theme in tomllib.loads(tokens.read_text("utf-8")).values():
        if "ground" in theme:
            assert f"--ground: {theme['ground']};" in sheet
    own = (WEB / "board.css").read_text("utf-8")
    used = set(re.findall(r"var\(--(\w+)\)", own))
    assert {name for name in used if f"--{name}:" not in sheet} == {"margin", "u"}
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|: *(white|black)", own)


def test_both_languages_say_everything():
    text = (WEB / "words.js").read_text("utf-8")
    german, english = (
        dict(re.findall(r'^    (\w+): "(.*)",$', part, re.M)) for part in text.split("  en: {")
    )

    assert german.keys() == english.keys()
    for key, words in german.items():
        assert re.findall(r"\{\w+\}", words) == re.findall(r"\{\w+\}", english[key]), key
        assert "!" not in words + english[key]
        assert not re.search(r"\b(du|dein|dir)\b", words)
    spoken = "".join((WEB / f"{name}.js").read_text("utf-8") for name in ("board", "parts"))
    unsaid = {key for key in german if not re.search(rf"\b{key}\b", spoken)}
    assert unsaid == {"quarterShort", "forecastShort"}  # put together there
