"""A scanner at a serial port is heard by the desk, without any focus."""

import os
import pty
import tty

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.settings import Settings
from tests.ui.hands import STAYS_S, verdict


@pytest.fixture
def line():
    scanner, line = pty.openpty()
    tty.setraw(line)
    yield scanner, os.ttyname(line)
    os.close(line)
    os.close(scanner)


@pytest.fixture
def settings(line):
    return Settings(sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, serial_scanner=line[1])


def lamp(window):
    return window.findChild(QWidget, "scannerLamp")


def test_a_serial_scan_is_answered_without_the_focus(qtbot, window, line, desk):
    window.operation.prepare(with_camera=False)
    window.operation.listen(is_listening=False)
    assert verdict(window) == "idle"

    os.write(line[0], b"CODE-ANH\r")

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert desk.accepted == [("CODE-ANH",)]


def test_an_unplugged_scanner_is_said_at_the_lamp_and_in_words(window):
    window.operation.scanner.choose("0c2e:0b6a:17001A")

    assert lamp(window).property("state") == "problem"
    assert lamp(window).word == "Scanner ab"
    window.operation.do("scanner")
    words = window.findChild(QWidget, "serial").text()
    assert words == "Der Scanner ist ausgesteckt. Sobald er wieder da ist, geht es weiter."


def test_the_plate_says_so_when_no_other_way_is_left(window):
    window.operation.prepare(with_camera=False)
    window.operation.listen(is_listening=False)
    assert verdict(window) == "idle"

    window.operation.scanner.choose("0c2e:0b6a:17001A")

    assert verdict(window) == "attention"


def test_another_choice_is_kept(qtbot, window):
    window.operation.do("scanner")
    none = window.page.sheets.findChildren(QPushButton, "choice")[-1]

    with qtbot.waitSignal(window.settings_changed) as changed:
        none.click()

    assert changed.args[0].serial_scanner == ""
    assert window.operation.scanner.scene.serial is None
