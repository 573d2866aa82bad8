"""Scanners are told from fingers by the presses' own time stamps."""

import random
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.layouts import US, Stroke, layouts
from app.reading.wedge import END_MS, HOLD_MS, Burst, Key, Wedge

PLACE = {character: stroke for stroke, character in layouts()[US].items() if not stroke.altgr}
GERMAN = str.maketrans("zyZY-_/:", "yzYZß?-Ö")
CODE = "BCDE-FGHJ-KLNO-PRSB"
SCANNER_GAPS = st.integers(2, 20)
HUMAN_GAPS = st.integers(80, 250)


def key(character, at_ms, *, ends=False, repeats=False):
    """Return the press of a US key on a German computer."""
    return Key(character.translate(GERMAN), PLACE[character], at_ms, ends, repeats)


def enter(at_ms):
    return Key("\r", Stroke(None), at_ms, ends=True)


def feed(wedge, keys):
    """Press *keys* with a punctual timer; return all rulings and what reached the field."""
    rulings, typed = [], []
    for pressed in keys:
        if wedge.due_ms is not None and wedge.due_ms < pressed.at_ms:
            rulings.append(wedge.tick(wedge.due_ms))
            typed += rulings[-1].released
        rulings.append(wedge.press(pressed))
        typed += rulings[-1].released
        typed += [pressed] if rulings[-1].passes else []
    if wedge.due_ms is not None:
        rulings.append(wedge.tick(wedge.due_ms))
        typed += rulings[-1].released
    return [ruling.burst for ruling in rulings if ruling.burst], typed


def at(text, gaps, start=0):
    moments = accumulate(gaps[: len(text)], initial=start)
    return [key(character, moment) for character, moment in zip(text, moments, strict=False)]


@given(st.text(PLACE, min_size=1, max_size=40), st.data())
def test_what_a_person_types_is_never_a_scan_and_arrives_whole(text, data):
    gaps = data.draw(st.lists(HUMAN_GAPS, min_size=len(text), max_size=len(text)))
    keys = at(text, gaps)
    keys.append(enter(keys[-1].at_ms + gaps[-1]))

    bursts, typed = feed(Wedge(), keys)

    assert bursts == []
    assert typed == keys


def test_ten_thousand_typings_are_never_a_scan():
    chance = random.Random(8)  # noqa: S311 - the same fingers in every run
    letters, wedge, scans, at_ms = list(PLACE), Wedge(), 0, 0
    for _ in range(10_000):
        for character in chance.choices(letters, k=chance.randint(1, 14)):
            at_ms += chance.randint(80, 250)
            scans += wedge.press(key(character, at_ms)).burst is not None
        at_ms += chance.randint(80, 250)
        scans += wedge.press(enter(at_ms)).burst is not None

    assert scans == 0


@given(st.text(PLACE, min_size=6, max_size=200), st.booleans(), st.data())
def test_a_scan_is_always_one_and_no_character_of_it_reaches_a_field(text, has_end, data):
    gaps = data.draw(st.lists(SCANNER_GAPS, min_size=len(text), max_size=len(text)))
    keys = at(text, gaps)
    keys += [enter(keys[-1].at_ms + gaps[-1])] * has_end

    bursts, typed = feed(Wedge(), keys)

    assert bursts == [Burst(text.translate(GERMAN), text)]
    assert typed == []


@given(st.text(PLACE, min_size=3, max_size=5), SCANNER_GAPS)
def test_a_short_scan_needs_its_enter(text, gap):
    keys = at(text, [gap] * len(text))

    assert feed(Wedge(), keys) == ([], keys)
    assert feed(Wedge(), [*keys, enter(gap * len(text))])[0] == [
        Burst(text.translate(GERMAN), text)
    ]


def test_a_scan_between_typed_letters_takes_none_of_them():
    keys = [*at("ab", [90, 90]), *at(CODE, [10] * 19, start=300), *at("c", [90], start=900)]

    bursts, typed = feed(Wedge(), keys)

    assert [burst.us_text for burst in bursts] == [CODE]
    assert "".join(press.text for press in typed) == "abc"


def test_two_scans_in_a_row_stay_two():
    second_ms = 19 * 5 + END_MS + 10

    bursts, typed = feed(Wedge(), [*at(CODE, [5] * 19), *at("123456", [5] * 6, start=second_ms)])

    assert [burst.us_text for burst in bursts] == [CODE, "123456"]
    assert typed == []


def test_the_line_feed_after_a_carriage_return_is_swallowed_once_the_scan_is_over():
    wedge = Wedge()
    bursts, typed = feed(wedge, [*at(CODE, [5] * 19), enter(100), enter(105)])

    assert len(bursts) == 1
    assert typed == []
    assert wedge.press(enter(105 + END_MS + 1)).passes


def test_enter_alone_belongs_to_the_window():
    assert Wedge().press(enter(0)).passes


def test_a_fast_pair_of_letters_waits_no_longer_than_the_hold():
    wedge = Wedge()
    presses = at("jk", [15])
    for press in presses:
        wedge.press(press)

    assert wedge.tick(15 + HOLD_MS - 1).released == ()
    assert wedge.tick(15 + HOLD_MS).released == tuple(presses)
    assert wedge.due_ms is None


def test_a_scan_that_paused_after_its_first_letter_is_still_whole():
    keys = [key("B", 0), *at(CODE[1:], [10] * 18, start=55)]

    bursts, typed = feed(Wedge(), keys)

    assert [(burst.us_text, burst.leaked) for burst in bursts] == [(CODE, 1)]
    assert typed == keys[:1]


def test_presses_that_are_delivered_late_are_judged_by_their_own_time():
    wedge = Wedge()
    for press in at(CODE, [10] * 19):
        wedge.press(press)

    assert wedge.is_scanning
    assert wedge.tick(10_000).burst == Burst(CODE.translate(GERMAN), CODE)


def test_auto_repeat_is_dropped_from_a_scan_and_left_to_a_person():
    wedge = Wedge()
    held_down = [key("x", 0), *(key("x", 500 + 30 * n, repeats=True) for n in range(20))]
    assert feed(wedge, held_down) == ([], held_down)

    scan = at(CODE, [10] * 19, start=5000)
    repeated = [*scan[:8], key("H", 5075, repeats=True), *scan[8:]]
    assert feed(wedge, repeated)[0] == [Burst(CODE.translate(GERMAN), CODE)]


def test_a_dead_key_keeps_its_place_in_the_us_text():
    dead = Key("\u0301", PLACE["="], 10)
    keys = [*at("ab", [5, 5]), dead, *at("cdefg", [5] * 5, start=15)]

    bursts, _ = feed(Wedge(), keys)

    assert bursts == [Burst("abćdefg", "ab=cdefg")]


def test_shortcuts_pass_when_nobody_scans_and_are_held_while_somebody_does():
    wedge = Wedge()
    escape = Key("\x1b", Stroke(None), 0)
    assert wedge.press(escape).passes

    for press in at(CODE[:8], [5] * 8, start=1000):
        wedge.press(press)
    assert not wedge.press(Key("\x11", PLACE["q"], 1040)).passes


def test_a_shortcut_between_two_presses_of_a_scanner_is_told_from_one_by_hand():
    wedge = Wedge()
    assert not wedge.is_amid(0)
    wedge.press(key("a", 1000))

    assert wedge.is_amid(1004)
    assert not wedge.is_amid(1100)


def test_time_that_runs_backwards_begins_anew():
    keys = [*at("abc", [5] * 3, start=2**32 - 20), *at(CODE, [5] * 19, start=3)]

    bursts, typed = feed(Wedge(), keys)

    assert [burst.us_text for burst in bursts] == [CODE]
    assert typed == keys[:3]


def test_without_places_typed_characters_stand_for_themselves():
    keys = [Key(press.text, Stroke(None), press.at_ms) for press in at("zy-123", [5] * 6)]

    assert feed(Wedge(), keys)[0] == [Burst("yzß123", "yzß123")]


@pytest.mark.parametrize("ending", ["\r", "\t", ""])
def test_a_scan_remembers_its_presses_and_how_it_ended(ending):
    keys = at(CODE, [5] * 19)
    end = [Key(ending, Stroke(None), 100, ends=True)] * bool(ending)

    ((burst,), _) = feed(Wedge(), [*keys, *end])

    assert (burst.keys, burst.ending) == (tuple(keys), ending)
