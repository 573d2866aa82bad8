"""Check-in by name, with keys only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from tests.ui.hands import text, verdict


def rows(window):
    """Return how many guests the search shows."""
    return window.findChild(QListView, "hits").model().rowCount()


def test_seven_keys_check_somebody_in(qtbot, window, keyboard, desk):
    keyboard.type("om had")
    keyboard.enter()

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert desk.accepted == [("omar",)]
    assert not window.findChild(QWidget, "overlay").isVisible()


def test_enter_alone_chooses_nobody_among_namesakes(qtbot, window, keyboard, desk):
    keyboard.type("jana")
    qtbot.waitUntil(lambda: rows(window) == 2)

    keyboard.enter()
    keyboard.type(" m")

    qtbot.waitUntil(lambda: desk.found[-1] == "jana m")
    assert desk.accepted == []
    assert text(window, "sameName") == "2 Gäste heißen Jana Müller."


def test_namesakes_are_told_apart_and_chosen_by_an_arrow(qtbot, window, keyboard, desk):
    keyboard.type("jana")
    qtbot.waitUntil(lambda: rows(window) == 2)

    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.enter()

    qtbot.waitUntil(lambda: desk.accepted == [("jana2",)])


def test_the_arrow_shows_the_badge_of_the_chosen(qtbot, window, keyboard):
    keyboard.type("jana")
    qtbot.waitUntil(lambda: rows(window) == 2)

    keyboard.press(Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: text(window, "jobState") == "Ausgewählt")
    qtbot.waitUntil(lambda: not window.findChild(QWidget, "preview").is_empty)


def test_one_letter_shows_nobody_and_asks_nobody(qtbot, window, keyboard, desk):
    keyboard.type("j")

    qtbot.waitUntil(lambda: text(window, "notAmong") == "Bitte mindestens zwei Buchstaben")
    assert rows(window) == 0
    assert desk.found == []


def test_taking_letters_back_empties_the_list(qtbot, window, keyboard):
    keyboard.type("ja")
    qtbot.waitUntil(lambda: rows(window) == 3)

    keyboard.press(Qt.Key.Key_Backspace, "\b")

    qtbot.waitUntil(lambda: rows(window) == 0)


def test_escape_forgets_what_was_typed(qtbot, window, keyboard):
    keyboard.type("jana")
    qtbot.waitUntil(lambda: rows(window) == 2)

    keyboard.press(Qt.Key.Key_Escape)

    assert not window.findChild(QWidget, "overlay").isVisible()
    assert rows(window) == 0


def test_control_f_opens_the_empty_search(window, keyboard):
    keyboard.press(Qt.Key.Key_F, "\x06", Qt.KeyboardModifier.ControlModifier)

    assert window.findChild(QWidget, "overlay").isVisible()
    assert window.findChild(QLineEdit, "query").text() == ""


def test_a_typed_code_is_accepted_too(qtbot, keyboard, desk):
    keyboard.type("code-anh")
    keyboard.enter()

    qtbot.waitUntil(lambda: desk.accepted == [("code-anh",)])


def test_a_guest_found_by_name_can_be_changed(qtbot, window, keyboard):
    keyboard.type("om")
    qtbot.waitUntil(lambda: rows(window) == 1)
    keyboard.press(Qt.Key.Key_Down)

    keyboard.press(Qt.Key.Key_F4)
    keyboard.press(Qt.Key.Key_F4)

    form = window.findChild(QWidget, "amendment")
    assert form.isVisible()
    assert form.findChild(QLineEdit, "field_family").text() == "al-Haddad"
