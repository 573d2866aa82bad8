"""Which key of reception does what."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYS = {
    Qt.Key.Key_F1: "help",
    Qt.Key.Key_F2: "camera",
    Qt.Key.Key_F3: "new",
    Qt.Key.Key_F4: "change",
    Qt.Key.Key_F5: "badge",
    Qt.Key.Key_F6: "undo",
    Qt.Key.Key_F7: "solve",
    Qt.Key.Key_F12: "scanner",
    Qt.Key.Key_Escape: "close",
}
_LAST_DIGIT = 9
_SHIFTED = {
    "help": "calls",
    "camera": "next_camera",
    "new": "tally",
    "badge": "next_printer",
}


def action_of(event: QKeyEvent) -> str | None:
    """Return the name of the action, None for a key that has none of its own."""
    name = _KEYS.get(Qt.Key(event.key()))
    if name in _SHIFTED and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return _SHIFTED[name]
    if name is None and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return "search" if event.key() == Qt.Key.Key_F else None
    return name


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit from 1 to 9 that is pressed with Control, which acts on the guest."""
    digit = event.key() - Qt.Key.Key_0
    is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return digit if is_control and 1 <= digit <= _LAST_DIGIT else None
