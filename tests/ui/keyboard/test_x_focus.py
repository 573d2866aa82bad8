"""A scan goes nowhere but to the station, wherever the focus is; typing goes where it was typed."""

import random
import time
from contextlib import closing

import pytest

from app.model.code import new_code
from app.reading.calibration import TEXT
from app.reading.layouts import US, typed
from tests.ui.keyboard.stage import Stage
from tests.ui.keyboard.station import PATIENCE_S
from tests.ui.keyboard.x_server import ENTER_KEY, STROKES, TAB_KEY

GUEST = "=Z^`e'\"~n{Tab}-" + new_code()
SENT = "gast-xyz-0815"
UNTOUCHED = ("clicks", "fields", "sheet", "theme")
chance = random.Random(5)  # noqa: S311 - the same fingers in every run
FINGERS_MS = [chance.randint(80, 250) for _ in range(20)]


@pytest.fixture
def people():
    return {"guest": GUEST, "sent": SENT, "seen": typed("de", [STROKES[US][c] for c in SENT])}


@pytest.mark.parametrize(
    ("layout", "sheet"), [("es", ""), ("de", "new"), ("de", "change"), ("de", "help")]
)
def test_a_scan_touches_nothing(layout, sheet, stage, keyboard):
    keyboard.set_up(layout, caps=False)

    def scene(station):
        keyboard.scan(GUEST)
        assert station.answer()["person"] == "guest"
        before = station.order(do=sheet) if sheet else station.order()

        for number in range(before["focusable"]):
            station.order(focus=number)
            keyboard.scan(GUEST, end=[ENTER_KEY, TAB_KEY, None][number % 3])
            assert (number, station.answer()["person"]) == (number, "guest")

        after = station.order()
        assert [after[part] for part in UNTOUCHED] == [before[part] for part in UNTOUCHED]
        assert not station.has_more

    stage.play(scene)


def test_a_scan_while_somebody_searches_leaves_no_letter(stage, keyboard):
    keyboard.set_up("de", caps=False)

    def scene(station):
        keyboard.type("mar", FINGERS_MS)
        keyboard.scan(GUEST, after_ms=100)

        assert station.answer()["person"] == "guest"
        assert set(station.order()["fields"].values()) <= {"", "mar"}

    stage.play(scene)


@pytest.mark.parametrize(
    ("layout", "keys", "text"),
    [("us", "ann lee", "ann lee"), ("de", "ren=e mzller", "rené myller"), ("es", "nu;o", "nuño")],
)
def test_typing_arrives_letter_by_letter_and_is_no_scan(layout, keys, text, stage, keyboard):
    keyboard.set_up(layout, caps=False)

    def scene(station):
        keyboard.type(keys, FINGERS_MS)

        while (so_far := station.order()["fields"]["query"]) != text:
            assert text.startswith(so_far)
        assert not station.has_more

    stage.play(scene)


def test_the_systems_own_composition_would_lose_dead_keys(new_station, keyboard):
    def scene(station):
        keyboard.set_up("de", caps=False)
        station.order(do="new")
        keyboard.scan(GUEST)

        assert station.answer()["person"] is None

    with closing(Stage(keyboard, lambda: new_station("composing"))) as stage:
        stage.play(scene)


def test_a_code_that_becomes_another_guests_on_this_keyboard_lets_nobody_in(stage, keyboard):
    keyboard.set_up("de", caps=False)
    answer = {"person": None, "reason": "unknown_code", "between": ["seen", "sent"]}

    def scene(station):
        keyboard.scan(SENT)

        assert station.answer() == answer

    stage.play(scene)


@pytest.mark.parametrize(
    ("layout", "words"),
    [("de", "Vereinigte Staaten (Scanner), Deutschland (Rechner)"),
     ("fr", "Vereinigte Staaten (Scanner), Frankreich (Rechner)")],
)  # fmt: skip
def test_the_calibration_code_tells_layouts_and_caps_lock(layout, words, stage, keyboard):
    keyboard.set_up(layout, caps=True)

    def scene(station):
        keyboard.scan(TEXT)

        until_s = time.monotonic() + PATIENCE_S
        while not (findings := station.order()["findings"]):
            assert time.monotonic() < until_s
        assert words in findings
        assert "Feststelltaste" in findings
        assert "verloren" not in findings

    stage.play(scene)
