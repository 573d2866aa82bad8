"""When the disk takes nothing more: red until it does, whatever is scanned or pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app import vault
from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, furnish, open_workplace
from app.clock import to_instant
from app.commands.self_call import hub_calls
from app.errors import PinError
from app.model.entry import Kind
from app.settings import Settings
from tests.app.journals import HandClock
from tests.small_disk import SmallDisk
from tests.ui.hands import STAYS_S, Keyboard, text, verdict
from ui.language import language
from ui.pin import PinWindow
from ui.presenters.reception import ReceptionPresenter
from ui.window import build

BLOCKED = "Hier wird nichts gespeichert"
pytestmark = pytest.mark.expects_log


class TestWindow:
    """On a desk in memory."""

    @pytest.fixture
    def settings(self):
        return Settings(sounds=False, dots_per_inch=112, clear_after_s=0.1)

    def test_a_failed_write_stops_the_page_until_the_disk_works(
        self, qtbot, window, keyboard, desk
    ):
        desk.disk_works = False
        keyboard.scan("CODE-ANH")
        qtbot.waitUntil(lambda: text(window, "word") == BLOCKED)
        keyboard.scan("CODE-OMAR")
        keyboard.press(Qt.Key.Key_Escape)
        keyboard.press(Qt.Key.Key_F7)
        # Long after answers clear themselves it still stands there.
        seen = []
        window.operation.answered.connect(lambda scene: seen.append(scene.verdict))
        keyboard.press(Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: len(seen) >= 2)
        assert set(seen) == {"stop"}
        assert (verdict(window), text(window, "word")) == ("stop", BLOCKED)

        desk.disk_works = True
        keyboard.press(Qt.Key.Key_F7)

        qtbot.waitUntil(lambda: verdict(window) == "idle")
        keyboard.scan("CODE-ANH")
        qtbot.waitUntil(lambda: desk.counts().arrived == 1)

    def test_a_failure_in_the_background_stops_it_too(self, qtbot, window, desk):
        desk.records = False

        qtbot.waitUntil(lambda: text(window, "word") == BLOCKED)

    def test_who_looked_before_the_disk_worked_again_stops_nothing(self, window, desk):
        assert desk.is_recording()

        window.operation.findChild(ReceptionPresenter).take_disk(is_recording=False)

        assert verdict(window) == "idle"

    def test_it_is_said_in_both_languages(self, qtbot, window, keyboard, desk):
        desk.records = False
        qtbot.waitUntil(lambda: text(window, "word") == BLOCKED)

        keyboard.press(Qt.Key.Key_F8)

        assert text(window, "word") == "Nothing is recorded here"
        assert "F7" in text(window, "reason")


class TestRealDisk:
    """A real station on a disk that is really full."""

    @pytest.fixture
    def small(self, tmp_path):
        disk = SmallDisk(tmp_path / "small")
        yield disk
        disk.close()

    @pytest.fixture
    def workplace(self, small):
        clock = HandClock()
        begin = to_instant(clock.read().wall_ms)
        create_event(small.folder, "Fest", starts=begin, ends=begin.replace(hour=22))
        opened = open_workplace(small.folder)
        for number in range(40):
            opened.registrar.add({"name": f"Gast {number}", "code": f"G{number}"}, sessions={})
        yield furnish(opened.file, clock)
        opened.close()

    @pytest.fixture
    def answers(self):
        return []

    @pytest.fixture
    def window(self, qtbot, workplace, answers):
        settings = Settings(
            sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, prints_on_arrival=False
        )
        desk = open_desk(workplace, settings, hub_calls(), on_answer=answers.append)
        window = build(desk, settings, workplace.clock)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield window
        window.close()

    def test_no_green_without_an_entry(self, qtbot, small, workplace, window, answers):
        keyboard, greens = Keyboard(window), []
        window.operation.answered.connect(
            lambda scene: greens.append(scene.guest.code) if scene.verdict == "welcome" else None
        )
        keyboard.scan("G0")
        qtbot.waitUntil(lambda: verdict(window) == "welcome")

        small.fill()
        for number in range(1, 30):
            keyboard.scan(f"G{number}")
        qtbot.waitUntil(lambda: text(window, "word") == BLOCKED, timeout=20_000)
        small.free()
        keyboard.scan("G30")
        keyboard.press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: any(answer.code == "G30" for answer in answers))
        assert text(window, "word") == BLOCKED

        keyboard.press(Qt.Key.Key_F7)
        qtbot.waitUntil(lambda: verdict(window) == "idle")
        keyboard.scan("G31")
        qtbot.waitUntil(lambda: verdict(window) == "welcome")
        arrived = {
            workplace.journal.standing(entry.registration).code
            for _, entry in workplace.journal.entries()
            if entry.kind == Kind.ARRIVED
        }
        assert set(greens) == arrived
        assert {"G0", "G31"} <= arrived
        assert "G30" not in arrived


class TestPinWindow:
    """A PIN is asked before the window opens."""

    @pytest.fixture
    def asking(self, qtbot, tmp_path):
        vault.key_of(tmp_path)
        vault.protect(tmp_path, "4711")
        vault._unlocked.clear()
        window = PinWindow(language("de"), lambda pin: vault.unlock(tmp_path, pin))
        qtbot.addWidget(window)
        window.show()
        return window

    def test_the_right_one_opens(self, qtbot, asking, tmp_path):
        with qtbot.waitSignal(asking.opened):
            qtbot.keyClicks(asking.findChild(QLineEdit), "4711")
            qtbot.keyClick(asking.findChild(QLineEdit), Qt.Key.Key_Return)

        assert not vault.needs_pin(tmp_path)
        assert not asking.isVisible()

    def test_a_wrong_one_is_asked_again(self, qtbot, asking, tmp_path):
        qtbot.keyClicks(asking.findChild(QLineEdit), "4712")
        qtbot.keyClick(asking.findChild(QLineEdit), Qt.Key.Key_Return)

        assert "noch einmal" in asking.findChild(QLabel, "pinText").text()
        assert asking.findChild(QLineEdit).text() == ""
        with pytest.raises(PinError):
            vault.key_of(tmp_path)

    def test_it_can_be_given_up(self, qtbot, asking):
        cancel = next(b for b in asking.findChildren(QPushButton) if b.text() == "Abbrechen")
        with qtbot.waitSignal(asking.rejected):
            cancel.click()
