"""Keys that work wherever somebody is typing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.hands import CONTROL, Keyboard


class TextOnX(QLineEdit):
    """Takes what fields take on X11, where Ctrl+E goes to the end of the line."""

    def event(self, event):
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and event.key() == Qt.Key.Key_E and event.modifiers() == CONTROL:
            return True
        return super().event(event)


@pytest.mark.parametrize("is_field", [False, True])
def test_the_evacuation_key_works_while_somebody_types(qtbot, window, monkeypatch, is_field):
    done = []
    monkeypatch.setattr(window, "do", done.append)
    if is_field:
        field = TextOnX(window)
        field.show()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)

    Keyboard(window).press(Qt.Key.Key_E, modifiers=CONTROL)

    assert done == ["evacuation"]


def test_other_keys_stay_with_the_field(qtbot, window):
    field = TextOnX(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    Keyboard(window).type("we")

    qtbot.waitUntil(lambda: field.text() == "we")
