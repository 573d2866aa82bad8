"""Keys by place: what every layout types, from every system's numbers."""

import string

import pytest

from app.reading import xkb_layouts
from app.reading.layouts import (
    LAYOUTS_FILE,
    MACOS,
    US,
    WINDOWS,
    X11,
    Stroke,
    composed,
    layouts,
    place_table,
    typed,
)

PRINTABLE = set(string.printable) - set("\t\n\r\v\f")
STROKE = {character: stroke for stroke, character in layouts()[US].items()}


def spelt(layout, text):
    """Return what a computer of *layout* makes of *text* from an American scanner."""
    return typed(layout, [STROKE[character] for character in text])


def test_the_table_is_what_the_layout_data_says():
    assert xkb_layouts.computed() == LAYOUTS_FILE.read_text("utf-8")


def test_every_printable_ascii_character_has_an_american_key():
    assert set(layouts()[US].values()) >= PRINTABLE


@pytest.mark.parametrize("table", [X11, WINDOWS, MACOS])
def test_every_system_numbers_every_place_once(table):
    assert {stroke.place for stroke in STROKE.values()} <= set(table.values())
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("table", "q", "z", "one", "minus"),
    [(X11, 24, 52, 10, 20), (WINDOWS, 16, 44, 2, 12), (MACOS, 0x0C, 0x06, 0x12, 0x1B)],
)
def test_known_keys_are_where_they_are(table, q, z, one, minus):
    places = [table[code] for code in (q, z, one, minus)]

    assert typed(US, [Stroke(place) for place in places]) == "qz1-"
    assert typed(US, [Stroke(place, shift=True) for place in places]) == "QZ!_"


@pytest.mark.parametrize(
    ("platform", "table"),
    [("xcb", X11), ("wayland", X11), ("wayland-egl", X11), ("windows", WINDOWS), ("cocoa", MACOS)],
)
def test_the_table_follows_the_window_system(platform, table):
    assert place_table(platform) is table


def test_an_unknown_window_system_has_no_places():
    assert place_table("offscreen") == {}
    assert typed(US, [Stroke(None)]) is None


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("us", "xyz-059/:?="),
        ("gb", "xyz-059/:?="),
        ("de", "xzyß059-Ö_\u00b4"),
        ("ch", "xzy'059-é_^"),
        ("fr", "xyw)à(ç!M§="),
        ("tr", "xyz*059.Ş:-"),
        ("cz", 'xzy=éří-"_\u00b4'),
    ],
)
def test_american_scans_come_out_as_each_layout_spells_them(layout, expected):
    assert spelt(layout, "xyz-059/:?=") == expected


@pytest.mark.parametrize("layout", sorted(set(layouts()) - {"lt", "us:intl"}))
def test_every_layout_has_every_printable_ascii_character(layout):
    typed_alone = {composed(f"{character} ")[:1] for character in layouts()[layout].values()}

    assert PRINTABLE - {" "} <= typed_alone


@pytest.mark.parametrize(
    ("keys", "text"),
    [("\u0301e", "é"), ("\u0302 a", "^a"), ("\u0300x", "`x"), ("a\u0303", "a~"),
     ("\u0302\u0302o", "^ô"), ("plain", "plain")],
)  # fmt: skip
def test_a_dead_key_goes_onto_the_next_character(keys, text):
    assert composed(keys) == text
