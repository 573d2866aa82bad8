"""A camera that is unplugged, forbidden, held by others or silent, and comes back by itself."""

import numpy as np
import pytest

from tests.ui.cameras import HandDevices
from ui.workers.camera_device import SILENCE_S, Camera, CameraState
from ui.workers.video_devices import Permission

DARK = np.zeros((48, 64), np.uint8)


class Seconds:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def devices(qapp):
    assert qapp  # video frames need an application
    return HandDevices("a", "b")


@pytest.fixture
def camera(devices, seconds):
    camera = Camera(devices=devices, now_s=seconds)
    yield camera
    camera.stop()


def test_a_camera_that_gives_frames_is_watching(camera, devices):
    camera.start()
    assert camera.state is CameraState.STARTING

    devices.show(DARK)

    assert (camera.state, devices.opened) == (CameraState.WATCHING, ["a"])


def test_switched_off_it_is_closed(camera, devices):
    camera.start()
    camera.stop()

    assert (camera.state, camera.is_on, devices.is_open) == (CameraState.OFF, False, False)


def test_the_chosen_camera_is_used_as_soon_as_it_is_there(devices, seconds):
    camera = Camera(devices=devices, chosen="c", now_s=seconds)
    camera.start()
    devices.plug("a", "c")

    assert devices.opened == ["a", "c"]
    camera.stop()


def test_unplugged_is_said_and_plugged_in_it_goes_on(camera, devices):
    camera.start()
    devices.show(DARK)

    devices.plug()
    assert (camera.state, devices.is_open) == (CameraState.NO_CAMERA, False)

    devices.plug("a")
    devices.show(DARK)
    assert camera.state is CameraState.WATCHING


def test_another_camera_takes_over_from_one_that_is_unplugged(camera, devices):
    camera.start()
    devices.plug("b")

    assert devices.opened == ["a", "b"]


def test_a_camera_that_another_program_holds_is_tried_again(camera, devices, seconds):
    camera.start()
    devices.failed.emit("Device or resource busy")
    assert camera.state is CameraState.BUSY

    seconds.now += SILENCE_S
    camera.look()
    assert (camera.state, devices.opened) == (CameraState.BUSY, ["a", "a"])

    devices.show(DARK)
    assert camera.state is CameraState.WATCHING


def test_a_silent_camera_is_started_again(camera, devices, seconds):
    camera.start()
    devices.show(DARK)
    seconds.now += SILENCE_S
    camera.look()

    assert (camera.state, devices.opened) == (CameraState.SILENT, ["a", "a"])


def test_a_camera_that_goes_on_is_left_alone(camera, devices, seconds):
    camera.start()
    for _ in range(5):
        seconds.now += SILENCE_S - 0.1
        devices.show(DARK)
        camera.look()

    assert devices.opened == ["a"]


def test_what_was_forbidden_is_said_until_it_is_allowed(camera, devices):
    devices.allowed = Permission.DENIED
    camera.start()
    camera.look()
    assert (camera.state, devices.opened) == (CameraState.NO_PERMISSION, [])

    devices.allowed = Permission.GRANTED
    camera.look()
    assert devices.opened == ["a"]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Permission.GRANTED, CameraState.STARTING),
        (Permission.DENIED, CameraState.NO_PERMISSION),
        (Permission.ASK, CameraState.NO_PERMISSION),
    ],
)
def test_the_system_is_asked_once(camera, devices, answer, state):
    devices.allowed = Permission.ASK
    camera.start()
    devices.allowed = answer
    devices.answer()

    assert camera.state is state


def test_the_next_camera_is_the_next_of_all(camera, devices):
    camera.start()

    names = [camera.choose_next().name for _ in range(3)]

    assert names == ["Camera b", "Camera a", "Camera b"]
    assert (devices.opened, camera.chosen) == (["a", "b", "a", "b"], "b")


def test_without_a_camera_there_is_no_next_one(camera, devices):
    devices.plug()

    assert camera.choose_next() is None


def test_every_trouble_is_told_from_every_calm():
    calm = {CameraState.OFF, CameraState.STARTING, CameraState.WATCHING}

    assert {state for state in CameraState if not state.is_trouble} == calm
