"""A scan is read in every layout that its scanner may have, and parted where it may be several."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.code import new_code
from app.reading.layouts import US, Stroke, layouts, typed
from app.reading.readings import GUESS_MIN, parts, readings
from app.reading.wedge import Burst, Key
from tests.app.reading.scanners import pressed, scanned

FOREIGN = [
    "https://tickets.example/e/42?t=xYz-09_a#z",
    "6f1c2a9e-0b7d-4d8e-9a3c-5e2f7b1d0c4a",
    "Zm9vYmFyL2Jhei+xyz/AyYz==",
    "m7x9kzqa2w8yrnvpcdge4h5jt6ubfsz3",
    "000123456789012345",
    '{"i":[2,"host/path","a-y-z"]}',
]


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("scanner", ["us", "gb", "de", "fr", "ch", "es", "it", "tr", "se", "cz"])
def test_every_scanner_is_understood_on_every_computer(scanner, caps):
    for host, text in product(layouts(), FOREIGN):
        burst = scanned(pressed(scanner, text), host, caps=caps)
        assert text in readings(burst)


@pytest.mark.parametrize("host", layouts())
def test_an_american_scanner_is_understood_first_or_second(host):
    for text in FOREIGN:
        assert text in readings(scanned(pressed(US, text), host))[:2]


def test_a_scanner_of_known_layout_has_one_reading():
    burst = scanned(pressed("de", FOREIGN[0]), US)

    assert readings(burst, "de") == (FOREIGN[0],)


def test_short_scans_are_not_read_in_foreign_layouts():
    strokes = pressed(US, "zyzyzyzy")

    assert "yzyzyzy" not in readings(scanned(strokes[: GUESS_MIN - 1], US))
    assert "yzyzyzyz" in readings(scanned(strokes, US))


@pytest.mark.parametrize("host", layouts())
def test_without_places_the_text_is_turned_back(host):
    text = "gast-4711-zy"
    came = typed(host, pressed(US, text))
    keys = [Key(character, Stroke(None), 4 * at) for at, character in enumerate(came)]

    assert text in readings(Burst.of(keys))


def test_caps_lock_is_undone_without_places():
    keys = [Key(c, Stroke(None), 4 * at) for at, c in enumerate("zM9VyMfYl2")]

    assert "Zm9vYmFyL2" in readings(Burst.of(keys))


@given(st.integers(2, 6))
def test_own_codes_without_a_pause_are_parted_by_their_check_letters(count):
    codes = [new_code() for _ in range(count)]
    burst = scanned(pressed(US, "".join(codes)), "de")

    assert [part.us_text for part in parts(burst)] == codes


def test_foreign_codes_are_parted_at_the_pauses():
    gaps = [0, *[4] * 11, 68, *[4] * 11, 68, *[4] * 11]
    burst = scanned(pressed(US, "AB-000000001AB-000000002AB-000000003"), US, gaps=gaps)

    assert [part.text for part in parts(burst)] == ["AB-000000001", "AB-000000002", "AB-000000003"]


@given(st.lists(st.integers(10, 40), min_size=20, max_size=20))
def test_an_uneven_scanner_sends_one_code(gaps):
    assert parts(scanned(pressed(US, "ticket-0123456789-yz"), US, gaps=[0, *gaps])) == ()


def test_one_own_code_is_one():
    assert parts(scanned(pressed(US, new_code()), US)) == ()
