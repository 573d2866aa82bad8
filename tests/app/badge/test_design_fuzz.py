"""Designs and stock as people damage them: drawn, or refused with file and line."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.badge.design import bundled_designs, design_of
from app.badge.fonts import bundled_fonts
from app.badge.render import BadgeRenderer
from app.badge.stock import bundled_stocks, load_stock
from app.badge.toml_file import toml_of
from app.errors import BadgeError
from app.model.badge import BadgeContent

DESIGNS = {name: path.read_text("utf-8") for name, path in bundled_designs().items()}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
VALUES = ["0", "-1", "1e9", "nan", "inf", "true", '""', '"x"', "[]", "{}", "3.5", '"{given}"']
numbers = st.sampled_from(["0", "-5", "0.001", "17", "52.5", "400", "1e300", "nan"])
names = st.text(max_size=30)


def damaged(draw, text):
    """Return *text* with lines lost, doubled, moved or given another value."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        match draw(st.sampled_from(["drop", "double", "value", "number", "cut"])):
            case "drop":
                lines[place] = ""
            case "double":
                lines.insert(draw(st.integers(0, len(lines))), line)
            case "value":
                lines[place] = f"{line.partition('=')[0]}= {draw(st.sampled_from(VALUES))}"
            case "number":
                lines[place] = NUMBER.sub(draw(numbers), line, count=draw(st.integers(1, 4)))
            case _:
                lines[place] = line[: draw(st.integers(0, len(line)))]
    return "\n".join(lines)


@settings(deadline=None)
@given(st.data(), names, names)
def test_a_damaged_design_draws_a_badge_or_is_refused_with_its_line(data, given_name, family):
    text = damaged(data.draw, data.draw(st.sampled_from(list(DESIGNS.values()))))
    sentence = ""
    try:
        design = design_of(toml_of(Path("own.toml"), text))
        content = BadgeContent(code="BCDX", name="", given=given_name, family=family)
        assert BadgeRenderer(design, bundled_fonts()).render([content]).pages
    except BadgeError as error:
        sentence = error.sentence

    assert sentence == "" or re.match(r"own\.toml, line \d+: ", sentence), sentence


@given(st.data())
def test_damaged_stock_is_stock_or_refused_with_its_line(tmp_path_factory, data):
    paths = list(bundled_stocks().values())
    text = damaged(data.draw, data.draw(st.sampled_from(paths)).read_text("utf-8"))
    path = tmp_path_factory.mktemp("stock") / "own.toml"
    path.write_text(text, "utf-8")
    sentence = ""
    try:
        assert min(load_stock(str(path)).page) > 0
    except BadgeError as error:
        sentence = error.sentence

    assert sentence == "" or re.match(r"own\.toml, line \d+: ", sentence), sentence


@pytest.mark.parametrize("name", DESIGNS)
def test_shipped_designs_are_written_in_words_of_both_languages(name):
    design = design_of(toml_of(Path("own.toml"), DESIGNS[name]))

    assert design.words("de_DE")["room_label"] == "Raum"
    assert design.words("en")["room_label"] == "Room"
    assert design.words("fr") == design.words("en")
