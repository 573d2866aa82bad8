"""Groups at the desk, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import NotRecordedError
from tests.ui.hands import NONE, sheet, text, verdict, welcome
from tests.ui.memory_desk import guest
from ui.widgets.roll_call import RollCall

CLASS = ("ada", "ben", "cem", "dora", "emil")


@pytest.fixture
def group(desk):
    for name in CLASS:
        desk.guests[name] = guest(name, name.title(), "Muster", "Gymnasium", {"group": "Klasse 7b"})
    desk.crowd.groups["Klasse 7b"] = CLASS


def open_group(qtbot, window, keyboard):
    welcome(qtbot, window, keyboard, "CODE-ADA")
    keyboard.with_control(5)
    qtbot.waitUntil(lambda: sheet(window) == "group")


@pytest.mark.usefixtures("group")
def test_a_group_is_let_in_by_one_key_without_those_who_are_missing(qtbot, window, keyboard, desk):
    open_group(qtbot, window, keyboard)
    keyboard.type("2")
    keyboard.enter()

    qtbot.waitUntil(lambda: desk.crowd.spooled == [["ben", "dora", "emil"]])
    assert desk.crowd.admitted == [["ben", "dora", "emil"]]
    qtbot.waitUntil(lambda: text(window, "name") == "3 Gäste")
    assert (sheet(window), verdict(window)) == ("", "welcome")
    assert text(window, "reason") == "Gruppe „Klasse 7b“"


@pytest.mark.usefixtures("group")
def test_who_is_ticked_off_by_mistake_is_ticked_again(qtbot, window, keyboard, desk):
    open_group(qtbot, window, keyboard)
    keyboard.type("11")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Space, " ")
    keyboard.enter()

    qtbot.waitUntil(lambda: len(desk.crowd.admitted) == 1)
    assert len(desk.crowd.admitted[0]) == 3


@pytest.mark.usefixtures("group")
def test_with_nobody_ticked_nothing_happens(qtbot, window, keyboard, desk):
    open_group(qtbot, window, keyboard)
    keyboard.type("1234")
    keyboard.enter()

    key = window.findChild(QWidget, "rollPanel").findChild(QPushButton, "solution")
    assert (key.isEnabled(), key.word) == (False, "Niemand ist angekreuzt")
    assert desk.crowd.admitted == []


@pytest.mark.usefixtures("group")
def test_a_group_of_whom_somebody_may_not_come_says_who(qtbot, window, keyboard, desk):
    desk.wrong_day.add("cem")
    open_group(qtbot, window, keyboard)
    keyboard.enter()

    qtbot.waitUntil(lambda: verdict(window) == "attention")
    assert text(window, "name") == "3 Gäste"
    facts = [one.text() for one in window.findChildren(QWidget, "factValue") if one.isVisible()]
    assert "Cem Muster: anderer Tag" in facts


@pytest.mark.usefixtures("group")
def test_a_group_that_was_not_recorded_stays(qtbot, window, keyboard, desk):
    open_group(qtbot, window, keyboard)
    desk.crowd.next_error = NotRecordedError("The disk is full.")
    keyboard.enter()

    panel = window.findChild(QWidget, "rollPanel")
    qtbot.waitUntil(lambda: "nicht angenommen" in panel.status.text)
    assert sheet(window) == "group"
    keyboard.enter()
    qtbot.waitUntil(lambda: len(desk.crowd.admitted) == 1)


def test_who_has_no_group_is_told(qtbot, window, keyboard):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    keyboard.with_control(5)

    qtbot.waitUntil(lambda: text(window, "word") == "Keine Gruppe")
    assert sheet(window) == ""


@pytest.mark.usefixtures("group")
def test_a_complete_group_is_told(qtbot, window, keyboard, desk):
    for name in CLASS:
        desk.check_in(name, session=None)
    keyboard.scan("CODE-ADA")
    qtbot.waitUntil(lambda: verdict(window) == "already")
    keyboard.with_control(5)

    qtbot.waitUntil(lambda: text(window, "word") == "Gruppe ist vollzählig")


@pytest.mark.usefixtures("group")
def test_the_names_of_a_group_are_boxes_for_a_screen_reader(qtbot, window, keyboard):
    open_group(qtbot, window, keyboard)
    roll = window.findChild(RollCall)
    first = roll.model().index(0)
    assert first.data() == "Ben Muster"
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked

    roll.model().setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked


@pytest.mark.usefixtures("group")
def test_a_click_anywhere_on_a_row_ticks_it(qtbot, window, keyboard):
    open_group(qtbot, window, keyboard)
    roll = window.findChild(RollCall)
    first, second = roll.model().index(0), roll.model().index(1)
    places = (roll.visualRect(first).center(), roll.visualRect(second).topLeft())
    for row, place in zip((first, second), places, strict=True):
        qtbot.mouseClick(roll.viewport(), Qt.MouseButton.LeftButton, NONE, place)
        state = row.data(Qt.ItemDataRole.CheckStateRole)
        assert Qt.CheckState(state) is Qt.CheckState.Unchecked
