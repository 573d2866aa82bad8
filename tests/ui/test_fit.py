"""No word is clipped: every label has the room that its text needs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.model.desk import SyncState
from tests.ui.hands import verdict
from ui.language import LANGUAGES
from ui.widgets.plate import Line


def clipped(window):
    """Return the texts of labels in sight that are wider or higher than their place."""
    labels = [
        label
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() and not isinstance(label, Line)
    ]
    return [label.text() for label in labels if not _fits(label)]


def _fits(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height()
    hint = label.sizeHint()
    return hint.width() <= label.width() and hint.height() <= label.height()


@pytest.fixture
def desk(desk):
    desk.sync_state = lambda: SyncState(joined=True, online=False, unsent=128)
    return desk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (960, 540), (683, 384)])
@pytest.mark.parametrize("code", ["", "CODE-ANH", "CODE-WEI", "CODE-LARS"])
def test_every_word_of_an_answer_has_room(qtbot, window, keyboard, size, language, code):
    window.resize(*size)
    window.set_language(language)
    if code:
        keyboard.scan(code)
        qtbot.waitUntil(lambda: verdict(window) != "idle")

    qtbot.waitUntil(lambda: clipped(window) == [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F4])
def test_every_word_of_a_sheet_has_room(qtbot, window, keyboard, size, language, key):
    window.resize(*size)
    window.set_language(language)
    keyboard.scan("CODE-JANA1")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")

    keyboard.press(key)

    assert window.page.sheets.isVisible()
    qtbot.waitUntil(lambda: clipped(window) == [])
