"""Keys that do the same on every page of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_PLAIN = {
    Qt.Key.Key_F8: "language",
    Qt.Key.Key_F9: "theme",
    Qt.Key.Key_F10: "organiser",
    Qt.Key.Key_F11: "full_screen",
}
_SHIFTED = {
    Qt.Key.Key_F9: "practice",
    Qt.Key.Key_F11: "guest_window",
    Qt.Key.Key_F12: "self_test",
}
_CONTROL = {
    Qt.Key.Key_E: "evacuation",
    Qt.Key.Key_L: "sign_in",
}
HARMLESS = frozenset({"language", "theme", "full_screen"})
"""Actions that go on while something covers the page."""


def window_action(event: QKeyEvent) -> str | None:
    """Return the name of the action of a key, None when it has none of its own."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return _SHIFTED.get(key)
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _CONTROL.get(key)
    return _PLAIN.get(key)
