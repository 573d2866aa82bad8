"""The page on people's rights, worked by keys."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import NotRecordedError
from app.model.central import HubRole, HubSight
from app.model.retention import DataClass
from tests.ui.hands import text
from tests.ui.test_organiser_fit import clipped
from ui.language import LANGUAGES
from ui.pages.privacy import PrivacyPage

F4, F5, F7, ESCAPE = Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_Escape
SIZES = [(1366, 768), (960, 540), (683, 384)]


@pytest.fixture
def page(qtbot, window):
    window.places.open_organiser("privacy")
    found = window.findChild(PrivacyPage)
    qtbot.waitUntil(lambda: found.list.model().rowCount() == 7)
    return found


def title(page):
    return text(page.findChild(QWidget, "privacyPanel"), "panelTitle")


def shows(page, qtbot, wanted):
    qtbot.waitUntil(lambda: title(page) == wanted)


def words(page):
    view = page.panel.view
    return " ".join((view.text, view.status[1], *(value for _, value in view.rows)))


@pytest.fixture
def found(qtbot, page, keyboard):
    """Somebody was looked for and is shown with all that is stored."""
    keyboard.type("Petersen")
    shows(page, qtbot, "Lars Petersen")
    qtbot.waitUntil(lambda: "CODE-LARS" in words(page))
    return page


def test_a_person_is_found_and_everything_stored_is_counted(found):
    assert "4 Angaben, 2 Einträge" in words(found)
    assert "CODE-LARS" in words(found)


def test_one_key_writes_the_access_report(qtbot, found, keyboard, desk):
    keyboard.press(F5)

    qtbot.waitUntil(lambda: "Die Auskunft ist geschrieben" in words(found))
    assert desk.privacy.reports == [("lars", "de")]


def test_erasing_asks_first_and_says_what_it_means(qtbot, found, keyboard, desk):
    keyboard.press(F7)

    shows(found, qtbot, "Lars Petersen löschen?")
    assert "Die Zahlen bleiben" in words(found)
    keyboard.press(ESCAPE)
    shows(found, qtbot, "Lars Petersen")
    assert desk.privacy.erased == []


def test_a_second_key_erases(qtbot, found, keyboard, desk):
    keyboard.press(F7)
    keyboard.press(F4)

    qtbot.waitUntil(lambda: "Gelöscht. Laptops ohne Verbindung" in words(found))
    assert desk.privacy.erased == [("lars", False)]
    assert found.list.model().rowCount() == 0


@pytest.mark.parametrize(("key", "with_files"), [(F4, False), (F5, True)])
def test_files_that_were_written_here_are_named_or_wiped(
    qtbot, page, keyboard, desk, key, with_files
):
    desk.privacy.write_file()
    keyboard.type("Petersen")
    qtbot.waitUntil(lambda: "CODE-LARS" in words(page))
    keyboard.press(F7)
    keyboard.press(key)

    qtbot.waitUntil(lambda: bool(desk.privacy.erased))
    assert desk.privacy.erased == [("lars", with_files)]
    wanted = "Gelöscht. Laptops" if with_files else "Teilnahmeliste"
    qtbot.waitUntil(lambda: wanted in words(page))


def test_who_was_erased_meanwhile_is_told_so(qtbot, page, keyboard, desk):
    keyboard.type("Petersen")
    qtbot.waitUntil(lambda: "CODE-LARS" in words(page))
    keyboard.press(F7)

    def gone(*_, **__):
        sentence = "no"
        raise NotRecordedError(sentence)

    desk.privacy.erase = gone
    keyboard.press(F4)

    qtbot.waitUntil(lambda: page.panel.view.status[0] == "stop")


def test_the_plan_is_what_is_there_without_a_search(qtbot, page):
    shows(page, qtbot, "Bedarf und Ernährung")
    assert [key.name for key in page.panel.view.keys] == ["protocol"]


def test_one_key_writes_the_deletion_protocol(qtbot, page, keyboard, desk):
    shows(page, qtbot, "Bedarf und Ernährung")
    keyboard.press(F5)

    qtbot.waitUntil(lambda: "Das Löschprotokoll ist geschrieben" in words(page))
    assert desk.privacy.protocols == ["de"]


def test_what_is_due_is_deleted_by_two_keys(qtbot, window, page, keyboard, desk):
    desk.privacy.become_due(DataClass.SPECIAL, DataClass.CONTACT)
    window.organising.privacy.presenter.look()
    qtbot.waitUntil(lambda: "ask_run" in [key.name for key in page.panel.view.keys])
    page.list.setFocus()
    keyboard.press(F7)
    shows(page, qtbot, "Fälliges löschen?")
    assert "214 Personen, 231 Einträge" in words(page)

    keyboard.press(F4)

    qtbot.waitUntil(lambda: "Gelöscht: 226 Personen" in words(page))
    assert [due.people for due in desk.privacy.plan[:2]] == [0, 0]


def test_a_deletion_shows_how_far_it_is_and_stops_where_somebody_says(
    qtbot, window, page, keyboard, desk
):
    gate = threading.Event()
    desk.privacy.wait = lambda: gate.wait(30)
    desk.privacy.become_due(DataClass.SPECIAL, DataClass.CONTACT, DataClass.NO_SHOW)
    window.organising.privacy.presenter.look()
    qtbot.waitUntil(lambda: "ask_run" in [key.name for key in page.panel.view.keys])
    page.list.setFocus()
    keyboard.press(F7)
    keyboard.press(F4)
    qtbot.waitUntil(lambda: "Bedarf und Ernährung: 6 von 12 gelöscht." in words(page))
    assert [key.cap for key in page.panel.view.keys] == ["Esc"]

    keyboard.press(ESCAPE)
    gate.set()

    qtbot.waitUntil(lambda: "Angehalten. Gelöscht: 226 Personen" in words(page))
    assert [due.people for due in desk.privacy.plan[:3]] == [0, 0, 38]
    assert page.panel.view.status[0] == "attention"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_of_a_deletion_has_room(qtbot, window, desk, size, language):
    gate = threading.Event()
    desk.privacy.wait = lambda: gate.wait(30)
    desk.privacy.become_due(*DataClass)
    window.resize(*size)
    window.set_language(language)
    window.places.open_organiser("privacy")
    page, presenter = window.organiser.privacy, window.organising.privacy.presenter
    qtbot.waitUntil(lambda: presenter.scene.is_known)
    presenter.ask("run")
    presenter.run()
    qtbot.waitUntil(lambda: presenter.scene.stage is not None)
    qtbot.waitUntil(lambda: clipped(page) == [])
    presenter.back()
    gate.set()
    qtbot.waitUntil(lambda: presenter.scene.news == "stopped")
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_the_audit_shows_who_took_what(qtbot, window, page):
    window.organising.privacy.presenter.choose(5)

    shows(page, qtbot, "Wer hat was ausgegeben")
    assert "arrivals.xlsx · 214 Zeilen · Empfang 1 · Verwendungsnachweis" in words(page)


def test_emptying_a_laptop_offers_a_file_for_what_was_not_sent(qtbot, window, page, keyboard, desk):
    desk.hub.shown = HubSight(role=HubRole.JOINED, unsent=7)
    window.organising.privacy.presenter.look()
    window.organising.privacy.presenter.choose(6)
    shows(page, qtbot, "Diesen Laptop leeren")
    page.list.setFocus()
    keyboard.press(F7)
    qtbot.waitUntil(lambda: "7 Einträge dieses Laptops sind in keiner Zentrale" in words(page))
    keyboard.press(F5)
    qtbot.waitUntil(lambda: page.panel.view.figure == "ABCD-EFGH-JKLM-NPQR")
    assert not desk.privacy.is_left

    with qtbot.waitSignal(window.ended):
        keyboard.press(F4)

    assert desk.privacy.is_left


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_room(qtbot, window, desk, size, language):
    window.resize(*size)
    window.set_language(language)
    desk.privacy.become_due(DataClass.SPECIAL)
    desk.privacy.write_file()
    desk.privacy.mentions = 3
    desk.hub.shown = replace(desk.hub.shown, unsent=128)
    window.places.open_organiser("privacy")
    page, presenter = window.organiser.privacy, window.organising.privacy.presenter
    qtbot.waitUntil(lambda: presenter.scene.is_known)
    presenter.write_protocol(language)
    qtbot.waitUntil(lambda: presenter.scene.news == "protocol")
    qtbot.waitUntil(lambda: clipped(page) == [], timeout=3000)
    for number in range(7):
        presenter.choose(number)
        qtbot.waitUntil(lambda: clipped(page) == [])
    presenter.ask("leave")
    qtbot.waitUntil(lambda: clipped(page) == [])
    page.field.setText("Petersen")
    qtbot.waitUntil(lambda: presenter.scene.report is not None)
    qtbot.waitUntil(lambda: clipped(page) == [])
    presenter.ask("erase")
    qtbot.waitUntil(lambda: clipped(page) == [])
