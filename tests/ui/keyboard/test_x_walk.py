"""Scan and walk: ten guests a second, one after the other, all recorded and none merged."""

from contextlib import closing

import pytest

from app.bootstrap.workplace import open_workplace
from app.model.code import new_code
from tests.ui.keyboard.x_server import ENTER_KEY

OWN = {f"own-{number}": new_code() for number in range(40)}
FOREIGN = {f"foreign-{number}": f"T-{number:04}-{new_code()[:12].lower()}" for number in range(10)}
A_TENTH_MS = 100
PACE_MS = 2


@pytest.fixture
def people():
    return {**OWN, **FOREIGN}


def walk(keyboard, codes, end):
    for code in codes.values():
        took_ms = PACE_MS * (len(code) + (end is not None))
        keyboard.scan(code, end=end, pace_ms=PACE_MS, after_ms=A_TENTH_MS - took_ms)


def welcomed(station, count):
    """Return who was let in by the next *count* welcomes, skipping texts that nobody has."""
    people = []
    while len(people) < count:
        answer = station.answer()
        people += [answer["person"]] if answer["reason"] == "registered" else []
    return people


@pytest.mark.parametrize("codes", [OWN, FOREIGN], ids=["own", "foreign"])
@pytest.mark.parametrize("end", [ENTER_KEY, None], ids=["enter", "silence"])
def test_every_guest_of_a_queue_is_recorded_once_in_order(codes, end, stage, keyboard):
    keyboard.set_up("de", caps=False)

    def scene(station):
        walk(keyboard, codes, end)

        assert welcomed(station, len(codes)) == list(codes)
        assert not station.has_more
        with closing(open_workplace(station.data)) as workplace:
            assert workplace.journal.counts().arrived == len(codes)

    stage.play(scene)


def test_with_enter_no_scan_is_taken_for_two_or_half(stage, keyboard):
    def scene(station):
        walk(keyboard, OWN, ENTER_KEY)

        assert [station.answer()["person"] for _ in OWN] == list(OWN)

    stage.play(scene)


SLOW_PACE_MS = 20
HALFWAY = 17
"""Presses of a code's capital letters, with those of Shift, until a scan is certain."""


@pytest.mark.parametrize("end", [ENTER_KEY, None], ids=["enter", "silence"])
def test_a_window_that_stands_still_amid_a_scan_reads_it_whole(end, stage, keyboard):
    def scene(station):
        for person, code in list(OWN.items())[:5]:
            station.order(stall=HALFWAY)
            keyboard.scan(code, end=end, pace_ms=SLOW_PACE_MS, after_ms=A_TENTH_MS)
            assert station.answer() == {"person": person, "reason": "registered", "between": []}

    stage.play(scene)
