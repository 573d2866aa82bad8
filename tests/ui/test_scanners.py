"""Scanners tried out and chosen, heard and not heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.model.verdict import Answer, Reason
from app.reading.calibration import TEXT, analyse
from app.reading.optical import read_codes
from app.reading.wedge import Burst
from tests.app.reading.scanners import pressed, scanned
from tests.ui.hands import text, verdict
from ui.language import language
from ui.presenters.scanner_words import findings, layout_name


def calibration(host="us", content=TEXT, **more):
    """Return what arrives of the calibration code from an American scanner that sends Enter."""
    burst = scanned(pressed("us", content), host, **more)
    return Burst.of(burst.keys, ending="\r")


def lines(window):
    return window.findChild(QLabel, "findings").text().splitlines()


def test_the_sheet_shows_a_code_that_every_camera_reads(window, keyboard):
    keyboard.press(Qt.Key.Key_F12)

    image = window.findChild(QLabel, "code").pixmap().toImage()
    image = image.convertToFormat(image.Format.Format_Grayscale8)
    pixels = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))

    assert window.findChild(QWidget, "scannerCheck").isVisible()
    assert list(read_codes(pixels)) == [TEXT]


def test_the_calibration_code_is_explained_and_sent_to_nobody(window, desk):
    window.operation.scanner.take_burst(calibration("de"))

    assert "Verschiedene Tastaturbelegungen" in lines(window)[0]
    assert lines(window)[-1] == "4 ms je Zeichen"
    assert window.page.sheets.open_sheet == "scanner"
    assert desk.accepted == []


def test_what_the_code_told_is_kept(qtbot, window):
    with qtbot.waitSignal(window.settings_changed) as changed:
        window.operation.scanner.take_burst(calibration("fr"))

    assert changed.args[0].scanner_layout == "us"


def test_a_scanner_that_was_set_otherwise_later_is_still_understood(qtbot, window, desk):
    window.operation.scanner.take_burst(calibration("us"))

    window.operation.scanner.take_burst(scanned(pressed("de", "CODE-ANH"), "us"))

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert len(desk.accepted) == 1


@pytest.mark.parametrize(
    ("burst", "words"),
    [
        (calibration(), "Everything arrives as it should."),
        (calibration(caps=True), "Caps Lock is on. Please press it once."),
        (calibration(content=f"]Q1{TEXT}"),
         "Before each code the scanner types ]Q1. Please switch its prefix off."),
        (calibration(content=f"{TEXT}##"),
         "After each code the scanner types ##. Please switch its suffix off."),
        (calibration(content=TEXT.replace("5", "")),
         "1 of 95 characters were lost: 5. Please set the scanner to type slower."),
        (replace(calibration(), ending=""),
         "The scanner sends no Enter. Please set its suffix to CR."),
        (calibration("de"),
         "Keyboard layouts differ: United States (scanner), Germany (computer)."),
    ],
)  # fmt: skip
def test_every_finding_says_what_to_do(burst, words):
    assert words in "\n".join(findings(analyse(burst), language("en")))


@pytest.mark.parametrize(
    ("layout", "name"),
    [("de", "Deutschland"), ("ch:fr", "Schweiz (Französisch)"), ("latam", "Lateinamerika")],
)
def test_layouts_are_called_by_their_country(layout, name):
    assert layout_name(layout, language("de")) == name


def test_without_the_focus_the_plate_says_so_until_it_is_back(qtbot, window, keyboard):
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: verdict(window) == "attention")

    window.operation.listen(is_listening=False)
    assert (text(window, "word"), text(window, "name")) == ("Hört nicht zu", "")
    window.operation.listen(is_listening=True)

    assert (text(window, "word"), text(window, "name")) == ("Anderer Tag", "Wei Zhang")


def test_an_answer_that_comes_without_the_focus_is_shown(qtbot, window):
    window.operation.listen(is_listening=False)

    window.operation.scan(("CODE-ANH",))
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    window.operation.do("close")

    assert text(window, "word") == "Hört nicht zu"


def test_a_code_of_two_people_names_both_and_offers_the_search(qtbot, window, desk, monkeypatch):
    people = tuple(desk.guests[name] for name in ("jana1", "omar"))
    question = Answer(code="C", reason=Reason.UNKNOWN_CODE, between=people)
    monkeypatch.setattr(desk, "accept", lambda *_, **__: question)

    window.operation.scan(("C",))

    qtbot.waitUntil(lambda: verdict(window) == "stop")
    shown = [label.text() for label in window.findChildren(QLabel, "factValue")]
    assert text(window, "reason") == "Zu diesem Code passen zwei Gäste. Bitte Namen suchen."
    assert any(line.startswith("Jana Müller · ") for line in shown)
    assert any(line.startswith("Omar al-Haddad · ") for line in shown)


def test_control_characters_in_a_code_fire_no_shortcut(qtbot, window, keyboard, desk):
    keyboard.type("CO", gap_ms=1000)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.type("CO", gap_ms=5)
    keyboard.press(Qt.Key.Key_F, "\x06", Qt.KeyboardModifier.ControlModifier, gap_ms=5)
    keyboard.type("DE-ANH", gap_ms=5)
    keyboard.enter(gap_ms=5)

    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert desk.accepted == [("CODE-ANH",)]
    assert not window.findChild(QWidget, "overlay").isVisible()


def test_the_sheet_fits_into_a_small_window(window, qtbot):
    window.resize(1024, 600)
    window.operation.do("scanner")
    window.operation.scanner.take_burst(calibration("de", content=f"]Q1{TEXT}#", caps=True))

    sheet = window.findChild(QWidget, "scannerCheck")
    qtbot.waitUntil(lambda: sheet.layout().heightForWidth(sheet.width()) <= sheet.height())
    assert sheet.findChild(QLabel, "code").pixmap().width() >= 2 * 49
