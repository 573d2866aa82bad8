"""What a role may not do, no key, button or command of the window does."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.bootstrap.guard import OF_PRIVACY
from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.self_call import hub_calls
from app.errors import NotAllowedError
from app.model.conflict import Resolution
from app.model.permit import LEAST, Act
from app.model.role import Role
from app.model.verdict import Verdict
from app.settings import Settings
from app.vault.pin_check import new_check
from tests.ui.hands import buttons, text, verdict
from ui import permits, shell_texts
from ui.pages.organiser import PLACES

ORGANISER_PIN, VOLUNTEER_PIN = "organ1", "volunt"
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FUNCTION_KEYS = [Qt.Key(Qt.Key.Key_F1 + number) for number in range(12)]
OTHERS = (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
SCAN = (("CODE-ANH",), (), ())
FORBIDDEN = {
    "figures": ("sight", "keep_edition"),
    "hub": ("make_hub", "join", "invite", "shut_out"),
    "lists": ("look", "take"),
    "questions": ("open", "resolve", "reopen"),
    "designs": ("keep", "adopt"),
    "papers": ("write", "enter", "evacuation"),
    "privacy": (
        *("people", "person", "write_report", "write_protocol", "erase"),
        *("retention", "delete_due", "leave"),
    ),
}


@pytest.fixture(scope="module")
def check():
    return new_check(ORGANISER_PIN)


@pytest.fixture
def desk(desk, check):
    desk.pins[Role.ORGANISER] = check
    desk.roles.take(desk.programme())
    return desk


@pytest.fixture
def done(desk, monkeypatch):
    """Take down what reached the desk that a volunteer may not do."""
    seen = []

    def watch(part, name):
        monkeypatch.setattr(part, name, lambda *_, **__: seen.append(name) or [], raising=False)

    monkeypatch.setattr(desk.questions, "count", lambda: 0)  # it counts what it opens
    for part, names in FORBIDDEN.items():
        for name in names:
            watch(getattr(desk, part), name)
    for name in ("badge_contents", "use_design"):
        watch(desk, name)
    return seen


@pytest.fixture
def sheet(window):
    return window.around.sign_in


def type_pin(qtbot, sheet, pin):
    sheet.panel.field.setText(pin)
    qtbot.keyClick(sheet.panel.field, Qt.Key.Key_Return)


def test_every_action_of_the_window_is_in_the_table(window):
    actions = set(window.operation._actions) | set(window._actions) | set(PLACES)

    tables = (permits.RECEPTION, permits.DOOR, permits.WINDOW, permits.PLACES)
    assert actions == set().union(*tables)
    assert all(permits.act_of(name) is not permits.STRICTEST for name in permits.DOOR)
    assert permits.act_of("something new") is permits.STRICTEST


def test_every_act_and_role_has_words():
    assert shell_texts.ACTS.keys() == set(Act)
    assert shell_texts.ROLES.keys() == set(Role)


def test_a_volunteer_reaches_nothing_by_any_key(qtbot, window, keyboard, desk, done):
    def rest():
        window.around.sign_in.presenter.close_panel()
        keyboard.press(Qt.Key.Key_Escape)
        keyboard.press(Qt.Key.Key_Escape)

    none = Qt.KeyboardModifier.NoModifier
    strokes = [
        *((key, modifiers) for key in FUNCTION_KEYS for modifiers in (none, SHIFT, CONTROL)),
        *((key, none) for key in OTHERS),
        *((key, CONTROL) for key in (Qt.Key.Key_L, Qt.Key.Key_F, Qt.Key.Key_1, Qt.Key.Key_N)),
    ]
    strokes.remove((Qt.Key.Key_F11, SHIFT))  # a second window, with tests of its own
    for code in ("", "CODE-WEI"):
        for key, modifiers in strokes:
            if code:
                window.operation.scan((code,))
            keyboard.press(key, modifiers=modifiers)
            assert not window.organiser.isVisible(), (key, modifiers)
            assert not window.around.covers.is_kiosk, (key, modifiers)
            rest()
    window.operation.scan(("CODE-ANH",))
    qtbot.waitUntil(lambda: desk.counts().arrived >= 1)
    assert done == []


def test_a_volunteer_reaches_nothing_by_any_button_or_command(window, desk, done):
    for name in (*permits.RECEPTION, *permits.DOOR, *permits.WINDOW, *permits.PLACES):
        if name == "guest_window":
            continue
        if name in permits.PLACES:
            window.organising.open(name)
            window.places.open_organiser(name)
        elif name in permits.WINDOW:
            window.do(name)
        else:
            window.operation.do(name)
        for button in buttons(window):
            if button.isVisible() and button.isEnabled():
                button.click()
        is_refused = not desk.roles.may(permits.act_of(name))
        assert not is_refused or not window.organiser.isVisible(), name
        assert not window.around.covers.is_kiosk
        window.around.covers.self_test.do("ready")
    window.places.take_special("EV1:h:1:C:P")

    assert not window.organiser.isVisible()
    assert done == []


def test_the_pin_that_is_needed_leads_there(qtbot, window, keyboard, sheet, desk):
    keyboard.press(Qt.Key.Key_F10)
    assert "Fragen klären" in text(window, "panelText") or sheet.is_open

    type_pin(qtbot, sheet, "wrong1")
    qtbot.waitUntil(lambda: "Keine Rolle" in sheet.panel.status.text)
    assert not window.organiser.isVisible()
    type_pin(qtbot, sheet, ORGANISER_PIN)

    qtbot.waitUntil(window.organiser.isVisible)
    assert desk.roles.role is Role.ORGANISER
    keyboard.press(Qt.Key.Key_L, modifiers=CONTROL)
    keyboard.press(Qt.Key.Key_L, modifiers=CONTROL)
    assert desk.roles.role is Role.VOLUNTEER
    assert not window.organiser.isVisible()


@pytest.mark.usefixtures("done")
def test_who_goes_away_is_signed_out(qtbot, window, desk, clock):
    desk.roles.sign_in(ORGANISER_PIN)
    window.places.open_organiser("questions")
    window.around.tick()
    assert window.organiser.isVisible()

    clock.mono_ms += 10 * 60_000
    window.around.tick()

    qtbot.waitUntil(lambda: not window.organiser.isVisible())
    assert desk.roles.role is Role.VOLUNTEER


def test_a_scan_goes_on_while_a_pin_is_asked(qtbot, window, keyboard, sheet, desk):
    keyboard.press(Qt.Key.Key_F10)

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert sheet.is_open
    assert sheet.panel.field.text() == ""
    assert desk.counts().arrived == 1


def test_a_station_whose_volunteers_have_a_pin_is_locked(qtbot, window, keyboard, sheet, desk):
    desk.pins[Role.VOLUNTEER] = new_check(VOLUNTEER_PIN)
    desk.roles.take(desk.programme())
    window.around.tick()

    assert sheet.covers_all
    assert sheet.sheet.geometry() == window.rect()
    keyboard.scan("CODE-ANH")
    for key in (*FUNCTION_KEYS, Qt.Key.Key_Escape):
        keyboard.press(key)
    window.operation.camera.scanned.emit("CODE-ANH")
    window.operation.scanner.scanned.emit(*SCAN)  # one at a serial port
    for _ in range(5):
        qtbot.wait(20)
    assert sheet.covers_all
    assert sheet.presenter.scene.needed is None
    assert desk.accepted == []

    type_pin(qtbot, sheet, VOLUNTEER_PIN)
    qtbot.waitUntil(lambda: not sheet.is_open)
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: desk.counts().arrived == 1)


def test_an_organiser_gives_pins_in_the_window(qtbot, window, keyboard, sheet, desk):
    desk.roles.sign_in(ORGANISER_PIN)
    keyboard.press(Qt.Key.Key_L, modifiers=CONTROL)
    keyboard.press(Qt.Key.Key_2, "2")
    qtbot.waitUntil(lambda: "Raumbetreuung" in sheet.panel.view.title)

    type_pin(qtbot, sheet, "host11")

    qtbot.waitUntil(lambda: "Alle Plätze" in sheet.panel.status.text)
    assert desk.roles.with_pin == {Role.HOST, Role.ORGANISER}
    assert window.findChild(QWidget, "signIn").isVisible()


def test_a_pin_is_not_shown_while_it_is_typed(keyboard, sheet):
    keyboard.press(Qt.Key.Key_L, modifiers=CONTROL)

    assert sheet.panel.field.echoMode() is QLineEdit.EchoMode.Password


def above_a_volunteer(real):
    """Return calls for each act that takes an organiser."""
    return {
        Act.HUB: [
            real.hub.make_hub,
            lambda: real.hub.join("EV1:"),
            lambda: real.hub.invite("x"),
            lambda: real.hub.shut_out("x"),
        ],
        Act.ANSWER: [
            real.questions.open,
            lambda: real.questions.resolve("x", Resolution.SAME),
            lambda: real.questions.reopen("x"),
        ],
        Act.BULK: [real.badge_contents],
        Act.FIGURES: [real.figures.look, real.figures.sight],
        Act.EXPORT: [
            lambda: real.papers.write(None, None, None),
            lambda: real.papers.enter("1A 1", session=None),
            real.papers.lists,
        ],
        Act.DESIGN: [
            lambda: real.use_design("a6"),
            lambda: real.designs.keep("x", ""),
            lambda: real.designs.adopt("x"),
            lambda: real.designs.choose("x", "a6"),
        ],
        Act.PRIVACY: [getattr(real.privacy, name) for name in OF_PRIVACY],
        Act.PINS: [lambda: real.roles.change_pin(Role.HOST, "host11")],
    }


class TestRealDesk:
    """The station refuses what the window does not offer."""

    @pytest.fixture
    def real(self, tmp_path, check):
        starts = datetime(2026, 12, 1, 16, tzinfo=UTC)
        create_event(tmp_path / "desk", "Fest", starts=starts, ends=starts + timedelta(hours=3))
        with closing(open_workplace(tmp_path / "desk")) as workplace:
            workplace.planner.set_pin(Role.ORGANISER, check)
            yield open_desk(workplace, Settings(), hub_calls())

    def test_everything_above_a_volunteer_is_refused(self, real):
        calls = above_a_volunteer(real)
        above = {act for act, least in LEAST.items() if least is Role.ORGANISER}
        # What is overruled belongs to a guest: see the stories of exceptions.
        assert calls.keys() == above - {Act.OVERRULE}
        calls[Act.ROOM] = [
            lambda: real.doors.mark_present("x", []),
            lambda: real.doors.expected("x"),
            lambda: real.doors.free_seats("x"),
            lambda: real.doors.keep_seats("x"),
        ]
        calls[Act.EVACUATE] = [lambda: real.papers.evacuation("de")]
        for call in (call for several in calls.values() for call in several):
            with pytest.raises(NotAllowedError):
                call()

    def test_what_a_volunteer_needs_still_goes(self, real):
        added = real.add_walk_in({"name": "Ana"})

        assert real.check_in(added.registration, session=None).verdict is Verdict.WELCOME
        assert real.questions.count() == 0
        assert real.hub.sight() is not None
        assert real.designs.names()
