"""Companions, tallies and calls at the desk, by keys."""

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import InputError
from app.model.call import CallReason
from app.model.verdict import Answer, Reason
from tests.ui.hands import sheet, text, verdict, welcome
from ui.workers.task import Task


def test_companions_are_counted_with_their_host(qtbot, window, keyboard, desk):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    keyboard.with_control(4)
    qtbot.waitUntil(lambda: sheet(window) == "companions")
    keyboard.type("3")
    keyboard.enter()

    qtbot.waitUntil(lambda: sheet(window) == "")
    assert desk.crowd.counted == [(3, "jana1")]
    assert "mit 3" in text(window, "reason")
    qtbot.waitUntil(lambda: "3 ohne Namen" in text(window, "expected"))


def test_companions_are_a_number(qtbot, window, keyboard, desk):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    keyboard.with_control(4)
    keyboard.enter()

    panel = window.findChild(QWidget, "companions")
    qtbot.waitUntil(lambda: "Zahl von 1 bis" in panel.status.text)
    assert desk.crowd.counted == []


def test_the_tally_counts_one_many_and_a_class(qtbot, window, keyboard, desk):
    keyboard.with_shift(Qt.Key.Key_F3)
    assert sheet(window) == "tally"
    keyboard.press(Qt.Key.Key_Plus, "+")
    qtbot.waitUntil(lambda: text(window, "word") == "Gezählt")
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
    keyboard.with_shift(Qt.Key.Key_F3)
    welcome(qtbot, window, keyboard, "CODE-JANA1")

    fields = window.findChild(QWidget, "tallyPanel").findChildren(QLineEdit)
    assert [field.text() for field in fields] == ["", ""]
    assert desk.crowd.counted == []


def test_zero_people_are_not_counted(window, keyboard, desk):
    keyboard.with_shift(Qt.Key.Key_F3)
    keyboard.type("0")
    keyboard.enter()

    panel = window.findChild(QWidget, "tallyPanel")
    assert "Zahl von 1 bis 9.999" in panel.status.text
    assert desk.crowd.counted == []


def test_one_key_puts_a_guest_on_the_help_list_with_what_the_plate_says(
    qtbot, window, keyboard, desk
):
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: verdict(window) == "attention")
    keyboard.with_control(7)

    qtbot.waitUntil(lambda: desk.crowd.handed == [("wei", "wrong_day")])
    qtbot.waitUntil(lambda: text(window, "word") == "Auf der Hilfe-Liste")
    assert text(window, "reason") == "anderer Tag"
    assert sheet(window) == "hand_over"


def test_a_digit_says_what_it_is_about_and_the_next_scan_goes_on(qtbot, window, keyboard, desk):
    welcome(qtbot, window, keyboard, "CODE-JANA1")
    keyboard.with_control(7)
    qtbot.waitUntil(lambda: sheet(window) == "hand_over")
    keyboard.type("2")
    qtbot.waitUntil(lambda: desk.crowd.handed == [("jana1", ""), ("jana1", "payment")])
    assert sheet(window) == ""

    keyboard.with_control(7)
    qtbot.waitUntil(lambda: sheet(window) == "hand_over")
    keyboard.scan("CODE-LUKASZ")
    qtbot.waitUntil(lambda: sheet(window) == "")


def test_calls_are_quietly_told_listed_and_taken_by_a_digit(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1", note="payment")
    desk.crowd.hear(2, "wei", CallReason.VIP, note="VIP")
    qtbot.waitUntil(lambda: text(window, "latestHint") == "Rufe: 2")
    assert verdict(window) == "idle"

    keyboard.with_shift(Qt.Key.Key_F1)
    rows = window.findChild(QWidget, "callList").model()
    assert rows.index(0).data(rows.RowRole).second.startswith("Hilfe: Bezahlung · Eingang 2")
    assert rows.index(1).data(rows.RowRole).second.startswith("VIP ist da · Eingang 2")
    keyboard.type("2")

    qtbot.waitUntil(lambda: text(window, "word") == "Übernommen")
    assert [one.call.id for one in desk.crowd.heard] == ["call1"]
    assert sheet(window) == ""
    assert window.operation.guest.menu.guest is None


def test_calls_are_told_at_the_door_of_a_room_too(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1", CallReason.SPEAKER, note="Referentin")
    window.doors.stand_at("w2")
    qtbot.waitUntil(lambda: text(window.page.door, "latestHint") == "Rufe: 1")

    keyboard.with_shift(Qt.Key.Key_F1)
    assert sheet(window) == "calls"
    keyboard.type("1")
    qtbot.waitUntil(lambda: desk.crowd.heard == [])


def test_a_call_keeps_its_place_while_the_list_is_read(qtbot, window, keyboard, desk):
    desk.crowd.hear(1, "jana1")
    desk.crowd.hear(2, "wei")
    qtbot.waitUntil(lambda: text(window, "latestHint") == "Rufe: 2")
    keyboard.with_shift(Qt.Key.Key_F1)
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
    keyboard.with_shift(Qt.Key.Key_F1)
    desk.crowd.next_error = InputError("Taken.")
    keyboard.type("1")

    panel = window.findChild(QWidget, "callPanel")
    qtbot.waitUntil(lambda: "schon jemand" in panel.status.text)


def test_without_a_call_the_list_says_what_it_is_for(window, keyboard):
    keyboard.with_shift(Qt.Key.Key_F1)

    panel = window.findChild(QWidget, "callPanel")
    assert panel.findChild(QWidget, "cardTitle").text() == "Niemand ruft."
    keyboard.with_shift(Qt.Key.Key_F1)
    assert window.page.sheets.open_sheet == ""


def test_who_waits_behind_others_is_let_in_where_the_key_was_pressed(qtbot, window, desk):
    doors, gate = [], Event()
    desk.check_in = lambda key, *, session: (
        doors.append(session)
        or Answer(code="", reason=Reason.REGISTERED, standing=desk.guests[key])
    )
    desk.crowd.groups = {"7b": ["jana1", "wei"]}
    operation = window.operation
    operation.crowd._groups.look_up(desk.guests["jana1"])
    qtbot.waitUntil(lambda: sheet(window) == "group")
    operation.reception.run(Task(gate.wait))
    operation.crowd._groups.admit()
    operation.guest.changes.add_walk_in({"given": "Omar"})

    window.doors.stand_at("w2")
    gate.set()

    qtbot.waitUntil(lambda: len(doors) == 3)
    assert doors == [None, None, None]
