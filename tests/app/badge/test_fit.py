"""A text is as large as its box allows, in few lines, and never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.clean import clean
from app.badge.fit import Wish, fit, split
from app.badge.fonts import bundled_fonts
from app.badge.shape import TextStyle, Typesetter

TYPESETTER = Typesetter(bundled_fonts())
NAME = Wish(48, 3)
WIDTH, HEIGHT = 252.0, 130.0
words = st.text(alphabet="abcdeWÄßñ -‐ЖиعمرשיקकिขतMi王晓", min_size=1, max_size=60)


def measure(text):
    return TYPESETTER.line(text, TextStyle("IBM Plex Sans", 700))


def test_a_short_name_has_the_full_size():
    block = fit("Li", measure, WIDTH, HEIGHT, NAME)

    assert block.size == 48
    assert len(block.lines) == 1


def test_a_longer_name_shrinks_before_it_breaks():
    block = fit("Thị Ngọc Ánh", measure, WIDTH, HEIGHT, NAME)

    assert len(block.lines) == 1
    assert 48 * 0.72 <= block.size < 48


def test_a_long_name_takes_a_second_line():
    block = fit("Friederike Wiesenhütten", measure, WIDTH, HEIGHT, NAME)

    assert [line.text for line in block.lines] == ["Friederike", "Wiesenhütten"]


def test_a_wrapping_text_breaks_before_it_shrinks():
    block = fit("International Talents", measure, 100, 60, Wish(12, 2, wraps=True))

    assert block.size == 12
    assert [line.text for line in block.lines] == ["International", "Talents"]


def test_a_word_without_breaks_only_shrinks():
    block = fit("Donaukieselsteinhausenbergerdörffen", measure, WIDTH, HEIGHT, NAME)

    assert [line.text for line in block.lines] == ["Donaukieselsteinhausenbergerdörffen"]
    assert block.width == pytest.approx(WIDTH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müßigbrodt-Großkreutz", ["Müßigbrodt-", "Großkreutz"]),
        ("בת־שבע", ["בת־", "שבע"]),
        ("陈晓琳明", ["陈晓", "琳明"]),
        ("Anna", ["Anna"]),
    ],
)
def test_lines_break_where_readers_expect_it(text, expected):
    assert split(text, 2, measure) == expected


def test_the_longest_line_is_as_short_as_can_be():
    assert split("aa aa aa aa aa aa", 3, measure) == ["aa aa"] * 3


def test_line_feeds_are_kept_and_the_longest_paragraph_breaks_first():
    block = fit("Ministerium für Arbeit\nChina", measure, 130, 300, Wish(18, 3, wraps=True))

    assert [line.text for line in block.lines] == ["Ministerium", "für Arbeit", "China"]


def test_stacked_accents_make_a_line_higher():
    plain = fit("Anna", measure, WIDTH, HEIGHT, NAME)
    stacked = fit("Ẵnna", measure, WIDTH, HEIGHT, NAME)

    assert stacked.baselines()[0] > plain.baselines()[0]


@given(words, st.integers(1, 4), st.booleans())
def test_nothing_is_cut_and_nothing_leaves_the_box(text, lines, wraps):
    text = clean(text)
    block = fit(text, measure, WIDTH, HEIGHT, Wish(48, lines, wraps=wraps))

    assert "".join(line.text for line in block.lines).replace(" ", "") == text.replace(" ", "")
    assert block.width <= WIDTH + 0.001
    assert block.height <= HEIGHT + 0.001
    assert len(block.lines) <= lines
    assert 0 < block.size <= 48


@given(words, st.floats(20, 400))
def test_more_room_never_makes_a_text_smaller(text, width):
    text = clean(text)
    narrow = fit(text, measure, width, HEIGHT, Wish(48))
    wide = fit(text, measure, width * 1.5, HEIGHT, Wish(48))

    assert wide.size >= narrow.size


@given(words)
def test_baselines_go_down_within_the_block(text):
    block = fit(clean(text), measure, WIDTH, HEIGHT, NAME)
    baselines = block.baselines()

    assert baselines == sorted(baselines)
    assert len(baselines) == len(block.lines)
    assert baselines[-1] < block.height
