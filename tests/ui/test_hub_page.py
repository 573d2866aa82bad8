"""The page about the central list, worked by keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.errors import EnrolmentError
from app.model.central import HubRole, HubSight
from app.reading.optical import read_image
from tests.ui.hands import focusable, text
from tests.ui.memory_hub import CODE, PIN
from ui.language import language
from ui.presenters.hub_words import ago
from ui.texts import ERRORS
from ui.widgets.code_picture import CodePicture

INVITATION = f"EV1:192.0.2.7:8443:{CODE}:{PIN}"


@pytest.fixture
def page(window):
    return window.organiser.hub


def title(page, panel="firstPanel"):
    return text(page.findChild(QWidget, panel), "panelTitle")


def shown_on(page, wanted, qtbot, panel="firstPanel"):
    qtbot.waitUntil(lambda: page.isVisible() and title(page, panel) == wanted)


@pytest.fixture
def alone(qtbot, window, page, desk):
    desk.hub.be_alone()
    window.places.open_organiser("hub")
    shown_on(page, "Dieser Laptop als Zentrale", qtbot)
    return page


@pytest.fixture
def central(qtbot, window, page, desk):
    seen = desk.now - timedelta(minutes=6)
    desk.hub.be_hub(desk.hub.other(2, "Eingang 2", unsent=4, seen=seen))
    window.places.open_organiser("hub")
    shown_on(page, "Empfang 1", qtbot)
    return page


def status(page, panel="firstPanel"):
    return page.findChild(QWidget, panel).status.text


def test_one_key_makes_this_laptop_the_hub(qtbot, alone, keyboard, desk):
    keyboard.press(Qt.Key.Key_F7)

    shown_on(alone, "Station aufnehmen", qtbot)
    assert desk.hub.shown.role is HubRole.OWN
    assert alone.head.remark == "192.0.2.7:8443 · Schlüssel QWER TZUI"


def test_an_invitation_is_typed_and_joins(qtbot, alone, keyboard, desk):
    alone.findChild(QWidget, "secondPanel").field.setFocus()
    keyboard.type(INVITATION)
    keyboard.enter()

    shown_on(alone, "Dieser Laptop gehört zu einer Zentrale", qtbot)
    assert desk.hub.joined == [INVITATION]


def test_a_text_that_is_no_invitation_says_what_to_do(qtbot, alone, keyboard):
    keyboard.type("EV1:nothing")
    keyboard.enter()

    expected = language("de").say(ERRORS[EnrolmentError.code])
    qtbot.waitUntil(lambda: status(alone, "secondPanel") == expected)


def test_a_scanned_invitation_opens_the_page_with_its_text(qtbot, page, keyboard, desk):
    desk.hub.be_alone()

    keyboard.scan(INVITATION)

    field = page.findChild(QWidget, "secondPanel").field
    qtbot.waitUntil(lambda: page.isVisible() and field.text() == INVITATION)
    assert desk.accepted == []

    keyboard.enter()
    qtbot.waitUntil(lambda: desk.hub.joined == [INVITATION])


def test_a_scanned_invitation_where_one_belongs_already_says_so(qtbot, page, keyboard, desk):
    keyboard.scan(INVITATION)

    qtbot.waitUntil(lambda: page.isVisible() and status(page).startswith("Dieser Laptop gehört"))
    assert desk.hub.joined == []


def test_the_link_to_another_hub_is_shown(qtbot, window, page, desk):
    contact = desk.now - timedelta(seconds=4)
    desk.hub.shown = HubSight(role=HubRole.JOINED, address="192.0.2.7:8443", pin=PIN,
                              contact=contact, unsent=3)  # fmt: skip

    window.places.open_organiser("hub")

    shown_on(page, "Dieser Laptop gehört zu einer Zentrale", qtbot)
    rows = dict(page.panels[0].view.rows)
    assert rows == {
        "Zustand": "keine Verbindung",
        "Adresse": "192.0.2.7:8443",
        "Schlüssel": "QWER TZUI",
        "Letzter Kontakt": "vor 4 s",
        "Offen": "3",
    }


def test_the_stations_stand_in_a_list_with_what_they_have(central):
    rows = central.list.model()

    spoken = [rows.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert spoken == [
        "Empfang 1, dieser Laptop · gerade eben · alles gesendet",
        "Eingang 2, vor 6 min · 4 offen",
    ]


def test_a_station_is_let_in_by_a_code_that_can_be_read(qtbot, central, keyboard, desk, tmp_path):
    keyboard.press(Qt.Key.Key_F3)
    shown_on(central, "Station aufnehmen", qtbot)
    keyboard.type("Eingang 3")
    keyboard.enter()

    shown_on(central, "Eingang 3", qtbot)
    assert desk.hub.invited == ["Eingang 3"]
    assert central.findChild(CodePicture).grab().save(str(tmp_path / "code.png"))
    assert read_image(tmp_path / "code.png") == [INVITATION]
    assert status(central) == "Gilt noch 10:00 Minuten, für eine Station."


def board_key(page):
    return page.panels[0].view.code.partition("key=")[2]


def test_the_link_to_the_board_is_scanned_copied_and_changed(
    qtbot, central, keyboard, desk, tmp_path
):
    keyboard.press(Qt.Key.Key_F4)
    shown_on(central, "Live-Tafel", qtbot)
    assert central.findChild(CodePicture).grab().save(str(tmp_path / "code.png"))
    assert read_image(tmp_path / "code.png") == [desk.hub.board()]

    keyboard.press(Qt.Key.Key_F5)
    assert QGuiApplication.clipboard().text() == desk.hub.board()
    assert status(central) == "Der Link ist in der Zwischenablage."

    keyboard.press(Qt.Key.Key_F6)
    shown_on(central, "Den Link zur Live-Tafel beenden?", qtbot)
    assert desk.hub.boards == []
    keyboard.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: board_key(central) == "first1")
    assert status(central) == "Das ist der neue Link. Der alte gilt nicht mehr."

    keyboard.press(Qt.Key.Key_Escape)
    shown_on(central, "Empfang 1", qtbot)


def test_ten_minutes_run_out(qtbot, central, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Eingang 3")
    keyboard.enter()
    shown_on(central, "Eingang 3", qtbot)

    desk.now += timedelta(minutes=9, seconds=55)
    qtbot.waitUntil(lambda: status(central).startswith("Gilt noch 0:05"))
    desk.now += timedelta(seconds=6)
    shown_on(central, "Station aufnehmen", qtbot)
    assert status(central) == "Die Einladung ist abgelaufen. ⏎ zeigt eine neue."


def test_a_station_that_came_in_ends_its_invitation(qtbot, central, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Eingang 3")
    keyboard.enter()
    shown_on(central, "Eingang 3", qtbot)

    desk.hub.be_hub(desk.hub.other(2, "Eingang 2"), desk.hub.other(3, "Eingang 3"))

    qtbot.waitUntil(lambda: status(central) == "„Eingang 3“ ist aufgenommen.")


def test_a_station_without_a_name_is_not_let_in(qtbot, central, keyboard, desk):
    keyboard.press(Qt.Key.Key_F3)
    keyboard.enter()

    qtbot.waitUntil(lambda: status(central).startswith("Tippen Sie zuerst einen Namen"))
    assert desk.hub.invited == []


def test_shutting_out_takes_two_keys(qtbot, central, keyboard, desk):
    keyboard.press(Qt.Key.Key_Down)
    shown_on(central, "Eingang 2", qtbot)
    keyboard.press(Qt.Key.Key_Delete)
    shown_on(central, "„Eingang 2“ ausschließen?", qtbot)
    assert desk.hub.gone == []

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: desk.hub.gone == ["s2"])
    qtbot.waitUntil(lambda: status(central) == "„Eingang 2“ ist ausgeschlossen.")


def test_escape_shuts_nobody_out_and_then_leaves(window, central, keyboard, desk):
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Delete)
    keyboard.press(Qt.Key.Key_Escape)
    assert central.isVisible()
    assert desk.hub.gone == []

    keyboard.press(Qt.Key.Key_Escape)
    assert not window.organiser.isVisible()


def test_this_laptop_itself_cannot_be_shut_out(central, keyboard):
    keyboard.press(Qt.Key.Key_Delete)

    assert title(central) == "Empfang 1"


def test_a_hub_that_refuses_is_told(qtbot, central, keyboard, desk):
    def refuse(_name):
        sentence = "No."
        raise EnrolmentError(sentence)

    desk.hub.invite = refuse
    keyboard.press(Qt.Key.Key_F3)
    keyboard.type("Eingang 3")
    keyboard.enter()

    qtbot.waitUntil(lambda: status(central) != "")


def test_everything_that_takes_the_focus_has_a_name(central):
    nameless = [each.objectName() for each in focusable(central) if not each.accessibleName()]
    assert nameless == []


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_targets_are_large_enough_for_a_finger(qtbot, window, alone, size):
    window.resize(*size)

    def small():
        targets = [*alone.findChildren(QPushButton), *alone.findChildren(QLineEdit)]
        return [each.objectName() for each in targets if each.isVisible() and each.height() < 44]

    qtbot.waitUntil(lambda: small() == [])


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(0), "gerade eben"),
        (timedelta(seconds=59), "vor 59 s"),
        (timedelta(minutes=59), "vor 59 min"),
        (timedelta(hours=2), "Di 3.12. 14:42"),
    ],
)
def test_how_long_ago_is_said_as_people_do(desk, past, words):
    zone = desk.programme().event.zone

    assert ago(desk.now - past, desk.now, language("de", zone)) == words
