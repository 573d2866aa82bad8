"""A guest at the desk: a scan comes in by keys, the plate answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from app.errors import AmbiguousError, PrintError
from app.settings import Settings
from tests.ui.hands import text, verdict


def test_a_scanned_guest_is_welcome_by_name(qtbot, window, keyboard):
    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert text(window, "word") == "Willkommen"
    assert text(window, "name") == "Thị Ngọc Ánh Nguyễn"
    assert text(window, "reason") == "Heinrich-Heine-Universität Düsseldorf"


def test_a_name_is_shown_in_its_own_script_too(qtbot, window, keyboard):
    keyboard.scan("CODE-OMAR")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert text(window, "native") == "عمر الحداد"


def test_the_same_guest_later_is_already_there(qtbot, window, keyboard, clock):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    clock.mono_ms += 11_000

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "already")
    assert text(window, "reason") == "seit 16:42 Uhr"


def test_a_double_read_is_no_second_scan(qtbot, window, keyboard, desk):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")

    keyboard.scan("CODE-ANH")
    keyboard.scan("CODE-OMAR")

    qtbot.waitUntil(lambda: text(window, "name") == "Omar al-Haddad")
    assert desk.accepted == [("CODE-ANH",), ("CODE-OMAR",)]


def test_another_day_names_the_day_and_one_key_admits(qtbot, window, keyboard):
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: verdict(window) == "attention")
    assert text(window, "reason") == "Anmeldung gilt für Mittwoch, 4. Dezember."

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert text(window, "name") == "Wei Zhang"


def test_a_cancelled_guest_is_sent_to_the_info_point(qtbot, window, keyboard):
    keyboard.scan("CODE-LARS")

    qtbot.waitUntil(lambda: verdict(window) == "stop")
    assert text(window, "word") == "Bitte zum Infopoint"


def test_an_unknown_code_is_answered_by_the_search(qtbot, window, keyboard):
    keyboard.scan("NOBODY-HAS-THIS")
    qtbot.waitUntil(lambda: verdict(window) == "stop")

    keyboard.press(Qt.Key.Key_F7)

    assert window.findChild(QWidget, "overlay").isVisible()


def test_ten_scans_in_a_second_are_all_recorded_in_order(qtbot, keyboard, desk):
    codes = [f"UNKNOWN-{number}" for number in range(10)]

    for code in codes:
        keyboard.scan(code)

    qtbot.waitUntil(lambda: len(desk.accepted) == 10)
    assert [candidates[0] for candidates in desk.accepted] == codes


@pytest.mark.expects_log
def test_a_bug_behind_the_desk_is_a_calm_stop_and_a_new_try(qtbot, window, keyboard, desk):
    desk.next_error = ZeroDivisionError()
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "stop")
    assert text(window, "word") == "Bitte noch einmal"

    keyboard.press(Qt.Key.Key_F7)

    qtbot.waitUntil(lambda: verdict(window) == "welcome")


def test_an_expected_failure_says_what_to_do(qtbot, window, keyboard, desk):
    desk.next_error = AmbiguousError("Two people have this code.")

    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: verdict(window) == "stop")
    assert text(window, "reason") == "Zu diesem Code passen zwei Gäste. Bitte Namen suchen."


def test_undo_takes_the_arrival_back(qtbot, window, keyboard, desk):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")

    keyboard.press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: text(window, "word") == "Zurückgenommen")
    assert text(window, "name") == "Thị Ngọc Ánh Nguyễn"
    assert desk.counts().arrived == 0


def test_undo_with_nothing_done_says_so(qtbot, window, keyboard):
    keyboard.press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: text(window, "word") == "Nichts zurückzunehmen")


def test_the_count_and_the_list_follow_an_arrival(qtbot, window, keyboard):
    latest = window.findChild(QTableView, "latestTable").model()
    keyboard.scan("CODE-ANH")

    qtbot.waitUntil(lambda: text(window, "arrived") == "1")
    assert latest.index(0, 2).data() == "Thị Ngọc Ánh Nguyễn"


def test_escape_makes_ready_for_the_next(qtbot, window, keyboard):
    keyboard.scan("CODE-ANH")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")

    keyboard.press(Qt.Key.Key_Escape)

    assert verdict(window) == "idle"
    assert text(window, "word") == "Bereit"


class TestBadge:
    """The badge is another worker's job."""

    def test_a_welcome_prints_without_a_key(self, qtbot, window, keyboard, desk):
        keyboard.scan("CODE-ANH")

        qtbot.waitUntil(lambda: desk.printed == ["anh"])
        qtbot.waitUntil(lambda: text(window, "jobState") == "Gedruckt")
        qtbot.waitUntil(lambda: not window.findChild(QWidget, "preview").is_empty)

    def test_a_dead_printer_delays_no_scan(self, qtbot, window, keyboard, desk):
        desk.printer_gate.clear()
        keyboard.scan("CODE-ANH")
        qtbot.waitUntil(lambda: verdict(window) == "welcome")

        keyboard.scan("CODE-OMAR")

        qtbot.waitUntil(lambda: text(window, "name") == "Omar al-Haddad")
        assert desk.printed == []
        desk.printer_gate.set()

    def test_a_failed_print_lights_the_lamp_and_says_what_to_do(
        self, qtbot, window, keyboard, desk
    ):
        desk.printer_error = PrintError("The printer is out of paper.")

        keyboard.scan("CODE-ANH")

        qtbot.waitUntil(lambda: text(window, "jobState") == "Nicht gedruckt")
        assert window.findChild(QWidget, "printerLamp").property("state") == "problem"

    def test_f5_prints_again(self, qtbot, keyboard, desk):
        keyboard.scan("CODE-ANH")
        qtbot.waitUntil(lambda: desk.printed == ["anh"])

        keyboard.press(Qt.Key.Key_F5)

        qtbot.waitUntil(lambda: desk.printed == ["anh", "anh"])

    def test_f5_without_a_guest_asks_for_one(self, window, keyboard, desk):
        keyboard.press(Qt.Key.Key_F5)

        assert text(window, "word") == "Kein Gast gewählt"
        assert desk.printed == []


class TestClearing:
    """Nobody's name stays in sight."""

    @pytest.fixture
    def settings(self):
        return Settings(sounds=False, dots_per_inch=112, clear_after_s=0.2)

    def test_an_answer_clears_itself(self, qtbot, window, keyboard):
        shown = []
        window.operation.answered.connect(lambda scene: shown.append(scene.verdict))

        keyboard.scan("CODE-ANH")

        qtbot.waitUntil(lambda: shown[:1] == ["welcome"] and verdict(window) == "idle")

    def test_the_search_clears_itself(self, qtbot, window, keyboard):
        keyboard.press(Qt.Key.Key_F, "\x06", Qt.KeyboardModifier.ControlModifier)
        overlay = window.findChild(QWidget, "overlay")
        assert overlay.isVisible()

        qtbot.waitUntil(lambda: not overlay.isVisible())
