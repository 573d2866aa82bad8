"""The controls: a pause amid a scan is seen, and only where there was one is a scene repeated."""

from contextlib import closing

import pytest

from app.reading.readings import PAUSE_MS
from tests.ui.keyboard.stage import TRIES, Stage

WRONG = "somebody else was let in"


class Nobody:
    """Stands where a station would."""

    def close(self):
        """There is nothing to close."""


def paused(keyboard):
    keyboard.scan("ABC123", pace_ms=PAUSE_MS + 10)


def test_a_pause_amid_a_scan_is_seen(keyboard):
    keyboard.forget()
    paused(keyboard)

    assert not keyboard.was_steady


def test_a_scan_without_a_pause_is_steady(keyboard):
    def is_steady():
        keyboard.forget()
        keyboard.scan("ABC123")
        return keyboard.was_steady

    assert any(is_steady() for _ in range(100))  # not every one is, on a busy machine


def test_pauses_between_scans_and_of_fingers_are_none(keyboard):
    keyboard.forget()
    keyboard.type("abc", [PAUSE_MS * 4] * 3)
    keyboard.scan("A", end=None, after_ms=PAUSE_MS * 4)

    assert keyboard.was_steady


def test_a_scene_is_played_again_until_no_pause_spoils_it(keyboard):
    tries = []

    def scene(station):
        tries.append(station)
        if len(tries) < TRIES:
            paused(keyboard)
        assert len(tries) == TRIES

    with closing(Stage(keyboard, Nobody)) as stage:
        stage.play(scene)

    assert len(set(map(id, tries))) > 1


def test_a_machine_that_is_too_busy_is_told_from_a_station_that_fails(keyboard):
    tries = []

    def fail(station):
        tries.append(station)
        raise AssertionError(WRONG)

    def spoilt(_station):
        paused(keyboard)
        raise AssertionError

    with closing(Stage(keyboard, Nobody)) as stage:
        with pytest.raises(AssertionError, match=WRONG):
            stage.play(fail)
        with pytest.raises(pytest.fail.Exception, match="too busy"):
            stage.play(spoilt)

    assert len(tries) == 1
