"""A desk without anybody behind it, and the window that faces the guest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QPushButton

from app.model.permit import Act
from app.model.role import Role
from app.settings import Settings
from app.vault.pin_check import new_check
from tests.ui.hands import STAYS_S, buttons
from ui.guest_window import GuestWindow, language_of_guest
from ui.language import LANGUAGES
from ui.presenters.kiosk import KioskScene, Step

HOST_PIN = "host11"


@pytest.fixture(scope="module")
def check():
    return new_check(HOST_PIN)


@pytest.fixture
def settings():
    return Settings(sounds=False, dots_per_inch=112, clear_after_s=STAYS_S)


@pytest.fixture
def kiosk(window, desk, check):
    desk.pins.update({Role.HOST: check, Role.ORGANISER: check})
    desk.roles.take(desk.programme())
    window.around.open_kiosk()
    window.around.covers.kiosk.presenter._resetting.setInterval(STAYS_S * 1000)
    yield window.around.covers.kiosk
    if window.around.covers.is_kiosk:
        window.around._leave_kiosk()


@pytest.fixture
def page(window):
    return window.around.covers.kiosk_page


def step(window):
    return window.around.covers.kiosk.presenter.scene.step


def test_without_a_pin_there_would_be_no_way_out(window, desk):
    window.do("kiosk")

    assert not window.around.covers.is_kiosk
    assert "PIN" in window.around.sign_in.panel.status.text
    assert not desk.roles.is_kiosk


def test_a_scan_greets_and_prints(qtbot, window, keyboard, kiosk, page, desk):
    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: step(window) is Step.WELCOME)
    assert "Thị Ngọc Ánh Nguyễn" in page.accessibleName()
    qtbot.waitUntil(lambda: desk.printed == ["anh"])
    assert kiosk.is_on


@pytest.mark.parametrize(("code", "told"), [("CODE-LARS", Step.TO_DESK), ("NOBODY", Step.TO_DESK)])
@pytest.mark.usefixtures("kiosk")
def test_whoever_cannot_come_in_is_sent_to_people_without_a_reason(
    qtbot, window, keyboard, page, code, told
):
    keyboard.scan(code)

    qtbot.waitUntil(lambda: step(window) is told)
    said = page.accessibleName().casefold()
    assert "infopoint" in said
    assert not any(word in said for word in ("storn", "abgesagt", "unbekannt", "liste"))


@pytest.mark.usefixtures("kiosk")
def test_code_and_name_together_open_the_door(qtbot, window, page, desk):
    window.around.covers.kiosk.do("type")
    page.code.setText("omar")
    page.family.setText("Nguyễn")
    qtbot.keyClick(page.family, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.around.covers.kiosk.presenter.scene.is_unknown)
    assert desk.counts().arrived == 0

    page.family.setText("al-Haddad")
    qtbot.keyClick(page.family, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: step(window) is Step.WELCOME)
    assert desk.counts().arrived == 1
    assert (page.code.text(), page.family.text()) == ("", "")


@pytest.mark.usefixtures("kiosk")
def test_no_list_and_no_search_is_ever_in_sight(window, keyboard, desk):
    for key in (Qt.Key(Qt.Key.Key_F1 + number) for number in range(12)):
        for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            keyboard.press(key, modifiers=modifiers)
    keyboard.type("MULLER")
    keyboard.press(Qt.Key.Key_F, modifiers=Qt.KeyboardModifier.ControlModifier)

    assert window.around.covers.is_kiosk
    assert not window.page.search.isVisible()
    assert not window.organiser.isVisible()
    assert desk.found == []
    names = [guest.person.family for guest in desk.guests.values()]
    page = window.around.covers.kiosk_page
    shown = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert not any(name in shown for name in names)


@pytest.mark.usefixtures("kiosk")
def test_help_calls_staff_once(qtbot, window, desk):
    for _ in range(3):
        window.around.covers.kiosk.do("help")
        assert step(window) is Step.CHECKING

    qtbot.waitUntil(lambda: step(window) is Step.HELP)
    assert len(desk.kiosk.calls) == 1
    window.around.covers.kiosk.do("back")
    desk.kiosk.works = False
    window.around.covers.kiosk.do("help")
    qtbot.waitUntil(lambda: step(window) is Step.NO_HELP)


def test_it_forgets_the_guest(qtbot, window, keyboard, kiosk, page):
    kiosk.presenter._resetting.setInterval(50)
    steps = []
    kiosk.presenter.shown.connect(lambda scene: steps.append(scene.step))
    kiosk.do("type")
    page.code.setText("omar")

    qtbot.waitUntil(lambda: step(window) is Step.HELLO)

    assert page.code.text() == ""
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: Step.WELCOME in steps)
    qtbot.waitUntil(lambda: steps[-1] is Step.HELLO)


def test_only_a_pin_leads_out(qtbot, window, keyboard, kiosk, desk):
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert not desk.roles.may(Act.PLACE)

    keyboard.press(Qt.Key.Key_L, modifiers=Qt.KeyboardModifier.ControlModifier)
    sheet = window.around.sign_in
    assert sheet.is_open
    sheet.panel.field.setText("wrong1")
    qtbot.keyClick(sheet.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Keine Rolle" in sheet.panel.status.text)
    assert kiosk.is_on
    sheet.panel.field.setText(HOST_PIN)
    qtbot.keyClick(sheet.panel.field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not kiosk.is_on)
    assert not window.around.covers.kiosk_page.isVisible()
    assert desk.roles.may(Act.PLACE)


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.usefixtures("kiosk")
def test_every_word_has_room_and_every_target_is_large(qtbot, window, page, name, size):
    window.showNormal()
    window.resize(*size)
    page.speak(name)
    for scene in (
        KioskScene(),
        KioskScene(Step.TYPING),
        KioskScene(Step.TYPING, is_unknown=True),
        KioskScene(Step.HELP),
        KioskScene(Step.TO_DESK),
        KioskScene(Step.WELCOME, "Dr. Friederike-Charlotte Schmitz-Winkelmann von der Heydt"),
    ):
        page.show_scene(scene)
        qtbot.waitUntil(lambda: cut(page) == [])
        targets = [one for one in buttons(page) if isinstance(one, QPushButton)]
        assert all(one.height() >= 44 and one.accessibleName() for one in targets)


def cut(page):
    """Return the words that have no room."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    low = page.height() - page._foot(page._look)
    below = [one.text() for one in labels if one.parent() is page and one.geometry().bottom() > low]
    narrow = [
        one.text()
        for one in labels
        if one.parent() is not page and one.width() < one.sizeHint().width()
    ]
    return below + narrow


@pytest.mark.parametrize(
    ("spoken", "greeting"),
    [("", "Willkommen"), ("Englisch", "Welcome"), ("Vietnamesisch", "Welcome")],
)
def test_the_guest_is_greeted_in_a_language_of_the_guest(desk, spoken, greeting):
    guest = desk.amend("anh", {"language": spoken})

    name = language_of_guest(guest, "de")

    assert {"de": "Willkommen", "en": "Welcome"}[name] == greeting


def test_the_guest_window_says_nothing_about_whoever_has_to_wait(qtbot, window, keyboard, desk):
    window.do("guest_window")
    facing = window.around.guest
    assert isinstance(facing, GuestWindow)

    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: desk.latest(1) != [])
    qtbot.waitUntil(lambda: window.page.plate.view.verdict == "attention")
    assert facing.texts == ["Guten Tag"]

    window.do("guest_window")
    assert window.around.guest is None


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("what", ["kiosk", "below", "pin"])
def test_tab_never_leads_below_the_kiosk(window, keyboard, kiosk, page, back, what):
    if what == "pin":
        kiosk.leave_wanted.emit()
        page = window.around.sign_in.sheet
    elif what == "below":
        window.page.setFocus()  # as a search does that closes
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab

    for _ in range(12):
        keyboard.press(key)
        assert page.isAncestorOf(window.focusWidget())


def test_after_a_fall_the_kiosk_goes_on(window, keyboard, kiosk, page):
    window.around.show_fall("Traceback")
    keyboard.press(Qt.Key.Key_F11)
    assert window.isFullScreen()

    keyboard.press(Qt.Key.Key_Escape)

    assert kiosk.is_on
    assert window.focusWidget() is page


@pytest.mark.usefixtures("kiosk")
def test_an_invitation_asks_no_guest_for_a_pin(qtbot, window, keyboard):
    invited = []
    window.operation.invited.connect(invited.append)
    keyboard.scan("EV1:HUB:8443:CODE:PIN")

    qtbot.waitUntil(lambda: invited != [])
    assert not window.around.sign_in.is_open
