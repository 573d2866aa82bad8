"""Which cameras this machine has, for the self-test."""

import os
import sys

from PySide6.QtWidgets import QApplication


def camera_names() -> list[str]:
    """Return the names of the cameras; none also where Qt cannot do video at all."""
    try:
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - absent on some systems
    except ImportError:
        return []
    needs_no_screen = sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if needs_no_screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The same kind as the window's: it may be opened after this in one process.
    application = QApplication.instance() or QApplication(sys.argv[:1])
    names = [device.description() for device in QMediaDevices.videoInputs()]
    del application
    return names
