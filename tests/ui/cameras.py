"""Cameras that are plugged in, held by others and unplugged by hand; frames for them."""

import numpy as np
import qrcode
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink

from ui.workers.video_devices import CameraChoice, Permission

WIDTH, HEIGHT = 640, 480
FORMATS = QVideoFrameFormat.PixelFormat
STEPS = {
    FORMATS.Format_NV12: (1, 0),
    FORMATS.Format_NV21: (1, 0),
    FORMATS.Format_YUV420P: (1, 0),
    FORMATS.Format_YV12: (1, 0),
    FORMATS.Format_Y8: (1, 0),
    FORMATS.Format_YUYV: (2, 0),
    FORMATS.Format_UYVY: (2, 1),
    FORMATS.Format_BGRA8888: (4, 1),
    FORMATS.Format_BGRX8888: (4, 1),
    FORMATS.Format_RGBA8888: (4, 1),
    FORMATS.Format_RGBX8888: (4, 1),
}
"""Bytes a pixel of the first plane, and which of them is the grey."""


def picture(content, width=WIDTH, height=HEIGHT, scale=8):
    """Return a grey picture with a QR code in its middle."""
    code = qrcode.QRCode(box_size=scale, border=4)
    code.add_data(content)
    small = np.array(code.make_image().convert("L"), dtype=np.uint8)
    whole = np.full((height, width), 200, np.uint8)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    whole[top : top + small.shape[0], left : left + small.shape[1]] = small
    return whole


def frame_of(grey, kind=FORMATS.Format_NV12):
    """Return a video frame of *kind* whose luminance (or green) is *grey*."""
    height, width = grey.shape
    step, offset = STEPS[kind]
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    pitch = frame.bytesPerLine(0)
    rows = np.frombuffer(frame.bits(0), np.uint8)[: pitch * height].reshape(height, pitch)
    rows[:, offset : offset + width * step : step] = grey
    frame.unmap()
    return frame


class HandDevices(QObject):
    """The cameras of a machine, as `ui.workers.video_devices` has them, moved by hand."""

    changed = Signal()
    failed = Signal(str)
    framed = Signal(object)

    def __init__(self, *names):
        super().__init__()
        self.plugged = list(names)
        self.allowed = Permission.GRANTED
        self.opened = []
        self.is_open = False
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self.framed.emit)

    def sink(self):
        return self._sink

    def choices(self):
        return [CameraChoice(name, f"Camera {name}") for name in self.plugged]

    def permission(self):
        return self.allowed

    def ask_permission(self, answered):
        self.answer = answered

    def open(self, camera):
        self.opened.append(camera)
        self.is_open = True

    def close(self):
        self.is_open = False

    def plug(self, *names):
        """Have these cameras and no others from now on."""
        self.plugged = list(names)
        self.changed.emit()

    def show(self, grey):
        """Let the camera see something."""
        self._sink.setVideoFrame(frame_of(grey))
