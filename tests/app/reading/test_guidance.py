"""Guidance comes late, names what is wrong, and keeps quiet about an empty room."""

import numpy as np
import pytest

from app.commands.bench_frames import empty_frames, frames
from app.reading.guidance import PATIENCE_S, Advice, Guide, look_at

CODED = [frame for frame in frames(5, 64, width=640, height=480) if frame.severity == 1]
DIM = np.clip(CODED[0].plane * 0.1, 0, 255).astype(np.uint8)
ROOM = np.full((480, 640), 90, np.uint8)


def last_advice(guide, planes, step_s=0.2, start_s=0.0):
    """Return what is told after looking at *planes* one after the other."""
    advice = None
    for number, plane in enumerate(planes):
        advice = guide.advise(look_at(plane), start_s + number * step_s)
    return advice


def test_nothing_is_said_while_all_may_go_well():
    assert last_advice(Guide(), [CODED[0].plane] * round(PATIENCE_S / 0.2)) is None


def test_a_code_that_is_not_read_should_come_nearer():
    assert last_advice(Guide(), [CODED[0].plane] * 20) is Advice.DISTANCE


def test_a_dark_picture_asks_for_light():
    assert last_advice(Guide(), [DIM] * 20) is Advice.BRIGHTNESS_UP


def test_a_moving_code_should_stand_still():
    moving = [np.roll(CODED[0].plane, 15 * number, axis=1) for number in range(20)]

    assert last_advice(Guide(), moving) is Advice.HOLD_STILL


def test_an_empty_room_needs_no_advice():
    assert last_advice(Guide(), [ROOM] * 30) is None


def test_a_success_begins_patience_anew():
    guide = Guide()
    last_advice(guide, [CODED[0].plane] * 20)
    guide.succeed()

    assert last_advice(guide, [CODED[0].plane] * 5, start_s=4.0) is None


def test_a_code_that_went_away_is_forgotten():
    guide = Guide()
    last_advice(guide, [CODED[0].plane] * 10)

    assert last_advice(guide, [ROOM] * 10 + [CODED[0].plane] * 5, start_s=2.0) is None


def test_most_codes_are_noticed_and_most_rooms_are_not():
    noticed = [look_at(frame.plane).holds_something for frame in CODED]
    rooms = [look_at(frame.plane).holds_something for frame in empty_frames(5, 24)]

    assert sum(noticed) >= len(noticed) * 0.9
    assert sum(rooms) <= len(rooms) * 0.5


@pytest.mark.parametrize("shape", [(1, 1), (3, 700), (700, 3), (40, 40)])
def test_tiny_pictures_hold_nothing(shape):
    assert last_advice(Guide(), [np.zeros(shape, np.uint8)] * 20) is None
