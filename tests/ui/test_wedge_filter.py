"""Scanners that type are told from fingers, wherever the focus is."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.hands import focusable, verdict

TWENTY = "CODEOFTWENTYLETTERSX"


def fields(window):
    """Return the texts of all text fields, in sight or not."""
    return [field.text() for field in window.findChildren(QLineEdit)]


@pytest.mark.parametrize("sheet", ["", "new", "change", "change change", "help"])
def test_a_scan_is_heard_whatever_has_the_focus(qtbot, window, keyboard, desk, sheet):
    window.operation.scan(("CODE-ANH",))
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    for key in sheet.split():
        window.operation.do(key)
    before = fields(window)
    places = focusable(window)

    for number, widget in enumerate(places):
        widget.setFocus()
        keyboard.scan(f"{TWENTY}-{number}")

    expected = {(f"{TWENTY}-{number}",) for number in range(len(places))}
    qtbot.waitUntil(lambda: expected <= set(desk.accepted))
    assert fields(window) == before


def test_a_scan_closes_the_search_and_leaves_no_letter(qtbot, window, keyboard, desk):
    keyboard.type("mü")
    overlay = window.findChild(QWidget, "overlay")
    qtbot.waitUntil(overlay.isVisible)

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert desk.accepted == [("CODE-ANH",)]
    assert not overlay.isVisible()


def test_typing_is_never_a_scan(keyboard, desk):
    chance = random.Random(7)  # noqa: S311 - the same typing in every run

    for _ in range(40):
        for letter in chance.choices("abcdefghijklmnop ", k=12):
            keyboard.type(letter, gap_ms=chance.randint(80, 250))
        keyboard.press(Qt.Key.Key_Escape)

    assert desk.accepted == []


def test_typed_letters_all_arrive_in_order(qtbot, window, keyboard):
    keyboard.type("müller jana")

    field = window.findChild(QLineEdit, "query")
    qtbot.waitUntil(lambda: field.text() == "müller jana")


def test_enter_of_a_scan_presses_no_button(qtbot, window, keyboard, desk):
    window.findChild(QWidget, "key_new").setFocus()

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: desk.accepted == [("CODE-ANH",)])
    assert window.page.sheets.open_sheet == ""


def test_a_scan_without_enter_ends_by_silence(qtbot, keyboard, desk):
    keyboard.type("CODE-ANH", gap_ms=5)

    qtbot.waitUntil(lambda: desk.accepted == [("CODE-ANH",)])


def test_without_the_focus_the_lamp_says_so(window):
    lamp = window.findChild(QWidget, "scannerLamp")
    window.operation.listen(is_listening=False)

    assert lamp.property("state") == "problem"
    assert lamp.word == "Hört nicht zu"
