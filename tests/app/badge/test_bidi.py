"""The bidirectional algorithm, by examples of UAX #9 and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.bidi import base_level, bidi_class, levels, visual_order

LETTERS = "ab12 -+%.,()[]\u05d0\u05d1\u0627\u0644\u0661\u0662\u0300\n\t"
CODES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
texts = st.text(alphabet=LETTERS + CODES, max_size=40)


def digits(text, base=None):
    return "".join(map(str, levels(text, base)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("car", "000"),
        ("car \u05d0\u05d1", "000011"),
        ("\u05d0\u05d1 car", "111222"),
        ("\u05d0\u05d1 12", "11122"),
        ("\u0627\u0644 12", "11122"),
        ("\u0627\u0644 \u0661\u0662", "11122"),
        ("a 12 \u05d0", "000001"),
        ("\u05d0 12.5", "112222"),
        ("\u05d0 1+2", "11222"),
        ("\u0627 1+2", "11212"),
        ("\u05d0 $1", "1122"),
        ("a\u05d0\u0300b", "0110"),
        ("\u05d0 car.", "112221"),
    ],
)
def test_implicit_levels(text, expected):
    assert digits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a(\u05d0)b", "00100"),
        ("\u05d0(b)\u05d1", "11211"),
        ("\u05d0 (b)", "11121"),
        ("a (\u05d0) \u05d1", "0001001"),
        ("a (b \u05d0)", "0000010"),
        ("\u05d0[(b]", "11121"),
        ("\u05d0 \u2329b\u3009", "11121"),
    ],
)
def test_a_pair_of_brackets_runs_one_way(text, expected):
    assert digits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202bb\u202cc", "00220"),
        ("a\u202eb\u202cc", "00110"),
        ("\u05d0\u202dbc\u202c\u05d0", "112221"),
        ("a\u2067b\u2069c", "00200"),
        ("a\u2068\u05d0b\u2069c", "001200"),
        ("\u05d0\u2066b \u05d1\u2069\u05d0", "1122311"),
        ("\u2069a", "00"),
        ("\u2067\n\u2069", "000"),
    ],
)
def test_explicit_codes(text, expected):
    assert digits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("12", 0), ("- a", 0), ("1 \u05d0", 1), ("\u2067\u05d0\u2069a", 0), ("\u0627a", 1)],
)
def test_the_first_strong_letter_outside_isolates_decides(text, expected):
    assert base_level(text) == expected


def test_white_space_at_the_end_keeps_the_base_level():
    assert digits("a \u05d0  ", 0) == "00100"
    assert digits("ab  ", 1) == "2211"


@pytest.mark.parametrize(
    ("piece_levels", "expected"),
    [
        ([], []),
        ([0, 0], [0, 1]),
        ([1, 1, 1], [2, 1, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 2, 1, 0], [0, 3, 2, 1, 4]),
    ],
)
def test_pieces_are_reversed_level_by_level(piece_levels, expected):
    assert visual_order(piece_levels) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [(0x05EC, "R"), (0x1ECFF, "R"), (0x1EC70, "AL"), (0x0378, "L")]
)
def test_letters_to_come_have_the_direction_of_their_block(code, expected):
    assert bidi_class(chr(code)) == expected


@given(texts, st.sampled_from([None, 0, 1]))
def test_every_character_has_a_level_at_or_above_the_base(text, base):
    found = levels(text, base)
    lowest = base_level(text) if base is None else base

    assert len(found) == len(text)
    assert all(level >= lowest for level in found)


@given(texts)
def test_the_order_on_paper_loses_and_doubles_nothing(text):
    assert sorted(visual_order(levels(text))) == list(range(len(text)))


@given(st.text(alphabet="abc 12.,()-", max_size=30))
def test_latin_text_stays_as_it_is(text):
    assert visual_order(levels(text)) == list(range(len(text)))


@given(texts)
def test_strong_letters_outside_codes_run_their_own_way(text):
    plain = "".join(character for character in text if character not in CODES)
    for character, level in zip(plain, levels(plain), strict=True):
        if bidi_class(character) in {"L", "R", "AL"}:
            assert level % 2 == (bidi_class(character) != "L")
