"""Between video frames, grey planes and pictures."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.reading.optical import ENLARGEMENT, Plane

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_GREY = QImage.Format.Format_Grayscale8


def grey_plane(frame: "QVideoFrame") -> Plane:
    """Return the luminance of a mapped frame, without a copy where its format allows it.

    The view is valid until the frame is unmapped. Packed colours give their green.
    """
    layout = _layouts().get(frame.pixelFormat())
    if layout is None:
        return _of_image(frame.toImage())
    step, offset = layout
    rows = _rows(frame.bits(0), frame.height(), frame.bytesPerLine(0))
    return rows[:, offset : offset + frame.width() * step : step]


def enlarged(plane: Plane) -> Plane:
    """Return *plane* `ENLARGEMENT` times as large, smoothly: 0.8 ms for 720p, Pillow takes 7."""
    size = QSize(round(plane.shape[1] * ENLARGEMENT), round(plane.shape[0] * ENLARGEMENT))
    smooth = Qt.TransformationMode.SmoothTransformation
    return _of_image(to_image(plane).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))


def to_image(plane: Plane) -> QImage:
    """Return a picture of its own with the grey of *plane*."""
    whole = np.ascontiguousarray(plane)
    height, width = whole.shape
    return QImage(whole.data, width, height, width, _GREY).copy()


@lru_cache
def _layouts() -> dict[Any, tuple[int, int]]:
    """Return, by format, how many bytes a pixel takes in the first plane and which is grey."""
    from PySide6.QtMultimedia import QVideoFrameFormat  # noqa: PLC0415 - absent on some systems

    kinds = QVideoFrameFormat.PixelFormat
    planar = (
        kinds.Format_NV12,
        kinds.Format_NV21,
        kinds.Format_YUV420P,
        kinds.Format_YUV422P,
        kinds.Format_YV12,
        kinds.Format_Y8,
    )
    packed = (
        kinds.Format_BGRA8888,
        kinds.Format_BGRX8888,
        kinds.Format_RGBA8888,
        kinds.Format_RGBX8888,
    )
    return {
        **dict.fromkeys(planar, (1, 0)),
        **dict.fromkeys(packed, (4, 1)),
        kinds.Format_YUYV: (2, 0),
        kinds.Format_UYVY: (2, 1),
    }


def _rows(data: Any, height: int, pitch: int) -> Plane:
    return np.frombuffer(data, np.uint8)[: height * pitch].reshape(height, pitch)


def _of_image(image: QImage) -> Plane:
    grey = image if image.format() == _GREY else image.convertToFormat(_GREY)
    rows = _rows(grey.constBits(), grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()
