"""Codes held in front of the camera: frames are pushed into the sink that the camera feeds."""

import numpy as np
import pytest
import qrcode
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaDevices, QVideoFrame, QVideoFrameFormat

from tests.ui.hands import text, verdict
from ui.workers.camera_frames import grey_plane

WIDTH, HEIGHT = 640, 480
FORMATS = QVideoFrameFormat.PixelFormat
STEPS = {
    FORMATS.Format_NV12: (1, 0),
    FORMATS.Format_NV21: (1, 0),
    FORMATS.Format_YUV420P: (1, 0),
    FORMATS.Format_Y8: (1, 0),
    FORMATS.Format_YUYV: (2, 0),
    FORMATS.Format_UYVY: (2, 1),
    FORMATS.Format_BGRA8888: (4, 1),
    FORMATS.Format_RGBA8888: (4, 1),
    FORMATS.Format_RGBX8888: (4, 1),
}


def picture(content):
    """Return a grey picture of 640 by 480 dots with a QR code in its middle."""
    code = qrcode.QRCode(box_size=8, border=4)
    code.add_data(content)
    small = np.array(code.make_image().convert("L"), dtype=np.uint8)
    whole = np.full((HEIGHT, WIDTH), 200, np.uint8)
    top, left = (HEIGHT - small.shape[0]) // 2, (WIDTH - small.shape[1]) // 2
    whole[top : top + small.shape[0], left : left + small.shape[1]] = small
    return whole


def frame_of(grey, kind=FORMATS.Format_NV12):
    """Return a video frame of *kind* whose luminance (or green) is *grey*."""
    step, offset = STEPS[kind]
    frame = QVideoFrame(QVideoFrameFormat(QSize(WIDTH, HEIGHT), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    pitch = frame.bytesPerLine(0)
    rows = np.frombuffer(frame.bits(0), np.uint8)[: pitch * HEIGHT].reshape(HEIGHT, pitch)
    rows[:, offset : offset + WIDTH * step : step] = grey
    frame.unmap()
    return frame


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.name)
def test_the_grey_of_every_camera_format_is_found(kind):
    grey = picture("CODE-ANH")
    frame = frame_of(grey, kind)
    frame.map(QVideoFrame.MapMode.ReadOnly)

    plane = grey_plane(frame).copy()
    frame.unmap()

    assert np.array_equal(plane, grey)


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
