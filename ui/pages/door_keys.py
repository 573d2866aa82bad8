"""Which key does what at the door of a room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYS = {
    Qt.Key.Key_F1: "door_help",
    Qt.Key.Key_F3: "door_rooms",
    Qt.Key.Key_F4: "door_roll",
    Qt.Key.Key_F5: "door_turn",
    Qt.Key.Key_F7: "door_solve",
}
_ROLL_KEYS = {
    Qt.Key.Key_Return: "roll_submit",
    Qt.Key.Key_Enter: "roll_submit",
    Qt.Key.Key_Escape: "roll_close",
    Qt.Key.Key_Down: "roll_next",
    Qt.Key.Key_PageDown: "roll_next",
    Qt.Key.Key_Up: "roll_before",
    Qt.Key.Key_PageUp: "roll_before",
}


def door_action(event: QKeyEvent, *, is_rolling: bool) -> str | None:
    """Return the name of the action, None for a key that means here what it means everywhere."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if is_rolling and key in _ROLL_KEYS:
        return _ROLL_KEYS[key]
    if key == Qt.Key.Key_F7 and modifiers == Qt.KeyboardModifier.ShiftModifier:
        return "door_second"
    return _KEYS.get(key) if modifiers == Qt.KeyboardModifier.NoModifier else None


def is_place_key(event: QKeyEvent) -> bool:
    """Whether a key opens the panel of places."""
    is_shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and is_shift
