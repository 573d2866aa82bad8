"""Groups, companions, tallies and calls at the desk, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.errors import InputError, NotRecordedError
from app.model.call import CallReason
from tests.ui.hands import NONE, text, verdict
from tests.ui.memory_desk import guest
from ui.widgets.roll_call import RollCall

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CLASS = ("ada", "ben", "cem", "dora", "emil")


@pytest.fixture
def group(desk):
    for name in CLASS:
        desk.guests[name] = guest(name, name.title(), "Muster", "Gymnasium", {"group": "Klasse 7b"})
    desk.crowd.groups["Klasse 7b"] = CLASS


@pytest.fixture
def digit(keyboard):
    def press(number):
        keyboard.press(Qt.Key(Qt.Key.Key_0 + number), str(number), CONTROL)

    return press


def sheet(window):
    return window.page.sheets.open_sheet


def word(window):
    return text(window, "word")


def welcome(qtbot, window, keyboard, code):
    keyboard.scan(code)
    qtbot.waitUntil(lambda: verdict(window) == "welcome")


def open_group(qtbot, window, keyboard, digit):
    welcome(qtbot, window, keyboard, "CODE-ADA")
    digit(5)
    qtbot.waitUntil(lambda: sheet(window) == "group")


@pytest.mark.usefixtures("group")
def test_a_group_is_let_in_by_one_key_without_those_who_are_missing(
    qtbot, window, keyboard, desk, digit
):
    open_group(qtbot, window, keyboard, digit)
    keyboard.type("2")
    keyboard.enter()

    qtbot.waitUntil(lambda: desk.crowd.spooled == [["ben", "dora", "emil"]])
    assert desk.crowd.admitted == [["ben", "dora", "emil"]]
    qtbot.waitUntil(lambda: text(window, "name") == "3 Gäste")
    assert (sheet(window), verdict(window)) == ("", "welcome")
    assert text(window, "reason") == "Gruppe „Klasse 7b“"


@pytest.mark.usefixtures("group")
def test_who_is_ticked_off_by_mistake_is_ticked_again(qtbot, window, keyboard, desk, digit):
    open_group(qtbot, window, keyboard, digit)
    keyboard.type("11")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Space, " ")
    keyboard.enter()

    qtbot.waitUntil(lambda: len(desk.crowd.admitted) == 1)
    assert len(desk.crowd.admitted[0]) == 3


@pytest.mark.usefixtures("group")
def test_with_nobody_ticked_nothing_happens(qtbot, window, keyboard, desk, digit):
    open_group(qtbot, window, keyboard, digit)
    keyboard.type("1234")
    keyboard.enter()

    key = window.findChild(QWidget, "rollPanel").findChild(QPushButton, "solution")
    assert (key.isEnabled(), key.word) == (False, "Niemand ist angekreuzt")
    assert desk.crowd.admitted == []


@pytest.mark.usefixtures("group")
def test_a_group_of_whom_somebody_may_not_come_says_who(qtbot, window, keyboard, desk, digit):
    desk.wrong_day.add("cem")
    open_group(qtbot, window, keyboard, digit)
    keyboard.enter()

    qtbot.waitUntil(lambda: verdict(window) == "attention")
    assert text(window, "name") == "3 Gäste"
    facts = [one.text() for one in window.findChildren(QWidget, "factValue") if one.isVisible()]
    assert "Cem Muster: anderer Tag" in facts


@pytest.mark.usefixtures("group")
def test_a_group_that_was_not_recorded_stays(qtbot, window, keyboard, desk, digit):
    open_group(qtbot, window, keyboard, digit)
    desk.crowd.next_error = NotRecordedError("The disk is full.")
    keyboard.enter()

    panel = window.findChild(QWidget, "rollPanel")
    qtbot.waitUntil(lambda: "nicht angenommen" in panel.status.text)
    assert sheet(window) == "group"
    keyboard.enter()
    qtbot.waitUntil(lambda: len(desk.crowd.admitted) == 1)


def test_who_has_no_group_is_told(qtbot, window, keyboard, digit):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    digit(5)

    qtbot.waitUntil(lambda: word(window) == "Keine Gruppe")
    assert sheet(window) == ""


@pytest.mark.usefixtures("group")
def test_a_complete_group_is_told(qtbot, window, keyboard, desk, digit):
    for name in CLASS:
        desk.check_in(name, session=None)
    keyboard.scan("CODE-ADA")
    qtbot.waitUntil(lambda: verdict(window) == "already")
    digit(5)

    qtbot.waitUntil(lambda: word(window) == "Gruppe ist vollzählig")


@pytest.mark.usefixtures("group")
def test_the_names_of_a_group_are_boxes_for_a_screen_reader(qtbot, window, keyboard, digit):
    open_group(qtbot, window, keyboard, digit)
    roll = window.findChild(RollCall)
    first = roll.model().index(0)
    assert first.data() == "Ben Muster"
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked

    roll.model().setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked


@pytest.mark.usefixtures("group")
def test_a_click_anywhere_on_a_row_ticks_it(qtbot, window, keyboard, digit):
    open_group(qtbot, window, keyboard, digit)
    roll = window.findChild(RollCall)
    first, second = roll.model().index(0), roll.model().index(1)
    places = (roll.visualRect(first).center(), roll.visualRect(second).topLeft())
    for row, place in zip((first, second), places, strict=True):
        qtbot.mouseClick(roll.viewport(), Qt.MouseButton.LeftButton, NONE, place)
        state = row.data(Qt.ItemDataRole.CheckStateRole)
        assert Qt.CheckState(state) is Qt.CheckState.Unchecked


def test_companions_are_counted_with_their_host(qtbot, window, keyboard, desk, digit):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    digit(4)
    qtbot.waitUntil(lambda: sheet(window) == "companions")
    keyboard.type("3")
    keyboard.enter()

    qtbot.waitUntil(lambda: sheet(window) == "")
    assert desk.crowd.counted == [(3, "jana1")]
    assert "mit 3" in text(window, "reason")
    qtbot.waitUntil(lambda: "3 ohne Namen" in text(window, "expected"))


def test_companions_are_a_number(qtbot, window, keyboard, desk, digit):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    digit(4)
    keyboard.enter()

    panel = window.findChild(QWidget, "companions")
    qtbot.waitUntil(lambda: "Zahl von 1 bis" in panel.status.text)
    assert desk.crowd.counted == []


def test_the_tally_counts_one_many_and_a_class(qtbot, window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3, modifiers=SHIFT)
    assert sheet(window) == "tally"
    keyboard.press(Qt.Key.Key_Plus, "+")
    qtbot.waitUntil(lambda: word(window) == "Gezählt")
    keyboard.type("25")
    window.findChild(QWidget, "tallyPanel").label.setText("Klasse 7b")
    keyboard.enter()
    qtbot.waitUntil(lambda: desk.crowd.counted == [(1, ""), (25, "Klasse 7b")])
    qtbot.waitUntil(lambda: text(window, "name") == "+25")
    keyboard.enter()
    qtbot.waitUntil(lambda: desk.crowd.counted[2:] == [(1, "Klasse 7b")])
    qtbot.waitUntil(lambda: text(window, "name") == "+1")

    assert sheet(window) == "tally"
    assert (text(window, "name"), text(window, "reason")) == ("+1", "Klasse 7b")
    panel = window.findChild(QWidget, "tallyPanel")
    qtbot.waitUntil(lambda: text(panel, "figureText") == "27 bisher gezählt")


def test_a_scan_is_heard_beside_the_tally_and_types_nothing(qtbot, window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3, modifiers=SHIFT)
    welcome(qtbot, window, keyboard, "CODE-JANA1")

    fields = window.findChild(QWidget, "tallyPanel").findChildren(QLineEdit)
    assert [field.text() for field in fields] == ["", ""]
    assert desk.crowd.counted == []


def test_zero_people_are_not_counted(window, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3, modifiers=SHIFT)
    keyboard.type("0")
    keyboard.enter()

    panel = window.findChild(QWidget, "tallyPanel")
    assert "Zahl von 1 bis 9.999" in panel.status.text
    assert desk.crowd.counted == []


def test_one_key_puts_a_guest_on_the_help_list_with_what_the_plate_says(
    qtbot, window, keyboard, desk, digit
):
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: verdict(window) == "attention")
    digit(7)

    qtbot.waitUntil(lambda: desk.crowd.handed == [("wei", "wrong_day")])
    qtbot.waitUntil(lambda: word(window) == "Auf der Hilfe-Liste")
    assert text(window, "reason") == "anderer Tag"
    assert sheet(window) == "hand_over"


def test_a_digit_says_what_it_is_about_and_the_next_scan_goes_on(
    qtbot, window, keyboard, desk, digit
):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    digit(7)
    qtbot.waitUntil(lambda: sheet(window) == "hand_over")
    keyboard.type("2")
    qtbot.waitUntil(lambda: desk.crowd.handed == [("jana1", ""), ("jana1", "payment")])
    assert sheet(window) == ""

    digit(7)
    qtbot.waitUntil(lambda: sheet(window) == "hand_over")
    keyboard.scan("CODE-LUKASZ")
    qtbot.waitUntil(lambda: sheet(window) == "")


def test_calls_are_quietly_told_listed_and_taken_by_a_digit(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1", note="payment")
    desk.crowd.hear(2, "wei", CallReason.VIP, note="VIP")
    qtbot.waitUntil(lambda: text(window, "latestHint") == "Rufe: 2")
    assert verdict(window) == "idle"

    keyboard.press(Qt.Key.Key_F1, modifiers=SHIFT)
    rows = window.findChild(QWidget, "callList").model()
    assert rows.index(0).data(rows.RowRole).second.startswith("Hilfe: Bezahlung · Eingang 2")
    assert rows.index(1).data(rows.RowRole).second.startswith("VIP ist da · Eingang 2")
    keyboard.type("2")

    qtbot.waitUntil(lambda: word(window) == "Übernommen")
    assert [one.call.id for one in desk.crowd.heard] == ["call1"]
    assert sheet(window) == ""
    assert window.operation.guest.menu.guest is None


def test_calls_are_told_at_the_door_of_a_room_too(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1", CallReason.SPEAKER, note="Referentin")
    window.doors.stand_at("w2")
    qtbot.waitUntil(lambda: text(window.page.door, "latestHint") == "Rufe: 1")

    keyboard.press(Qt.Key.Key_F1, modifiers=SHIFT)
    assert sheet(window) == "calls"
    keyboard.type("1")
    qtbot.waitUntil(lambda: desk.crowd.heard == [])


def test_a_call_keeps_its_place_while_the_list_is_read(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1")
    desk.crowd.hear(2, "wei")
    qtbot.waitUntil(lambda: text(window, "latestHint") == "Rufe: 2")
    keyboard.press(Qt.Key.Key_F1, modifiers=SHIFT)
    del desk.crowd.heard[0]
    rows = window.findChild(QWidget, "callList").model()
    qtbot.waitUntil(lambda: rows.index(0).data(rows.RowRole).second == "anderswo übernommen")

    keyboard.type("1")
    assert [one.call.id for one in desk.crowd.heard] == ["call2"]
    keyboard.type("2")
    qtbot.waitUntil(lambda: desk.crowd.heard == [])


def test_a_call_that_somebody_else_took_first_says_so(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1")
    qtbot.waitUntil(lambda: text(window, "latestHint") == "Rufe: 1")
    keyboard.press(Qt.Key.Key_F1, modifiers=SHIFT)
    desk.crowd.next_error = InputError("Taken.")
    keyboard.type("1")

    panel = window.findChild(QWidget, "callPanel")
    qtbot.waitUntil(lambda: "schon jemand" in panel.status.text)


def test_without_a_call_the_list_says_what_it_is_for(window, keyboard):
    keyboard.press(Qt.Key.Key_F1, modifiers=SHIFT)

    panel = window.findChild(QWidget, "callPanel")
    assert panel.findChild(QWidget, "cardTitle").text() == "Niemand ruft."
    keyboard.press(Qt.Key.Key_F1, modifiers=SHIFT)
    assert window.page.sheets.open_sheet == ""
