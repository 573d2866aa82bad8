"""The camera's reader: frames go into a slot for one, a thread decodes whatever is newest."""

import logging
import threading
from collections.abc import Collection
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from app.reading.guidance import Advice, Guide, look_at
from app.reading.optical import Debounce, Plane, SecondPass, Symbology, read_codes
from ui.workers.camera_frames import enlarged, grey_plane, to_image

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_STOP_S = 2.0
_PICTURE_EVERY_S = 0.15
_PICTURE_SIZE = QSize(408, 408)

logger = logging.getLogger(__name__)


class FrameReader(QObject):
    """Reads codes out of the frames that it is given; the latest frame wins.

    Args:
        also: Sorts of codes to read besides QR codes.
        parent: As Qt has it.

    Signals:
        scanned: The text of a code that came into sight.
        pictured: A small grey picture, a few a second, to aim by.
        advised: An `Advice` or None, whenever it changes.
    """

    scanned = Signal(str)
    pictured = Signal(QImage)
    advised = Signal(object)

    def __init__(self, also: Collection[Symbology] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._also = also
        self._slot: QVideoFrame | None = None
        self._filled = threading.Condition()
        self._is_stopped = False
        self._debounce, self._second_pass = Debounce(), SecondPass()
        self._guide = Guide()
        self._advice: Advice | None = None
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
            is_enlarged = self._second_pass.is_due(plane)
            texts = read_codes(plane, enlarge=enlarged, also=self._also, is_enlarged=is_enlarged)
            if texts:
                self._guide.succeed()
            self._show(plane)
            return texts
        finally:
            frame.unmap()

    def _show(self, plane: Plane) -> None:
        """Give the people at the desk, a few times a second, what they aim by."""
        now_s = monotonic()
        if now_s - self._pictured_s < _PICTURE_EVERY_S:
            return
        self._pictured_s = now_s
        small = to_image(plane).scaled(_PICTURE_SIZE, Qt.AspectRatioMode.KeepAspectRatio)
        # People aim by what they see in a mirror.
        self.pictured.emit(small.flipped(Qt.Orientation.Horizontal))
        advice = self._guide.advise(look_at(plane), now_s)
        if advice is not self._advice:
            self._advice = advice
            self.advised.emit(advice)
