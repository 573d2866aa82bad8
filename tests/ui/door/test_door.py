"""The door of a room in the window: its page, its keys, and how a station gets there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.model.desk import SyncState
from app.model.permit import Act
from app.model.programme import Programme
from app.model.role import Role
from app.model.verdict import Answer, Reason
from app.settings import Settings
from tests.ui.door.rooms import OTHER
from tests.ui.hands import STAYS_S, Keyboard, buttons, focusable, text
from tests.ui.memory_desk import EVENING, OPENING, WORKSHOP
from ui.presenters.badges import BadgeScene, BadgeStage
from ui.presenters.camera import CameraScene
from ui.window import build
from ui.workers.camera_device import CameraState

SHIFT = Qt.KeyboardModifier.ShiftModifier


def belongs_elsewhere(desk):
    """Let Jana be expected in the other room."""
    jana = desk.guests["jana1"]

    def accept(code, **_where):
        return Answer(code=str(code), reason=Reason.NOT_BOOKED, standing=jana, elsewhere=(OTHER,))

    desk.accept = accept


def test_the_header_names_the_room_and_what_is_there(window, door):
    assert door.isVisible()
    assert text(window, "mode") == "Raum 1.04"
    assert text(window, "eventName") == "Bewerben in Deutschland"
    assert not window.page.plate.isVisible()
    assert not window.page.latest.isVisible()


def test_the_counter_says_seats_expected_guests_and_waiting_list(door):
    view = door.count.view

    assert (view.present, view.capacity) == (0, 24)
    lines = [note.text for note in view.notes]
    assert lines == ["24 frei", "2 noch erwartet", "1 auf Warteliste", "Freigabe 17:35"]
    assert door.count.accessibleName().startswith("0 von 24 Plätzen besetzt. 24 frei")


def test_a_scan_fills_the_band_and_the_counter(qtbot, keyboard, door, desk):
    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: door.band.view.verdict == "welcome")
    assert door.band.view.name == "Thị Ngọc Ánh Nguyễn"
    qtbot.waitUntil(lambda: door.count.view.present == 1)
    assert desk.printed == []


def test_a_guest_of_another_room_sees_an_arrow_to_it(qtbot, keyboard, door, desk):
    belongs_elsewhere(desk)
    keyboard.scan("CODE-JANA1")

    qtbot.waitUntil(lambda: door.band.view.verdict == "attention")
    view = door.band.view
    assert (view.tile, view.where) == ("2.11", "Gründen und Visum\n17:30 Uhr")
    assert view.hint == "Hier sind noch 22 Plätze frei.\nF7 verlegt die Buchung hierher."
    assert [key.word for key in view.keys] == ["Hier zulassen"]
    shown = {label.text() for label in door.band.findChildren(QLabel) if label.isVisible()}
    assert {"2.11", "Jana Müller", "Hier nicht gebucht"} <= shown


def test_who_waits_longest_is_called_and_let_in(qtbot, keyboard, door, desk):
    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: door.band.view.name == "Wei Z.")
    assert door.band.view.word == "Bitte aufrufen"

    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: door.band.view.verdict == "welcome")
    assert desk.guests["wei"].is_inside("w2")


def test_the_waiting_list_is_no_volunteers(qtbot, window, keyboard, door, desk):
    desk.roles.take(replace(desk.programme(), pins={Role.ORGANISER: "one", Role.HOST: "other"}))

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: window.around.sign_in.presenter.scene.needed is Act.ROOM)
    assert door.band.view.word == "Bereit"


def test_a_call_is_forgotten_by_escape(qtbot, keyboard, door):
    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: door.band.view.name == "Wei Z.")

    keyboard.press(Qt.Key.Key_Escape)

    assert door.band.view.word == "Bereit"


def test_kept_seats_are_freed_and_kept_again_by_one_key(qtbot, keyboard, door, desk):
    desk.now = WORKSHOP.starts
    keyboard.press(Qt.Key.Key_F7, modifiers=SHIFT)
    qtbot.waitUntil(lambda: "Plätze freigegeben" in [note.text for note in door.count.view.notes])

    assert [key.word for key in door.band.view.keys][-1] == "Freigabe aufheben"
    keyboard.press(Qt.Key.Key_F7, modifiers=SHIFT)
    qtbot.waitUntil(lambda: "Freigabe 17:35" in [note.text for note in door.count.view.notes])


def test_the_way_out_is_one_key(qtbot, keyboard, door, desk):
    ways = []
    accept = desk.accept
    desk.accept = lambda code, **more: (ways.append(more["direction"].value), accept(code, **more))[
        1
    ]
    keyboard.press(Qt.Key.Key_F5)
    assert door.band.view.word == "Ausgang"

    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: ways == ["out"])
    keyboard.press(Qt.Key.Key_F5)
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: ways == ["out", "in"])


@pytest.mark.usefixtures("door")
def test_another_room_is_two_keys_away_and_is_kept(qtbot, keyboard, window):
    with qtbot.waitSignal(window.settings_changed) as kept:
        keyboard.press(Qt.Key.Key_F3)
        keyboard.type("1")

    assert kept.args[0].door == "w3"
    assert text(window, "mode") == "Raum 2.11"


def test_reception_is_a_place_like_others(qtbot, keyboard, door, window):
    with qtbot.waitSignal(window.settings_changed) as kept:
        keyboard.press(Qt.Key.Key_F10, modifiers=SHIFT)
        keyboard.type("0")

    assert kept.args[0].door == ""
    assert text(window, "mode") == "Empfang"
    assert window.page.plate.isVisible()
    assert not door.isVisible()
    assert text(window, "eventName") == EVENING.name


def test_a_guest_is_found_by_name(qtbot, keyboard, door, window, desk):
    keyboard.type("jas")
    qtbot.waitUntil(window.page.search.isVisible)
    keyboard.enter()

    qtbot.waitUntil(lambda: door.band.view.name == "Jasmin Müller-Öztürk")
    assert desk.guests["jasmin"].is_inside("w2")


def test_undo_says_whose_scan_it_took_back(qtbot, keyboard, door):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: door.band.view.verdict == "welcome")

    keyboard.press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: door.band.view.word == "Zurückgenommen")
    assert door.band.view.name == "Thị Ngọc Ánh Nguyễn"


def test_without_the_hub_it_says_as_of_when(qtbot, window, door, desk):
    desk.sync_state = lambda: SyncState(joined=True, contact=OPENING, unsent=3)

    qtbot.waitUntil(lambda: door.count.view.notes[-1].sign == "attention")
    assert door.count.view.notes[-1].text == "Stand 16:00, ohne Zentrale"
    assert window.page.header.lamps["printer"].word == "Offline"
    assert window.page.header.lamps["unsent"].word == "3 offen"


def test_the_clock_suggests_what_comes_next_in_this_room(qtbot, window, door, desk):
    later = replace(OTHER, id="w4", name="Danach", room="1.04",
                    starts=WORKSHOP.starts + timedelta(hours=3))  # fmt: skip
    sessions = {one.id: one for one in (WORKSHOP, OTHER, later)}
    desk.programme = lambda: Programme(event=EVENING, sessions=sessions)
    desk.now = later.starts - timedelta(minutes=10)

    hint = "Ab 20:30 in diesem Raum: Danach. F3, dann 1."
    qtbot.waitUntil(lambda: door.band.view.hint.endswith(hint))
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F3)
    keyboard.enter()
    qtbot.waitUntil(lambda: text(window, "eventName") == "Danach")


@pytest.mark.usefixtures("door")
def test_help_lists_the_keys_of_a_door(keyboard, window):
    keyboard.press(Qt.Key.Key_F1)

    assert window.page.sheets.open_sheet == "door_help"
    shown = {label.text() for label in window.page.sheets.findChildren(QLabel, "helpText")}
    assert "Anwesende ohne Scannen eintragen" in shown


def test_a_click_on_a_key_of_the_bar_does_the_same(window, door):
    key = next(b for b in buttons(window) if b.objectName() == "key_door_turn")

    key.click()

    assert door.band.view.word == "Ausgang"


def test_everything_changes_its_language(keyboard, door, window):
    keyboard.press(Qt.Key.Key_F8)

    assert text(window, "mode") == "Room 1.04"
    assert door.count.view.notes[0].text == "24 free"
    assert door.band.view.word == "Ready"


@pytest.mark.parametrize("key", [None, Qt.Key.Key_F3, Qt.Key.Key_F4])
def test_everything_that_takes_the_focus_has_a_name(qtbot, keyboard, door, window, key):
    if key is not None:
        keyboard.press(key)
        qtbot.waitUntil(lambda: window.page.sheets.isVisible() or door.roll.isVisible())

    assert [w.objectName() for w in focusable(window) if not w.accessibleName()] == []
    assert all(button.height() >= 44 for button in buttons(window))


def test_a_door_that_is_planned_no_more_is_reception(qtbot, desk, clock):
    window = build(
        desk, Settings(sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, door="gone"), clock
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.page.header.event_name.text() != "")

    assert not window.page.is_at_room
    assert window.doors.place.session is None
    window.leave()


def test_a_booking_for_another_time_stays_where_it_is(qtbot, keyboard, door, desk):
    later = replace(OTHER, starts=OTHER.starts + timedelta(hours=2))
    jana = desk.guests["jana1"]
    desk.accept = lambda code, **_where: Answer(
        code=str(code), reason=Reason.NOT_BOOKED, standing=jana, elsewhere=(later,)
    )

    keyboard.scan("CODE-JANA1")

    qtbot.waitUntil(lambda: door.band.view.verdict == "attention")
    assert door.band.view.hint.endswith("F7 bucht den Platz hier.")
    assert door.band.view.where.endswith("19:30 Uhr")


def test_the_camera_has_its_picture_below_the_band(window, door):
    page = window.page
    assert not page.badge_panel.isVisible()

    page.show_badge(BadgeScene(BadgeStage.CAMERA, camera=CameraScene(CameraState.WATCHING)))

    assert page.badge_panel.isVisible()
    assert page.badge_panel.y() >= door.y() + door.band.height()
    page.show_badge(BadgeScene())
    assert not page.badge_panel.isVisible()


def test_a_room_without_a_number_of_seats_only_counts(qtbot, keyboard, door, window):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("2")

    qtbot.waitUntil(lambda: text(window, "eventName") == "Abendempfang im Foyer")
    qtbot.waitUntil(lambda: door.count.accessibleName() == "0 im Raum")
    assert text(window, "mode") == "Begegnung"
    assert door.count.view.capacity is None


def test_the_panel_of_places_stays_away_from_the_organiser(keyboard, door, window):
    assert door.isVisible()
    keyboard.press(Qt.Key.Key_F10)
    keyboard.press(Qt.Key.Key_F10, modifiers=SHIFT)

    assert window.page.sheets.open_sheet == ""
