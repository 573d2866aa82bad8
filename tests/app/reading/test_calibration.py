"""The calibration code tells scanner, computer, Caps Lock, surroundings, speed and losses."""

from itertools import product

import pytest

from app.model.code import new_code
from app.reading.calibration import TEXT, analyse
from app.reading.layouts import Stroke, layouts, typed
from app.reading.wedge import Burst, Key
from tests.app.reading.scanners import pressed, scanned

COMPLETE = [name for name in layouts() if name not in {"lt", "us:intl"}]


def read(scanner="us", host="us", text=TEXT, **more):
    return analyse(scanned(pressed(scanner, text), host, **more))


def test_the_code_holds_every_printable_ascii_character_once():
    assert sorted(TEXT) == list(map(chr, range(32, 127)))


@pytest.mark.parametrize("host", layouts())
def test_every_pair_of_layouts_is_told(host):
    for number, scanner in enumerate(COMPLETE):
        caps = number % 2 == 1
        finding = read(scanner, host, caps=caps)
        assert typed(finding.scanner, pressed(scanner, TEXT)) == TEXT
        assert (finding.lost, finding.caps_lock) == ("", caps)


@pytest.mark.parametrize(("scanner", "host"), list(product(["us", "de", "fr"], COMPLETE)))
def test_the_computer_is_told_as_far_as_its_characters_differ(scanner, host):
    told, here = layouts()[read(scanner, host).computer], layouts()[host]
    strokes = [stroke for stroke in pressed(scanner, TEXT) if not stroke.altgr]

    assert [told.get(stroke) for stroke in strokes] == [here.get(stroke) for stroke in strokes]


@pytest.mark.parametrize(("prefix", "suffix"), [("]Q1", ""), ("", "//"), ("-> ", "#")])
def test_what_stands_around_a_code_is_told(prefix, suffix):
    finding = read("us", "de", prefix + TEXT + suffix)

    assert (finding.prefix, finding.suffix, finding.lost) == (prefix, suffix, "")


@pytest.mark.parametrize("lost", ["a", "~", "q5Z", "aeiou", "0123456789"])
def test_lost_characters_are_named(lost):
    left = "".join(c for c in TEXT if c not in lost)

    assert read("us", "fr", left).lost == lost


@pytest.mark.parametrize("pace", [2, 8, 40])
def test_the_pace_is_told(pace):
    assert read(gaps=[pace] * 95).pace_ms == pace


@pytest.mark.parametrize("ending", ["\r", "\t", ""])
def test_the_ending_is_told(ending):
    strokes = pressed("us", TEXT)
    keys = [Key(c, s, 4 * n) for n, (c, s) in enumerate(zip(TEXT, strokes, strict=True))]

    assert analyse(Burst.of(keys, ending=ending)).ending == ending


@pytest.mark.parametrize("host", [n for n in COMPLETE if n not in {"is", "ca", "br", "nl"}])
@pytest.mark.parametrize("caps", [False, True])
def test_without_places_the_computer_is_told_from_the_text(host, caps):
    burst = scanned(pressed("us", TEXT), host, caps=caps)
    keys = [Key(key.text, Stroke(None), key.at_ms) for key in burst.keys]
    finding = analyse(Burst.of(keys))

    assert (finding.scanner, finding.has_places, finding.caps_lock) == ("us", False, caps)
    assert len(finding.lost) <= 12


def test_tickets_are_no_calibration():
    for text in ("https://tickets.example/e/42?t=xYz-09_a#z" * 3, new_code() * 8):
        assert analyse(scanned(pressed("us", text), "de")) is None
