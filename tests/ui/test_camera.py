"""Codes held in front of the camera: frames are pushed into the sink that the camera feeds."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaDevices, QVideoFrame

from app.reading.guidance import Advice
from tests.ui.cameras import FORMATS, HEIGHT, STEPS, WIDTH, HandDevices, frame_of, picture
from tests.ui.hands import text, verdict
from ui.presenters.camera import CameraScene
from ui.window import build
from ui.workers.camera_device import CameraState
from ui.workers.camera_frames import enlarged, grey_plane


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.name)
def test_the_grey_of_every_camera_format_is_found(kind):
    grey = picture("CODE-ANH")
    frame = frame_of(grey, kind)
    frame.map(QVideoFrame.MapMode.ReadOnly)

    plane = grey_plane(frame).copy()
    frame.unmap()

    assert np.array_equal(plane, grey)


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.name)
def test_rows_longer_than_the_picture_are_no_part_of_it(kind):
    grey = np.random.default_rng(1).integers(0, 255, (50, 38), dtype=np.uint8)
    frame = frame_of(grey, kind)
    frame.map(QVideoFrame.MapMode.ReadOnly)
    pitch, plane = frame.bytesPerLine(0), grey_plane(frame).copy()
    frame.unmap()

    assert pitch >= 38 * STEPS[kind][0]
    assert np.array_equal(plane, grey)


def test_some_rows_are_longer_than_the_picture():
    frame = frame_of(np.zeros((50, 38), np.uint8), FORMATS.Format_NV12)
    frame.map(QVideoFrame.MapMode.ReadOnly)
    pitch = frame.bytesPerLine(0)
    frame.unmap()

    assert pitch > 38


def test_enlarging_keeps_what_is_seen():
    grey = picture("CODE-ANH")

    large = enlarged(grey)

    assert large.shape == (HEIGHT * 3 // 2, WIDTH * 3 // 2)
    assert abs(large.mean() - grey.mean()) < 1


@pytest.mark.qt_log_ignore("No RHI backend")
def test_a_format_without_a_view_is_converted():
    grey = picture("CODE-ANH")
    frame = frame_of(grey, FORMATS.Format_RGBX8888)
    image = frame.toImage().convertToFormat(QImage.Format.Format_RGB16)

    frame = QVideoFrame(image.convertToFormat(QImage.Format.Format_ARGB32))
    frame.map(QVideoFrame.MapMode.ReadOnly)
    plane = grey_plane(frame).copy()
    frame.unmap()

    assert np.abs(plane.astype(int) - grey).max() < 10


def test_a_code_before_the_camera_is_a_scan(qtbot, window):
    window.operation.camera.sink().setVideoFrame(frame_of(picture("CODE-ANH")))

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert text(window, "name") == "Thị Ngọc Ánh Nguyễn"


def test_a_code_held_for_a_second_is_one_scan(qtbot, window, desk):
    sink = window.operation.camera.sink()
    for content in ["CODE-ANH"] * 10 + ["CODE-OMAR"]:
        sink.setVideoFrame(frame_of(picture(content)))
        qtbot.waitUntil(lambda code=content: (code,) in desk.accepted)

    assert desk.accepted == [("CODE-ANH",), ("CODE-OMAR",)]


def test_the_newest_of_many_frames_is_read(qtbot, window, desk):
    sink = window.operation.camera.sink()
    for _ in range(50):
        sink.setVideoFrame(frame_of(np.full((HEIGHT, WIDTH), 128, np.uint8)))

    sink.setVideoFrame(frame_of(picture("CODE-OMAR")))

    qtbot.waitUntil(lambda: desk.accepted == [("CODE-OMAR",)])


def test_a_machine_without_camera_says_so(window, keyboard):
    assert QMediaDevices.videoInputs() == []

    keyboard.press(Qt.Key.Key_F2)

    assert text(window, "word") == "Keine Kamera"
    assert text(window, "reason").startswith("Keine Kamera gefunden.")


@pytest.fixture
def devices(qapp):
    assert qapp  # video frames need an application
    return HandDevices("a", "b")


@pytest.fixture
def door(qtbot, desk, clock, settings, devices):
    """A window whose cameras are moved by hand."""
    window = build(desk, settings, clock, devices)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_viewfinder_shows_what_the_camera_sees(qtbot, door, devices):
    door.operation.camera.toggle()
    devices.show(np.full((HEIGHT, WIDTH), 90, np.uint8))

    qtbot.waitUntil(lambda: door.operation.camera.scene.image is not None)
    assert (text(door, "jobState"), text(door, "jobDetail")[:8]) == ("Kamera", "Code ins")


def test_an_unplugged_camera_is_said_in_words(door, devices):
    door.operation.camera.toggle()
    devices.plug()

    assert text(door, "jobState") == "Keine Kamera"
    assert text(door, "reason").startswith("Keine Kamera gefunden.")


def test_trouble_with_the_camera_never_covers_a_guest(qtbot, door, devices):
    door.operation.camera.toggle()
    devices.show(picture("CODE-ANH"))
    qtbot.waitUntil(lambda: verdict(door) == "welcome")

    devices.failed.emit("busy")

    assert verdict(door) == "welcome"


def test_a_camera_chosen_by_key_is_kept(qtbot, door, devices):
    with qtbot.waitSignal(door.settings_changed) as kept:
        door.operation.do("next_camera")

    assert (kept.args[0].camera_id, devices.opened) == ("a", ["a"])


def test_guidance_stands_beside_the_viewfinder(door):
    for advice, words in {Advice.HOLD_STILL: "Stillhalten", None: "Kamera"}.items():
        scene = CameraScene(CameraState.WATCHING, QImage(4, 4, QImage.Format.Format_RGB32), advice)
        door.operation.camera.shown.emit(scene)

        assert text(door, "jobState") == words
