"""The roll at the door of a room: everybody ticked, then untick."""

from dataclasses import replace

from PySide6.QtCore import Qt

from app.model.role import Role
from app.model.standing import Booking
from app.vault.pin_check import new_check
from ui.widgets.roll import RollButton


def test_the_roll_begins_with_all_ticked(qtbot, keyboard, door, desk):
    keyboard.press(Qt.Key.Key_F4)
    qtbot.waitUntil(door.roll.isVisible)
    assert [row.name for row in door.roll.rows] == ["Thị Ngọc Ánh Nguyễn", "Omar al-Haddad"]

    keyboard.type("2")
    keyboard.enter()

    qtbot.waitUntil(lambda: door.band.view.word == "1 als anwesend eingetragen")
    assert desk.doors.marked == [("w2", ("anh",))]


def test_letters_on_the_roll_open_no_search(qtbot, keyboard, door, window, desk):
    keyboard.press(Qt.Key.Key_F4)
    qtbot.waitUntil(door.roll.isVisible)
    keyboard.type("2")
    keyboard.type("m")
    qtbot.waitUntil(lambda: not door.roll.rows[1].is_ticked)
    assert window.page.place == "roll"

    keyboard.press(Qt.Key.Key_Escape)
    assert window.page.place == "main"
    assert desk.doors.marked == []
    keyboard.type("m")
    qtbot.waitUntil(lambda: window.page.place == "search")


def test_a_scan_goes_on_while_the_roll_is_open(qtbot, keyboard, door):
    keyboard.press(Qt.Key.Key_F4)
    qtbot.waitUntil(door.roll.isVisible)

    keyboard.scan("CODE-LUKASZ")

    qtbot.waitUntil(lambda: door.band.view.name == "Łukasz Wisniewski")
    assert door.roll.isVisible()
    assert all(row.is_ticked for row in door.roll.rows)


def test_a_long_roll_has_pages(qtbot, keyboard, door, desk):
    for number in range(40):
        name = f"guest{number}"
        desk.guests[name] = replace(
            desk.guests["omar"], registration=name, bookings={"w2": Booking.BOOKED}
        )
    keyboard.press(Qt.Key.Key_F4)
    qtbot.waitUntil(door.roll.isVisible)
    per_page = sum(button.isVisible() for button in door.roll.findChildren(RollButton))
    keyboard.press(Qt.Key.Key_Down)
    keyboard.type("1")

    def unticked():
        return [n for n, row in enumerate(door.roll.rows) if not row.is_ticked]

    qtbot.waitUntil(lambda: unticked() == [per_page])
    assert door.roll.pages == -(-42 // per_page)


def test_a_roll_is_no_more_in_sight_than_its_host_is_signed_in(qtbot, keyboard, door, window, desk):
    pins = {Role.ORGANISER: new_check("organ1"), Role.HOST: new_check("host11")}
    programme = replace(desk.programme(), pins=pins)
    desk.programme = desk.roles._programme = lambda: programme
    desk.role = desk.roles.sign_in("host11")
    window.around.tick()
    keyboard.press(Qt.Key.Key_F4)
    qtbot.waitUntil(door.roll.isVisible)

    desk.roles.lock()
    desk.role = desk.roles.role
    window.around.tick()

    assert not door.roll.isVisible()
