"""Keys by place: the same US characters from every system's numbers."""

import string

import pytest

from app.reading.layouts import MACOS, WINDOWS, X11, key_table, us_character

PRINTABLE = set(string.printable) - set("\t\n\r\v\f")


@pytest.mark.parametrize("table", [X11, WINDOWS, MACOS])
def test_every_printable_ascii_character_has_a_key(table):
    assert {character for pair in table.values() for character in pair} == PRINTABLE


@pytest.mark.parametrize(
    ("table", "q", "z", "one", "minus"),
    [(X11, 24, 52, 10, 20), (WINDOWS, 16, 44, 2, 12), (MACOS, 0x0C, 0x06, 0x12, 0x1B)],
)
def test_known_keys_are_where_they_are(table, q, z, one, minus):
    assert [us_character(table, code, shift=False) for code in (q, z, one, minus)] == list("qz1-")
    assert [us_character(table, code, shift=True) for code in (q, z, one, minus)] == list("QZ!_")


@pytest.mark.parametrize(
    ("platform", "table"),
    [("xcb", X11), ("wayland", X11), ("wayland-egl", X11), ("windows", WINDOWS), ("cocoa", MACOS)],
)
def test_the_table_follows_the_window_system(platform, table):
    assert key_table(platform) is table


def test_an_unknown_window_system_has_no_table():
    assert key_table("offscreen") == {}
    assert us_character({}, 24, shift=False) is None
