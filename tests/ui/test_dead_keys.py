"""Accents are typed as ever although the system's composition is off."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.workers.dead_keys import DeadKeys, do_without_input_method


@pytest.fixture
def without_composition(monkeypatch):
    """Do without it, and take the environment back at the end."""
    monkeypatch.setenv("QT_IM_MODULE", "ibus")
    monkeypatch.setenv("QT_IM_MODULES", "ibus;compose")
    monkeypatch.setattr("sys.platform", "linux")
    do_without_input_method()


@pytest.fixture
def query(without_composition, window, keyboard):  # noqa: ARG001 - before there is a window
    keyboard.type("x")
    return window.findChild(QLineEdit, "query")


@pytest.mark.parametrize(
    ("dead", "letter", "typed"),
    [
        (Qt.Key.Key_Dead_Acute, "e", "é"),
        (Qt.Key.Key_Dead_Circumflex, "o", "ô"),
        (Qt.Key.Key_Dead_Tilde, "n", "ñ"),
        (Qt.Key.Key_Dead_Caron, "s", "š"),
        (Qt.Key.Key_Dead_Ogonek, "a", "ą"),
        (Qt.Key.Key_Dead_Grave, " ", "`"),
        (Qt.Key.Key_Dead_Diaeresis, "q", "¨q"),
    ],
)
def test_a_dead_key_and_a_letter_are_one(qtbot, query, keyboard, dead, letter, typed):
    keyboard.press(dead)
    keyboard.type(letter)

    qtbot.waitUntil(lambda: query.text() == f"x{typed}")


def test_where_the_system_composes_nothing_is_composed_twice(monkeypatch):
    monkeypatch.delenv("QT_IM_MODULE", raising=False)
    field = QLineEdit()

    assert DeadKeys().mark(dead_key()) == ""
    DeadKeys().deliver(field, dead_key())
    assert field.text() == ""


def dead_key():

    modifier = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, modifier, "")
