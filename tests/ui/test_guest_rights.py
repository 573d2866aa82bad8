"""What takes an organiser at reception: the window says so, and asks for one."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import NotAllowedError, StorageError
from app.model.policy import Policy
from app.model.role import Role
from tests.ui.hands import text, verdict

CONTROL = Qt.KeyboardModifier.ControlModifier


def with_policy(desk, **rules):
    planned = replace(desk.programme(), policy=Policy(**rules))
    desk.programme = lambda: planned


def test_an_organiser_takes_a_cancellation_back(qtbot, window, keyboard):
    keyboard.scan("CODE-LARS")
    qtbot.waitUntil(lambda: verdict(window) == "stop")
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("9")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert text(window, "name") == "Lars Petersen"


def test_a_volunteer_sees_who_may_take_a_cancellation_back(qtbot, window, keyboard, desk):
    desk.role = Role.VOLUNTEER
    keyboard.scan("CODE-LARS")
    qtbot.waitUntil(lambda: verdict(window) == "stop")
    keyboard.press(Qt.Key.Key_F4)
    row = window.findChild(QWidget, "guestMenu").rows[-1]
    window.operation.guest.menu.choose("lead")

    assert (row.name, row.is_possible, row.detail) == ("lead", False, "nur die Leitung")
    assert verdict(window) == "stop"


def test_a_guarded_warning_asks_for_somebody_with_rights(qtbot, window, keyboard, desk):
    with_policy(desk, guarded=frozenset({"wrong_day"}))
    desk.role = Role.VOLUNTEER
    window.operation.look()
    qtbot.waitUntil(lambda: window.page.plate.view.word == "Bereit")
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: verdict(window) == "attention")
    qtbot.waitUntil(lambda: window.page.facts.solution.word == "Die Leitung kann einlassen")

    with qtbot.waitSignal(window.operation.refused):
        keyboard.press(Qt.Key.Key_F7)
    assert desk.guests["wei"].arrived is None

    desk.role = Role.ORGANISER
    window.operation.reception.set_role()
    assert window.page.facts.solution.word == "Heute zulassen"
    window.operation.do("solve")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")


def test_guests_without_registration_may_take_rights(qtbot, window, keyboard, desk):
    with_policy(desk, walk_ins=False)
    desk.role = Role.HOST
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    window.operation.look()
    qtbot.waitUntil(lambda: not window.operation.reception.scene.takes_walk_ins)

    keyboard.press(Qt.Key.Key_F3)

    assert window.page.sheets.open_sheet == ""
    assert text(window, "word") == "Bitte die Leitung rufen"


def test_taking_back_too_late_takes_rights(qtbot, window, keyboard, desk):
    def refuse():
        sentence = "Taking back takes an organiser."
        raise NotAllowedError(sentence)

    desk.undo = refuse
    with qtbot.waitSignal(window.operation.refused):
        keyboard.press(Qt.Key.Key_F6)

    assert text(window, "word") == "Bitte die Leitung rufen"
    assert verdict(window) == "idle"


def test_a_key_that_fails_says_so_on_the_plate(qtbot, window, keyboard, desk):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")

    def fail(_registration, _fields):
        sentence = "The disk is gone."
        raise StorageError(sentence)

    desk.amend = fail
    keyboard.press(Qt.Key.Key_3, "3", CONTROL)

    qtbot.waitUntil(lambda: verdict(window) == "stop")
