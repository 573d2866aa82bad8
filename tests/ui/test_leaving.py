"""Closing a window whose entries no hub has yet, or whose hub others need."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import FileError
from app.model.central import HubRole, HubSight
from tests.ui.hands import text, verdict

WAITING = HubSight(role=HubRole.JOINED, address="192.0.2.7:8443", unsent=7)


@pytest.fixture
def asked(qtbot, window, desk):
    """A window that somebody wanted to close while seven entries were unsent."""
    desk.hub.shown = WAITING
    window.close()
    qtbot.waitUntil(lambda: sheet(window).isVisible())
    return window


def sheet(window):
    return window.findChild(QWidget, "leaving")


def title(window):
    return text(sheet(window), "panelTitle")


def test_a_station_with_unsent_entries_stays_open_and_says_how_many(asked):
    assert asked.isVisible()
    assert title(asked) == "Noch ist nicht alles gesendet"
    assert "Offene Einträge dieses Laptops: 7." in text(sheet(asked), "panelText")


def test_a_station_without_a_hub_closes_at_once(window, desk):
    desk.hub.be_alone()

    assert window.close()


def test_a_station_that_has_sent_everything_closes_at_once(window):
    assert window.close()


def test_closing_it_again_changes_nothing(asked):
    assert not asked.close()
    assert asked.isVisible()


def test_it_closes_by_itself_when_everything_is_sent(qtbot, asked, desk):
    desk.hub.shown = replace(WAITING, unsent=0)

    qtbot.waitUntil(lambda: not asked.isVisible())


def test_the_scanner_stays_alive(qtbot, asked, keyboard):
    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(asked) == "welcome")
    assert sheet(asked).isVisible()


def test_escape_goes_on_working(asked, keyboard):
    keyboard.press(Qt.Key.Key_Escape)

    assert not sheet(asked).isVisible()
    assert asked.page.hasFocus()


def test_closing_all_the_same_takes_a_second_key(qtbot, asked, keyboard):
    keyboard.type("3")
    assert asked.isVisible()
    keyboard.press(Qt.Key.Key_Escape)
    asked.close()

    keyboard.type("2")
    qtbot.waitUntil(lambda: title(asked) == "Wirklich schließen?")
    assert asked.isVisible()
    keyboard.type("3")

    qtbot.waitUntil(lambda: not asked.isVisible())


def test_the_hand_over_file_is_written_and_its_code_shown(qtbot, asked, keyboard):
    keyboard.type("1")

    qtbot.waitUntil(lambda: title(asked) == "Die Übergabe-Datei ist geschrieben")
    assert text(sheet(asked), "figureText") == "ABCD-EFGH-JKLM-NPQR"
    assert asked.isVisible()
    keyboard.type("3")
    qtbot.waitUntil(lambda: not asked.isVisible())


def test_the_code_stays_in_sight_when_everything_is_sent_meanwhile(qtbot, asked, keyboard, desk):
    keyboard.type("1")
    qtbot.waitUntil(lambda: title(asked) == "Die Übergabe-Datei ist geschrieben")
    desk.hub.shown = replace(WAITING, unsent=0)

    asked.leaving.presenter.look()
    qtbot.waitUntil(lambda: asked.leaving.presenter.scene.unsent == 0)

    assert asked.isVisible()


def test_a_file_that_cannot_be_written_is_told(qtbot, asked, keyboard, desk):
    desk.hub.file_error = FileError("The disk is full.")

    keyboard.type("1")

    qtbot.waitUntil(lambda: sheet(asked).status.text.startswith("Eine Datei"))
    assert title(asked) == "Noch ist nicht alles gesendet"


def test_a_name_that_is_typed_goes_to_the_search_and_calls_the_closing_off(qtbot, asked, keyboard):
    keyboard.type("Mül")

    assert asked.findChild(QWidget, "overlay").isVisible()
    assert not sheet(asked).isVisible()
    qtbot.waitUntil(lambda: asked.leaving.presenter.scene.unsent == 0)


def test_a_hub_that_others_need_warns_first(qtbot, window, keyboard, desk):
    desk.hub.be_hub(desk.hub.other(2, "Eingang 2"))

    window.close()

    qtbot.waitUntil(lambda: title(window) == "Andere Laptops brauchen diesen noch")
    keyboard.type("1")
    assert title(window) == "Andere Laptops brauchen diesen noch"
    keyboard.type("2")
    keyboard.type("3")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_from_the_organiser_s_place_leads_to_reception(qtbot, window, desk):
    desk.hub.shown = WAITING
    window.places.open_organiser("questions")

    window.close()

    qtbot.waitUntil(lambda: sheet(window).isVisible())
    assert not window.organiser.isVisible()
