"""A window that is worked by lines of JSON, as the demo does.

``{"frame": FILE}`` holds a picture in front of the camera, ``{"keys": TEXT}`` types it as a
handheld scanner does, ``{"screenshot": FILE}`` keeps a picture of the window and
``{"close": true}`` ends. Frames and keys take the way of real ones: through the video sink and
through the application's key filter.
"""

import json
import os
import sys
import threading
from pathlib import Path
from typing import TextIO

import numpy as np
from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui.desk import Desk
from ui.screenshots import save_all
from ui.window import Window, build

KEY_PACE_MS = 4
"""A handheld scanner types a key in 2 to 20 ms."""

PAUSE_MS = 500
"""Between two scans of one hand."""


class Player(QObject):
    """Does to a window what the lines of a text stream say."""

    _read = Signal(dict)

    def __init__(self, window: Window, lines: TextIO) -> None:
        super().__init__(window)
        self._window = window
        self._at_ms = PAUSE_MS
        self._read.connect(self._obey)
        self._thread = threading.Thread(target=self._follow, args=(lines,), daemon=True)
        self._thread.start()

    def _follow(self, lines: TextIO) -> None:
        for line in lines:
            self._read.emit(json.loads(line))
        self._read.emit({"close": True})

    @Slot(dict)
    def _obey(self, order: dict[str, str]) -> None:
        if "frame" in order:
            self._hold(QImage(order["frame"]))
        elif "keys" in order:
            self._type(order["keys"])
        elif "screenshot" in order:
            self._window.grab().save(order["screenshot"])
        elif "close" in order:
            self._window.leave()

    def _hold(self, picture: QImage) -> None:
        """Push a picture through the camera's sink as a frame of grey pixels."""
        from PySide6.QtMultimedia import (  # noqa: PLC0415 - absent on some systems
            QVideoFrame,
            QVideoFrameFormat,
        )

        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        size = QSize(grey.width(), grey.height())
        frame = QVideoFrame(QVideoFrameFormat(size, QVideoFrameFormat.PixelFormat.Format_Y8))
        frame.map(QVideoFrame.MapMode.WriteOnly)
        pitch, width = frame.bytesPerLine(0), grey.width()
        pixels = np.frombuffer(frame.bits(0), np.uint8)[: pitch * grey.height()]
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
        pixels.reshape(grey.height(), pitch)[:, :width] = rows[:, :width]
        frame.unmap()
        self._window.operation.camera.sink().setVideoFrame(frame)

    def _type(self, text: str) -> None:
        """Post the key events of a handheld scanner, Enter at the end, with their times."""
        self._at_ms += PAUSE_MS
        for sign in text:
            shift = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else _NONE
            self._press(Qt.Key(ord(sign.upper())), sign, shift)
        self._press(Qt.Key.Key_Return, "\r", _NONE)

    def _press(self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier) -> None:
        self._at_ms += KEY_PACE_MS
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self._at_ms)
            QApplication.postEvent(QApplication.focusWidget() or self._window, event)


_NONE = Qt.KeyboardModifier.NoModifier


def run_played(desk: Desk, settings: Settings, lines: TextIO) -> int:
    """Open the window and obey *lines* until they end; return the exit status."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    window = build(desk, settings)
    window.show()
    player = Player(window, lines)
    status = application.exec()
    player.deleteLater()
    return status


def picture(desk: Desk, out: Path) -> list[Path]:
    """Draw the reception page in all its answers, themes and languages into *out*.

    It needs no screen and uses none.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication(sys.argv[:1])
    paths = save_all(desk, out)
    application.quit()
    return paths
