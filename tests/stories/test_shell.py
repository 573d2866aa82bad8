"""Around the desk: practice, self-test, battery, the guest's window, training, silence."""

import hashlib
import time
from contextlib import closing
from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMessageBox, QWidget

from app.bootstrap.house import House
from app.bootstrap.opening import open_desk
from app.commands.self_call import hub_calls
from app.model import code
from app.model.power import LEVELS, Power
from app.model.role import Role
from app.model.standing import Status
from app.reports.papers.training import MOST_STEPS, training_pdf, training_steps
from app.roster.sample import sample_programme
from app.settings import Settings, save_settings
from tests.stories.pace import look_after
from tests.ui.conftest import DeskClock
from tests.ui.hands import Keyboard, buttons, verdict
from tests.ui.memory_desk import MemoryDesk
from ui import selftest_texts, shell_texts
from ui.guest_window import CLEAR_MS
from ui.language import LANGUAGES, language
from ui.presenters.sign_in import Stage
from ui.shell import Shell
from ui.window import build

SLOW_MS = 60_000
ACTIONS = 100


@pytest.fixture
def desk():
    return MemoryDesk()


@pytest.fixture
def open_window(qtbot, desk):
    opened = []

    def get(settings=None, clock=None, **more):
        quiet = Settings(sounds=False, dots_per_inch=112)
        window = build(desk, settings or quiet, clock or DeskClock(desk), **more)
        opened.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield get
    for window in opened:
        window.put_away()


def told(interface):
    """Return every name below a node of the accessibility tree."""
    names = [interface.text(QAccessible.Text.Name)]
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and not child.state().invisible:
            names += told(child)
    return names


def digest_of(folder):
    """Return what the event files of a data folder hold, byte by byte."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.suffix == ".db"
    }


def entries_of(desk):
    return [entry for _, entry in desk._workplace.journal.entries()]


def test_r29_practice_changes_nothing_of_the_event(qtbot, event_of, measured):
    _, workplace = event_of(100)
    data = workplace.file.path.parent.parent
    save_settings(data, Settings(sounds=False, dots_per_inch=112))
    workplace.close()
    house = House(data, None, lambda place, settings: open_desk(place, settings, hub_calls()))
    with closing(Shell(house, show=QWidget.show)) as shell:
        shell.start()
        real = shell._desk
        qtbot.waitUntil(lambda: shell.window.page.header.event_name.text() != "", timeout=SLOW_MS)
        shell.window.do("practice")
        qtbot.waitUntil(lambda: shell.window.is_practice, timeout=SLOW_MS)
        before, written, counts = digest_of(data), entries_of(real), real.counts()
        window, practice = shell.window, shell._practice
        at_first = len(entries_of(practice))
        names = told(QAccessible.queryAccessibleInterface(window))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=SLOW_MS)

        done = act_in_practice(qtbot, window, practice)

        assert digest_of(data) == before
        assert entries_of(real) == written
        assert real.counts() == counts
        changed = len(entries_of(practice)) - at_first
    measured("R29", f"{done} actions, {changed} entries of practice, 0 bytes of the event changed")
    assert language("de").say(shell_texts.PRACTICE_WHY) in names
    assert language("de").say(shell_texts.PRACTICE) in names
    assert done >= ACTIONS
    assert changed >= ACTIONS


def act_in_practice(qtbot, window, desk):
    """Check in, change, print, take back, register; return how many actions that were."""
    keyboard, done = Keyboard(window), 0
    everybody = desk._workplace.journal.standings()
    standings = [one for one in everybody if one.status is Status.ACTIVE]
    for standing in standings[:40]:
        arrived = len(entries_of(desk))
        keyboard.scan(standing.code)
        qtbot.waitUntil(lambda: len(entries_of(desk)) > arrived, timeout=SLOW_MS)  # noqa: B023 - waited for at once
        done += 1
    for standing in standings[:25]:
        desk.amend(standing.registration, {"organisation": "Übungsverein"})
        desk.print_badge(standing.registration)
        done += 2
    for number in range(6):
        desk.add_walk_in({"name": f"Gast {number}"})
        before = len(entries_of(desk))
        keyboard.press(Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: len(entries_of(desk)) > before, timeout=SLOW_MS)  # noqa: B023 - waited for at once
        done += 2
    return done


def test_r30_the_self_test_reports_everything_with_a_next_step(event_of, measured):
    _, workplace = event_of(100)
    desk = open_desk(workplace, Settings(), hub_calls())
    begun = time.monotonic()

    checks = {check.check: check for check in desk.machine.self_test()}
    took = time.monotonic() - begun

    needed = {"scanner", "printer", "clock", "list", "battery", "disk"}
    assert needed <= checks.keys()
    assert all(check.next_step for check in checks.values() if not check.ok)
    for name in LANGUAGES:
        say = language(name).say
        assert all(say(selftest_texts.STEPS[check]) for check in checks)
        assert all(say(selftest_texts.NAMES[check]) for check in checks)
    measured("R30", f"{len(checks)} checks in {took:.1f} s")
    assert took <= 30


def test_r30_the_page_shows_what_to_do_first(qtbot, open_window, desk):
    window = open_window()
    Keyboard(window).press(Qt.Key.Key_F12, modifiers=Qt.KeyboardModifier.ShiftModifier)
    work = window.around.covers.self_test
    qtbot.waitUntil(lambda: not work.presenter.scene.is_running, timeout=SLOW_MS)
    model = window.around.covers.self_test_page.rows.model()
    rows = [model.index(row, 0).data() for row in range(3)]
    assert any("Drucker" in str(row) for row in rows)

    window.operation.scan((code.test_code(),))

    assert work.presenter.scene.is_read
    assert desk.accepted == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_r31_three_notices_of_the_battery_and_none_in_the_way(
    qtbot, open_window, desk, measured, name
):
    window = open_window(Settings(sounds=False, dots_per_inch=112, language=name))
    alerts, said, heard = window.around.alerts, [], []
    alerts.told.connect(heard.append)
    for percent in range(100, 0, -1):
        desk.machine.battery = Power(percent, is_plugged=False)
        before = alerts.alert
        alerts._take((desk.machine.power(), 0))
        if alerts.alert != before:
            said.append(window.page.header.notice.text)
    Keyboard(window).scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert [alert.level for alert in heard] == sorted(LEVELS, reverse=True)
    assert len({text.split("%")[-1] for text in said}) == 3
    assert not window.findChildren(QMessageBox)
    desk.machine.battery = Power(40, is_plugged=True)
    alerts._take((desk.machine.power(), 0))
    assert not window.page.header.notice.isVisible()
    measured("R31", "3 notices at 30, 15, 5 %, none modal")


def test_r32_the_guest_sees_only_the_guest(qtbot, open_window, desk, measured):
    desk.amend("anh", {"language": "Englisch"})
    window = open_window()
    window.do("guest_window")
    facing = window.around.guest
    idle, greeting = facing.texts, ["Welcome", "Thị Ngọc Ánh Nguyễn"]
    before = look_after(CLEAR_MS / 1000 - 1, lambda: facing.texts)
    Keyboard(window).scan("CODE-ANH")

    qtbot.waitUntil(lambda: facing.texts == greeting)
    shown = time.monotonic()
    after = look_after(CLEAR_MS / 1000 + 1, lambda: facing.texts)
    qtbot.waitUntil(lambda: facing.texts == idle)
    took = time.monotonic() - shown
    qtbot.waitUntil(lambda: bool(after))

    measured("R32", f"cleared after {took:.1f} s")
    assert (before, after) == ([greeting], [idle])
    window.around.toggle_guest_window()


@pytest.mark.parametrize("name", LANGUAGES)
def test_a12_the_training_sheet_is_one_page_of_what_is_active(name, measured):
    plan = sample_programme(date(2026, 12, 3))

    pdf = pypdfium2.PdfDocument(training_pdf(plan, name))
    text = pdf[0].get_textpage().get_text_range()
    steps = training_steps(plan, name)

    measured("A12", f"{len(steps)} steps, 1 page")
    assert len(pdf) == 1
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]
    assert len(steps) <= MOST_STEPS
    flat = " ".join(text.split())
    assert plan.event.name in flat
    assert all(step.title in flat and step.key in flat for step in steps)
    assert "F3" in {step.key for step in steps}


def test_a12_nothing_stands_there_that_is_not_active():
    plan = sample_programme(date(2026, 12, 3))
    bare = type(plan)(event=plan.event, policy=type(plan.policy)(walk_ins=False, undo_min=0))

    keys = {step.key for step in training_steps(bare, prints=False)}

    assert keys == {"Code", "F7", "abc", "F4", "F1"}
    with_pin = type(plan)(event=plan.event, pins={Role.ORGANISER: "x"})
    assert "Strg L" in {step.key for step in training_steps(with_pin)}


def test_a13_in_silence_the_answers_are_still_told_apart(qtbot, open_window, measured):
    window = open_window()
    window.operation.prepare(with_camera=False)
    keyboard, seen = Keyboard(window), {}
    for scanned in ("CODE-ANH", "CODE-WEI", "CODE-LARS"):
        before = window.page.plate.view
        keyboard.scan(scanned)
        qtbot.waitUntil(lambda: window.page.plate.view != before)  # noqa: B023 - waited for at once
        view = window.page.plate.view
        seen[view.verdict] = view.word

    measured("A13", f"no sound, {len(seen)} answers with words and signs of their own")
    assert not window.operation._sounds.is_audible
    assert len(set(seen.values())) == len(seen) == 3


def test_a14_the_desk_shows_few_things_to_press(open_window, measured):
    window = open_window()

    count = len(buttons(window))

    measured("A14", f"{count} controls")
    assert count <= 7
    assert window.around.sign_in.presenter.scene.stage is Stage.CLOSED
