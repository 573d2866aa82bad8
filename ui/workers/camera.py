"""The camera: frames go into a slot for one, a thread decodes whatever is newest."""

import logging
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from app.errors import ScannerError
from app.reading.optical import ENLARGEMENT, Debounce, Plane, read_codes

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink

_STOP_S = 2.0
_PICTURE_EVERY_S = 0.15
_PICTURE_SIZE = QSize(408, 408)

logger = logging.getLogger(__name__)


class FrameReader(QObject):
    """Reads QR codes out of the frames of a video sink; the latest frame wins.

    Signals:
        scanned: The text of a code that came into sight.
        pictured: A small grey picture, a few a second, to aim by.
    """

    scanned = Signal(str)
    pictured = Signal(QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slot: QVideoFrame | None = None
        self._filled = threading.Condition()
        self._is_stopped = False
        self._debounce = Debounce()
        self._pictured_s = 0.0
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def put(self, frame: "QVideoFrame") -> None:
        """Take a frame; one that still waits is forgotten."""
        with self._filled:
            self._slot = frame
            self._filled.notify()

    def stop(self) -> None:
        """End the thread and give the last frame back to the camera."""
        with self._filled:
            self._is_stopped = True
            self._slot = None
            self._filled.notify()
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        while (frame := self._next()) is not None:
            for text in self._read(frame):
                if self._debounce.is_new(text, monotonic()):
                    self.scanned.emit(text)

    def _next(self) -> "QVideoFrame | None":
        with self._filled:
            self._filled.wait_for(lambda: self._is_stopped or self._slot is not None)
            frame, self._slot = self._slot, None
            return frame

    def _read(self, frame: "QVideoFrame") -> list[str]:
        from PySide6.QtMultimedia import QVideoFrame  # noqa: PLC0415 - absent on some systems

        if not frame.map(QVideoFrame.MapMode.ReadOnly):
            return []
        try:
            plane = grey_plane(frame)
            self._show(plane)
            return read_codes(plane, enlarge=_enlarged)
        finally:
            frame.unmap()

    def _show(self, plane: Plane) -> None:
        now_s = monotonic()
        if now_s - self._pictured_s >= _PICTURE_EVERY_S:
            self._pictured_s = now_s
            small = _to_image(plane).scaled(_PICTURE_SIZE, Qt.AspectRatioMode.KeepAspectRatio)
            # People aim by what they see in a mirror.
            self.pictured.emit(small.flipped(Qt.Orientation.Horizontal))


def grey_plane(frame: "QVideoFrame") -> Plane:
    """Return the luminance of a mapped frame, without a copy where its format allows it.

    The view is valid until the frame is unmapped. Packed colours give their green.
    """
    from PySide6.QtMultimedia import QVideoFrameFormat  # noqa: PLC0415 - absent on some systems

    kinds = QVideoFrameFormat.PixelFormat
    layouts = {
        **dict.fromkeys(
            (kinds.Format_NV12, kinds.Format_NV21, kinds.Format_YUV420P, kinds.Format_YUV422P,
             kinds.Format_YV12, kinds.Format_Y8),
            (1, 0),
        ),
        kinds.Format_YUYV: (2, 0),
        kinds.Format_UYVY: (2, 1),
        **dict.fromkeys(
            (kinds.Format_BGRA8888, kinds.Format_BGRX8888, kinds.Format_RGBA8888,
             kinds.Format_RGBX8888),
            (4, 1),
        ),
    }  # fmt: skip
    layout = layouts.get(frame.pixelFormat())
    if layout is None:
        return _of_image(frame.toImage())
    step, offset = layout
    rows = _rows(frame.bits(0), frame.height(), frame.bytesPerLine(0))
    return rows[:, offset : offset + frame.width() * step : step]


def _rows(data: Any, height: int, pitch: int) -> Plane:
    return np.frombuffer(data, np.uint8)[: height * pitch].reshape(height, pitch)


def _of_image(image: QImage) -> Plane:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = _rows(grey.constBits(), grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


def _to_image(plane: Plane) -> QImage:
    whole = np.ascontiguousarray(plane)
    height, width = whole.shape
    return QImage(whole.data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def _enlarged(plane: Plane) -> Plane:
    size = QSize(round(plane.shape[1] * ENLARGEMENT), round(plane.shape[0] * ENLARGEMENT))
    smooth = Qt.TransformationMode.SmoothTransformation
    return _of_image(_to_image(plane).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))


class Camera(QObject):
    """The first camera of this machine; frames of tests may be pushed into its ``sink``.

    Raises `ScannerError` from `start` when the machine has none or the parts are missing.
    """

    def __init__(self, reader: FrameReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None
        self._sink: QVideoSink | None = None

    @property
    def is_on(self) -> bool:
        """Whether the camera is running."""
        return self._camera is not None

    def sink(self) -> "QVideoSink":
        """Return the sink whose frames are read, made on first use.

        Raises:
            ScannerError: this system lacks parts that Qt needs for video.
        """
        if self._sink is None:
            try:
                from PySide6.QtMultimedia import QVideoSink  # noqa: PLC0415 - absent on some
            except ImportError as error:
                sentence = "This system lacks parts for video; use scanner or search."
                raise ScannerError(sentence) from error
            self._sink = QVideoSink(self)
            self._sink.videoFrameChanged.connect(self._reader.put)
        return self._sink

    def start(self) -> None:
        """Switch the camera on.

        Raises:
            ScannerError: there is no camera or no support for video.
        """
        sink = self.sink()
        from PySide6.QtMultimedia import (  # noqa: PLC0415 - the line above proved it is there
            QCamera,
            QMediaCaptureSession,
            QMediaDevices,
        )

        if QMediaDevices.defaultVideoInput().isNull():
            sentence = "No camera was found; plug one in or use scanner or search."
            raise ScannerError(sentence)
        self._camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.start()

    def stop(self) -> None:
        """Switch the camera off."""
        if self._camera is not None and self._session is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._session.deleteLater()
        self._camera = self._session = None
