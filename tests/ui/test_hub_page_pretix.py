"""pretix on the page about the central list, worked by keys."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.hands import text
from tests.ui.test_new_pages_fit import SIZES
from tests.ui.test_organiser_fit import clipped
from ui.language import LANGUAGES
from ui.presenters.pretix_choice import ASKING

TOKEN = "abcdefgh12345678"  # noqa: S105 - of nobody
TYPED = f"pretix://pretix.example/?token={TOKEN}"
QR = json.dumps({"handshake_version": 1, "url": "https://pretix.example", "token": TOKEN})
EVENTS = {"fest": "Sommerfest", "tag": "Gründungstag", "gala": "Gala"}
LISTS = {"1": "Eingang", "2": "Garderobe", "3": "Vortrag"}
WAITING = (("unsent", 12), ("no_ticket", 3), ("list_gone", 1), ("forbidden", 2))


@pytest.fixture
def page(window):
    return window.organiser.hub


def title(page, panel="firstPanel"):
    return text(page.findChild(QWidget, panel), "panelTitle")


def opened(qtbot, window, page, wanted, panel="firstPanel"):
    window.places.open_organiser("hub")
    qtbot.waitUntil(lambda: page.isVisible() and title(page, panel) == wanted)
    return page


def test_what_pretix_shows_is_typed_where_a_hub_is_joined(qtbot, window, page, keyboard, desk):
    desk.hub.be_alone()
    opened(qtbot, window, page, "Dieser Laptop als Zentrale")
    page.findChild(QWidget, "secondPanel").field.setFocus()
    keyboard.type(TYPED)
    keyboard.enter()

    qtbot.waitUntil(lambda: title(page) == "Dieser Laptop arbeitet für pretix")
    assert desk.hub.joined == [(TYPED, ASKING)]
    assert title(page, "secondPanel") == "Andere Laptops"


def test_a_scanned_code_of_pretix_opens_the_page(qtbot, page, keyboard, desk):
    desk.hub.be_alone()

    keyboard.scan(QR)

    field = page.findChild(QWidget, "secondPanel").field
    qtbot.waitUntil(lambda: page.isVisible() and field.text() == QR)
    assert desk.accepted == []
    keyboard.enter()
    qtbot.waitUntil(lambda: title(page) == "Dieser Laptop arbeitet für pretix")


def test_a_laptop_with_a_hub_gets_pretix_beside_it(qtbot, window, page, keyboard):
    opened(qtbot, window, page, "Dieser Laptop gehört zu einer Zentrale")
    keyboard.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: title(page) == "Mit pretix verbinden")
    keyboard.type(TYPED)
    keyboard.enter()

    qtbot.waitUntil(lambda: title(page, "secondPanel") == "Dieser Laptop arbeitet für pretix")
    assert title(page) == "Dieser Laptop gehört zu einer Zentrale"


def test_a_code_is_put_into_the_field_where_a_laptop_has_a_hub(qtbot, page, keyboard):
    keyboard.scan(QR)

    qtbot.waitUntil(lambda: page.isVisible() and title(page) == "Mit pretix verbinden")
    qtbot.waitUntil(lambda: page.findChild(QWidget, "firstPanel").field.text() == QR)


def test_a_code_where_pretix_is_connected_already_says_so(qtbot, page, keyboard, desk):
    desk.hub.be_paired()

    keyboard.scan(QR)

    said = page.findChild(QWidget, "secondPanel").status
    qtbot.waitUntil(lambda: said.text == "Dieser Laptop arbeitet schon für pretix.")


@pytest.fixture
def ask(qtbot, window, page, keyboard, desk):
    """Pairs, and comes to the first question."""

    def ask(**offers):
        desk.hub.be_alone()
        desk.hub.offers = offers
        opened(qtbot, window, page, "Dieser Laptop als Zentrale")
        page.findChild(QWidget, "secondPanel").field.setFocus()
        keyboard.type(TYPED)
        keyboard.enter()
        qtbot.waitUntil(lambda: title(page).startswith("Welche"))
        return page.panels[0].choices

    return ask


def ticks(page):
    return [row.tick for row in page.panels[0].view.choices]


def test_several_events_are_ticked_by_digits_and_taken_with_enter(qtbot, page, ask, keyboard, desk):
    choices = ask(events=EVENTS)
    rows = page.panels[0].view.choices
    assert [(row.cap, row.word, row.second) for row in rows] == [
        ("1", "Sommerfest", "fest"), ("2", "Gründungstag", "tag"), ("3", "Gala", "gala"),
    ]  # fmt: skip
    assert choices.hasFocus()

    keyboard.type("132")
    keyboard.type("2")
    qtbot.waitUntil(lambda: ticks(page) == [True, False, True])
    keyboard.enter()

    qtbot.waitUntil(lambda: bool(desk.hub.joined))
    assert desk.hub.joined[0][1].events == ("fest", "gala")


def test_arrow_and_enter_take_one_event(qtbot, ask, keyboard, desk):
    ask(events=EVENTS)

    keyboard.press(Qt.Key.Key_Down)
    keyboard.enter()

    qtbot.waitUntil(lambda: bool(desk.hub.joined))
    assert desk.hub.joined[0][1].events == ("tag",)


def test_lists_are_all_ticked_until_somebody_takes_a_tick_away(qtbot, page, ask, keyboard, desk):
    ask(dates={"7": "Abend"}, lists=LISTS)
    day = page.panels[0].view.choices[0].second
    assert str(desk.now.year) in day or "." in day
    keyboard.enter()
    qtbot.waitUntil(lambda: title(page) == "Welche Check-in-Listen?")
    assert all(ticks(page))

    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.enter()

    qtbot.waitUntil(lambda: bool(desk.hub.joined))
    said = desk.hub.joined[0][1]
    assert (said.dates, said.lists) == (("7",), ("1", "3"))


def test_a_row_is_ticked_by_a_click(qtbot, page, ask):
    choices = ask(events=EVENTS)
    second = choices.visualRect(choices.model().index(1, 0)).center()

    qtbot.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=second)

    qtbot.waitUntil(lambda: ticks(page) == [False, True, False])


def test_what_a_paired_laptop_works_for_is_chosen_again(qtbot, window, page, keyboard, desk):
    desk.hub.be_alone()
    desk.hub.be_paired()
    desk.hub.offers = {"events": {"sommerfest": "Sommerfest", "tag": "Gründungstag"}}
    opened(qtbot, window, page, "Dieser Laptop arbeitet für pretix")
    keyboard.press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: title(page) == "Welche Veranstaltungen?")
    assert ticks(page) == [True, False]

    keyboard.type("2")
    keyboard.enter()

    qtbot.waitUntil(lambda: title(page) == "Dieser Laptop arbeitet für pretix")
    assert desk.hub.joined[0].events == ("sommerfest", "tag")
    assert page.panels[0].view.status[1].startswith("Gespeichert.")


def test_a_scan_is_answered_while_something_is_to_be_ticked(qtbot, page, ask, keyboard, desk):
    ask(events=EVENTS)

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: bool(desk.accepted))
    assert ticks(page) == [False, False, False]


def test_leaving_the_question_joins_nothing(qtbot, page, ask, keyboard, desk):
    ask(events=EVENTS)

    keyboard.press(Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: title(page) == "Dieser Laptop als Zentrale")
    assert desk.hub.joined == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_thirty_lists_have_room(qtbot, window, ask, size, language):
    window.resize(*size)
    lists = {str(one): f"Forum Düsseldorf Süd, Erdgeschoss links {one}" for one in range(30)}
    choices, page = ask(lists=lists), window.organiser.hub
    window.set_language(language)

    qtbot.waitUntil(lambda: clipped(page) == [])
    for _ in range(29):
        qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: page.panels[0].view.choices[29].tick)
    assert choices.cursor_row == 29
    assert choices.viewport().rect().contains(choices.visualRect(choices.currentIndex()).center())


def test_everything_that_waits_is_shown_with_its_reason(qtbot, window, page, desk):
    desk.hub.be_alone()
    desk.hub.be_paired(unsent=12, waiting=WAITING, declined=2)
    opened(qtbot, window, page, "Dieser Laptop arbeitet für pretix")

    rows = dict(page.panels[0].view.rows)

    assert rows["Zustand"] == "verbunden"
    assert rows["Gerät"] == "Tresen 1 · Profil full"
    assert rows["Bleibt hier"].splitlines() == [
        "12 · wird gesendet, sobald pretix antwortet",
        "3 · kein Ticket in pretix",
        "1 · pretix hat die Check-in-Liste nicht mehr",
        "2 · das Gerät darf es nicht senden",
    ]
    assert rows["Abgelehnt"] == "2 · siehe Klärungen"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("pretix.revoked", "In pretix wurde diesem Gerät der Zugang entzogen."),
        ("pretix.forbidden", "pretix erlaubt das diesem Gerät nicht."),
        ("pretix.token", "pretix kennt dieses Gerät nicht."),
        ("sync.unreachable", "Keine Verbindung."),
    ],
)
def test_what_is_wrong_with_pretix_is_said(qtbot, window, page, desk, trouble, words):
    desk.hub.be_alone()
    desk.hub.be_paired(trouble=trouble)
    opened(qtbot, window, page, "Dieser Laptop arbeitet für pretix")

    assert page.panels[0].view.status[1].startswith(words)


def test_leaving_is_asked_for_first(qtbot, window, page, keyboard, desk):
    desk.hub.be_alone()
    desk.hub.be_paired(unsent=4)
    opened(qtbot, window, page, "Dieser Laptop arbeitet für pretix")
    keyboard.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: title(page) == "Endgültig von pretix trennen?")
    assert page.panels[0].view.status[1].endswith("4.")
    assert desk.hub.shown.pretix is not None

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: title(page) == "Dieser Laptop als Zentrale")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_about_pretix_has_room(qtbot, window, page, desk, size, language):
    window.resize(*size)
    window.set_language(language)
    desk.hub.be_alone()
    desk.hub.be_paired(waiting=WAITING[1:3], trouble="pretix.revoked", declined=2)
    window.places.open_organiser("hub")
    presenter = window.organising.hub.presenter
    qtbot.waitUntil(lambda: presenter.scene.is_known)
    qtbot.waitUntil(lambda: clipped(page) == [])
    presenter.begin("leave_pretix")
    qtbot.waitUntil(lambda: clipped(page) == [])
    desk.hub.be_hub(desk.hub.other(2, "Eingang Düsseldorf Süd, Erdgeschoss links"))
    presenter.back()
    presenter.look()
    qtbot.waitUntil(page.list.isVisible)
    presenter.begin("pretix")
    qtbot.waitUntil(lambda: clipped(page) == [])
