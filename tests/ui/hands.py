"""Hands at the desk: a scanner that types, fingers that type, eyes that read the plate."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ui.widgets.plate import Plate

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SCANNER_GAP_MS = 5
STAYS_S = 600
"""So long an answer stays in sight, for tests that look at it on however slow a machine."""
_times = iter(range(10_000, 10**12, 1_000))


class Keyboard:
    """Sends key events with times of their own to whatever has the focus."""

    def __init__(self, window):
        self._window = window
        self._at_ms = next(_times)

    def press(self, key, text="", modifiers=NONE, gap_ms=150):
        self._at_ms += gap_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self._at_ms)
            QApplication.sendEvent(QApplication.focusWidget() or self._window, event)

    def type(self, text, gap_ms=150):
        for letter in text:
            self.press(Qt.Key(ord(letter.upper())), letter, gap_ms=gap_ms)

    def enter(self, gap_ms=150):
        self.press(Qt.Key.Key_Return, "\r", gap_ms=gap_ms)

    def with_control(self, digit):
        self.press(Qt.Key(Qt.Key.Key_0 + digit), str(digit), CONTROL)

    def with_shift(self, key):
        self.press(key, modifiers=SHIFT)

    def scan(self, code):
        self._at_ms = next(_times)
        self.type(code, gap_ms=SCANNER_GAP_MS)
        self.enter(gap_ms=SCANNER_GAP_MS)


def verdict(window):
    """Return the colour of the plate."""
    return window.findChild(Plate, "plate").view.verdict


def text(window, name):
    """Return the text of the visible label *name*, empty when it is not in sight."""
    label = window.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def sheet(window):
    """Return the name of the open sheet, empty when there is none."""
    return window.page.sheets.open_sheet


def welcome(qtbot, window, keyboard, code):
    """Scan a code, and wait until its guest is welcome."""
    keyboard.scan(code)
    qtbot.waitUntil(lambda: verdict(window) == "welcome")


def focusable(window):
    """Return everything in sight that can have the focus."""
    policy = Qt.FocusPolicy.NoFocus
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != policy
    ]


def buttons(window):
    """Return the push buttons in sight."""
    return [button for button in window.findChildren(QPushButton) if button.isVisible()]
