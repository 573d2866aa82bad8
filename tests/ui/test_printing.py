"""A printer in trouble is named in words, goes on by itself, or another one takes over."""

import pytest
from PySide6.QtCore import Qt

from app.model.badge import Trouble
from tests.ui.hands import text
from ui.language import LANGUAGES, language
from ui.printer_texts import TROUBLES


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_trouble_has_words(name):
    say = language(name).say

    assert all(say(TROUBLES[trouble]) for trouble in Trouble)
    assert len({say(TROUBLES[trouble]) for trouble in Trouble}) == len(Trouble) - 1


def test_a_printer_without_paper_is_named_and_goes_on_by_itself(qtbot, window, keyboard, desk):
    desk.trouble = Trouble.NO_PAPER
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: text(window, "jobDetail").startswith("Papier oder Etiketten sind aus"))
    assert "⇧ F5" in text(window, "jobDetail")

    desk.trouble = Trouble.NONE
    qtbot.waitUntil(lambda: text(window, "jobState") == "Gedruckt")
    assert desk.printed == ["anh"]


def test_one_key_sends_the_badge_to_the_next_printer(qtbot, window, keyboard, desk):
    desk.trouble = Trouble.JAM
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: "Papierstau" in text(window, "jobDetail"))
    keyboard.press(Qt.Key.Key_F5, modifiers=Qt.KeyboardModifier.ShiftModifier)

    qtbot.waitUntil(lambda: "Drucker 2" in text(window, "jobDetail"))
    assert desk.printed == ["anh"]


def test_a_desk_with_one_printer_says_so(qtbot, window, keyboard, desk):
    desk.printers = 1
    keyboard.press(Qt.Key.Key_F5, modifiers=Qt.KeyboardModifier.ShiftModifier)

    qtbot.waitUntil(lambda: text(window, "word") == "Kein anderer Drucker")
