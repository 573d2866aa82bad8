"""New guests, corrected names, and help: sheets beside a plate that stays alive."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.errors import UnknownError
from tests.ui.hands import text, verdict
from ui.widgets.keys import KeyButton


def field(window, form, name):
    return window.findChild(QWidget, form).findChild(QLineEdit, f"field_{name}")


def test_a_new_guest_is_registered_welcomed_and_printed(qtbot, window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Oluwaseun")
    qtbot.waitUntil(lambda: field(window, "walkIn", "given").text() == "Oluwaseun")
    keyboard.enter()

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    qtbot.waitUntil(lambda: desk.printed == ["walk8"])
    assert desk.guests["walk8"].person.fields == {"given": "Oluwaseun", "category": "Gast"}
    assert not window.findChild(QWidget, "walkIn").isVisible()


def test_a_guest_without_a_name_is_asked_for_one(window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.enter()

    form = window.findChild(QWidget, "walkIn")
    error = form.findChild(QWidget, "formError")
    assert error.text() == "Ein Name fehlt. Bitte erfragen und eintragen."
    assert len(desk.guests) == 8


def test_a_failure_keeps_what_was_typed(qtbot, window, keyboard, desk):
    desk.next_error = UnknownError("No such event.")
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Ada")
    keyboard.enter()

    form = window.findChild(QWidget, "walkIn")
    qtbot.waitUntil(lambda: form.findChild(QWidget, "formError").text() != "")
    assert field(window, "walkIn", "given").text() == "Ada"


def test_another_category_can_be_chosen(qtbot, window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    choices = window.findChild(QWidget, "walkIn").findChildren(QPushButton, "choice")
    choices[2].click()
    keyboard.type("Ada")
    keyboard.enter()

    qtbot.waitUntil(lambda: desk.printed == ["walk8"])
    assert desk.guests["walk8"].person.category == "Begleitung"


def test_a_scan_beside_an_open_form_keeps_the_form(qtbot, window, keyboard):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Ada")

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert field(window, "walkIn", "given").text() == "Ada"
    assert field(window, "walkIn", "given").isVisible()


def test_a_name_is_corrected_and_printed_again(qtbot, window, keyboard, desk):
    keyboard.scan("CODE-LUKASZ")
    qtbot.waitUntil(lambda: desk.printed == ["lukasz"])
    keyboard.press(Qt.Key.Key_F4)
    keyboard.press(Qt.Key.Key_F4)
    family = field(window, "amendment", "family")
    family.setText("Wiśniewski")
    family.setFocus()
    keyboard.enter()

    qtbot.waitUntil(lambda: desk.printed == ["lukasz", "lukasz"])
    assert desk.guests["lukasz"].person.name == "Łukasz Wiśniewski"
    assert text(window, "name") == "Łukasz Wiśniewski"


def test_the_badge_beside_the_form_follows_the_letters(qtbot, window, keyboard):
    keyboard.scan("CODE-JANA1")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    keyboard.press(Qt.Key.Key_F4)
    keyboard.press(Qt.Key.Key_F4)
    pages = [sheet for sheet in window.findChildren(QWidget, "preview") if sheet.isVisible()]
    qtbot.waitUntil(lambda: not pages[0].is_empty)
    before = pages[0].grab().toImage()

    keyboard.type("Xaver")

    qtbot.waitUntil(lambda: pages[0].grab().toImage() != before)


def test_changing_nobody_asks_for_a_guest(window, keyboard):
    keyboard.press(Qt.Key.Key_F4)

    assert text(window, "word") == "Kein Gast gewählt"


def test_help_shows_every_key_and_closes_again(window, keyboard):
    keyboard.press(Qt.Key.Key_F1)
    help_list = window.page.sheets.currentWidget().findChild(QWidget, "helpList")
    assert help_list.isVisible()

    keyboard.press(Qt.Key.Key_Escape)

    assert not help_list.isVisible()


def test_the_keys_can_be_clicked(qtbot, window):
    qtbot.mouseClick(window.findChild(QWidget, "key_new"), Qt.MouseButton.LeftButton)

    assert window.findChild(QWidget, "walkIn").isVisible()


def test_a_key_that_a_form_has_no_use_for_is_gone_at_once(window):
    window.operation.do("new")

    keys = window.page.keys.findChildren(KeyButton)
    shown = [key.objectName() for key in keys if key.isVisible()]
    assert len(shown) == len(set(shown))
