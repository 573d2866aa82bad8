"""Every word of the organiser's pages has room, every target is large enough for a finger."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.badge.words import WORDS
from ui import badge_texts
from ui.language import LANGUAGES
from ui.widgets.keys import KeyButton
from ui.widgets.page_canvas import PageCanvas
from ui.widgets.row_list import RowList

SIZES = [(1366, 768), (1920, 1080), (960, 540)]


@pytest.fixture(params=["check", "design"])
def organiser(request, qtbot, window):
    window.places.open_organiser(request.param)
    if request.param == "design":
        canvas = window.findChild(PageCanvas)
        qtbot.waitUntil(lambda: canvas.has_picture, timeout=20_000)
        cases = window.findChild(RowList, "cases").model()
        qtbot.waitUntil(lambda: cases.rowCount() > 1, timeout=20_000)
    else:
        check = window.organising.check.presenter
        qtbot.waitUntil(lambda: check.check.done > 0, timeout=20_000)
    return window.organiser


def test_every_word_of_a_badge_has_a_title():
    assert set(WORDS) <= badge_texts.WORDS.keys()


def clipped(page):
    labels = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in labels if not _fits(label)]


def _fits(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height()
    hint = label.sizeHint()
    return hint.width() <= label.width() and hint.height() <= label.height()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_room(qtbot, window, organiser, size, language):
    window.resize(*size)
    window.set_language(language)

    qtbot.waitUntil(lambda: clipped(organiser) == [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_key_under_the_page_has_room(qtbot, window, size, language):
    window.resize(*size)
    window.set_language(language)
    window.places.open_organiser("design")
    editing = window.organising.designer.presenter
    qtbot.waitUntil(lambda: bool(editing.draft.parts))
    editing.select((1, None))
    for _ in range(2):
        editing.add("text")
    editing.undo()
    editing.select((1, None))

    words = [button.word for button in window.organiser.designer.keys.findChildren(KeyButton)]
    assert len(words) == 3
    qtbot.waitUntil(lambda: clipped(window.organiser) == [])


@pytest.mark.parametrize("size", SIZES)
def test_targets_are_large_enough_for_a_finger(qtbot, window, organiser, size):
    window.resize(*size)

    def small():
        targets = [*organiser.findChildren(QPushButton), *organiser.findChildren(QLineEdit)]
        return [each.objectName() for each in targets if each.isVisible() and each.height() < 44]

    qtbot.waitUntil(lambda: small() == [])
