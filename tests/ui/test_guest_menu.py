"""What is done with one guest: a menu, forms and panels beside a plate that stays alive."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from app.badge.photos import refuses_photos
from app.model.person import Person
from tests.ui.hands import focusable, text, verdict
from tests.ui.test_fit import clipped
from ui.language import LANGUAGES

CONTROL = Qt.KeyboardModifier.ControlModifier
PANELS = {
    "guest": ["F4"],
    "change": ["F4", "F4"],
    "substitute": ["F4", "2"],
    "needs": ["F4", "6"],
    "new": ["F3"],
    "likely": ["F3", "Jane", "Tab", "Muller", "Return"],
}


def press(keyboard, name):
    if len(name) > 1 and hasattr(Qt.Key, f"Key_{name}"):
        keyboard.press(getattr(Qt.Key, f"Key_{name}"), {"Tab": "\t", "Return": "\r"}.get(name, ""))
    else:
        keyboard.type(name)


def field(window, form, name):
    return window.findChild(QWidget, form).findChild(QLineEdit, f"field_{name}")


def open_sheet(window):
    return window.page.sheets.open_sheet


def fact(window, words):
    """Whether a row of facts says *words*."""
    rows = window.page.facts.findChildren(QWidget)
    return any(words in row.accessibleName() for row in rows if row.isVisible())


@pytest.fixture
def welcome(qtbot, window, keyboard):
    """Have Jana Müller of Duisburg-Essen on the plate."""
    keyboard.scan("CODE-JANA1")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")


@pytest.fixture
def reach(qtbot, window, keyboard):
    """Open a panel by its keys, with Jana Müller in sight."""

    def go(panel):
        keyboard.scan("CODE-JANA1")
        qtbot.waitUntil(lambda: text(window, "name") == "Jana Müller")
        for name in PANELS[panel]:
            press(keyboard, name)
        qtbot.waitUntil(lambda: open_sheet(window) == panel)

    return go


@pytest.mark.parametrize("panel", PANELS)
def test_a_scan_beside_an_open_panel_is_answered_and_keeps_it(
    qtbot, window, keyboard, reach, panel
):
    reach(panel)

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: text(window, "name") == "Thị Ngọc Ánh Nguyễn")
    assert open_sheet(window) == panel


@pytest.mark.parametrize("panel", PANELS)
def test_escape_closes_every_panel(window, keyboard, reach, panel):
    reach(panel)

    for _ in range(2 if panel == "likely" else 1):
        keyboard.press(Qt.Key.Key_Escape)

    assert open_sheet(window) == ""
    assert text(window, "name") == "Jana Müller"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.parametrize("panel", PANELS)
def test_every_word_of_a_panel_has_room_and_every_control_a_name(
    qtbot, window, reach, panel, size, language
):
    window.resize(*size)
    window.set_language(language)
    reach(panel)

    qtbot.waitUntil(lambda: clipped(window) == [])
    assert [w.objectName() for w in focusable(window) if not w.accessibleName()] == []
    low = [w.objectName() for w in focusable(window.page.sheets) if w.height() < 44]
    assert low == []


@pytest.mark.usefixtures("welcome")
def test_letters_begin_a_search_from_the_menu(window, keyboard):
    keyboard.press(Qt.Key.Key_F4)

    keyboard.type("om")

    assert open_sheet(window) == ""
    assert window.page.search.isVisible()


@pytest.mark.usefixtures("welcome")
def test_one_key_turns_photos_and_prints_the_badge_anew(qtbot, window, keyboard, desk):
    qtbot.waitUntil(lambda: desk.printed == ["jana1"])

    keyboard.press(Qt.Key.Key_3, "3", CONTROL)

    qtbot.waitUntil(lambda: desk.printed == ["jana1", "jana1"])
    assert refuses_photos(desk.guests["jana1"].person)
    assert fact(window, "Kein Foto: gelbes Band")

    keyboard.press(Qt.Key.Key_3, "3", CONTROL)
    qtbot.waitUntil(lambda: desk.guests["jana1"].person.get("photo") == "yes")
    qtbot.waitUntil(lambda: not fact(window, "Kein Foto"))


def test_a_key_for_a_guest_without_one_says_so(window, keyboard):
    keyboard.press(Qt.Key.Key_3, "3", CONTROL)

    assert text(window, "word") == "Kein Gast gewählt"


def test_a_substitute_takes_the_place_and_gets_a_badge(qtbot, window, keyboard, desk, reach):
    reach("substitute")
    assert field(window, "substitution", "organisation").text() == "Universität Duisburg-Essen"

    keyboard.type("Vera")
    keyboard.enter()

    qtbot.waitUntil(lambda: text(window, "name") == "Vera")
    qtbot.waitUntil(lambda: desk.printed[-1:] == ["instead-of-jana1"])
    assert open_sheet(window) == ""
    keyboard.scan("CODE-JANA1")
    qtbot.waitUntil(lambda: verdict(window) == "stop")


def test_nobody_comes_in_place_of_somebody_who_was_cancelled(qtbot, window, keyboard):
    keyboard.scan("CODE-LARS")
    qtbot.waitUntil(lambda: verdict(window) == "stop")

    press(keyboard, "F4")
    rows = {row.name: row for row in window.findChild(QWidget, "guestMenu").rows}
    window.operation.guest.menu.choose("substitute")

    assert (rows["substitute"].is_possible, rows["substitute"].detail) == (False, "kommt nicht")
    assert open_sheet(window) == "guest"


def test_a_like_name_is_asked_about_and_a_digit_lets_that_guest_in(qtbot, window, keyboard, reach):
    reach("likely")
    rows = window.findChild(QWidget, "likely").rows
    assert [(row.cap, row.word) for row in rows[:2]] == [("1", "Jana Müller"), ("2", "Jana Müller")]
    assert "Universität Duisburg-Essen" in rows[0].below
    assert "noch nicht da" in rows[1].below

    keyboard.type("2")

    qtbot.waitUntil(lambda: text(window, "reason") == "Hochschule Düsseldorf")
    assert open_sheet(window) == ""


def test_f3_says_that_it_is_nobody_of_them(qtbot, window, keyboard, reach, desk):
    reach("likely")

    keyboard.press(Qt.Key.Key_F3)

    qtbot.waitUntil(lambda: text(window, "name") == "Jane Muller")
    assert desk.guests["walk8"].is_walk_in


def test_f3_twice_registers_one_guest(qtbot, window, keyboard, reach, desk):
    reach("likely")

    keyboard.press(Qt.Key.Key_F3)
    keyboard.press(Qt.Key.Key_F3)

    qtbot.waitUntil(lambda: text(window, "name") == "Jane Muller")
    assert len(desk.guests) == 9


def test_a_form_that_was_closed_registers_nobody(qtbot, window, keyboard, desk):
    asked = threading.Event()
    answer = threading.Event()

    def resembling(_fields):
        asked.set()
        answer.wait(60)
        return []

    desk.concierge.resembling = resembling
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Ada")
    keyboard.enter()
    qtbot.waitUntil(asked.is_set)

    keyboard.press(Qt.Key.Key_Escape)
    answer.set()

    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert len(desk.guests) == 8


def test_escape_goes_back_to_what_was_typed(window, keyboard, reach, desk):
    reach("likely")
    keyboard.press(Qt.Key.Key_Escape)

    assert field(window, "walkIn", "given").text() == "Jane"
    assert field(window, "walkIn", "given").hasFocus()
    assert len(desk.guests) == 8


def test_a_digit_without_anybody_changes_nothing(window, keyboard, reach, desk):
    reach("likely")

    keyboard.type("7")

    assert open_sheet(window) == "likely"
    assert len(desk.guests) == 8


def test_press_comes_for_an_outlet_and_shows_a_card(qtbot, window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    form = window.findChild(QWidget, "walkIn")
    tick = form.findChild(QCheckBox, "tick")
    assert not tick.isVisible()
    form.findChildren(QPushButton, "choice")[1].click()
    assert tick.isVisible()
    keyboard.type("Ada")
    keyboard.enter()

    assert form.findChild(QWidget, "formError").text().startswith("Das Medium fehlt.")
    assert field(window, "walkIn", "organisation").hasFocus()
    keyboard.type("WDR")
    tick.click()
    keyboard.enter()

    qtbot.waitUntil(lambda: text(window, "name") == "Ada")
    fields = desk.guests["walk8"].person.fields
    assert (fields["organisation"], fields["press_seen"]) == ("WDR", "yes")


def test_what_helps_is_noted_with_the_key_that_is_the_consent(qtbot, window, keyboard, desk, reach):
    reach("needs")
    panel = window.findChild(QWidget, "needs")
    keyboard.type("Rampe")
    qtbot.waitUntil(lambda: panel.view.keys[0].word == "Gast ist einverstanden: notieren")
    keyboard.enter()

    qtbot.waitUntil(lambda: fact(window, "Rampe"))
    person = desk.guests["jana1"].person
    assert (person.needs, person.get("needs_consent")) == ("Rampe", "2024-12-03T15:42:00+00:00")

    reach("needs")
    assert panel.field.text() == "Rampe"
    panel.field.selectAll()
    keyboard.press(Qt.Key.Key_Delete)
    assert panel.view.keys[0].word == "Nichts notieren"
    keyboard.enter()
    qtbot.waitUntil(lambda: not fact(window, "Rampe"))
    assert desk.guests["jana1"].person.get("needs_consent") == ""


def test_what_nobody_agreed_to_is_not_shown(qtbot, window, keyboard, desk):
    known = desk.guests["anh"]
    desk.guests["anh"] = replace(known, person=Person({**known.person.fields, "needs": "Rampe"}))

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert not fact(window, "Rampe")


@pytest.mark.usefixtures("welcome")
def test_a_lost_badge_is_printed_again(qtbot, window, keyboard, desk):
    qtbot.waitUntil(lambda: desk.printed == ["jana1"])
    press(keyboard, "F4")
    press(keyboard, "8")

    qtbot.waitUntil(lambda: desk.printed == ["jana1", "jana1"])
    assert open_sheet(window) == ""
