"""Every word of the pages on questions, the hub and closing has room, on small screens too."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.memory_hub import every_question
from tests.ui.test_organiser_fit import clipped
from ui.language import LANGUAGES
from ui.presenters.leaving import Stage

SIZES = [(1366, 768), (960, 540), (683, 384)]
KINDS = range(len(every_question(datetime(2026, 12, 3, tzinfo=UTC))))


@pytest.fixture
def desk(desk):
    desk.questions.asked = every_question(desk.now)
    return desk


def label(page, name, words):
    """Whether a label of that name, in sight, says *words*."""
    found = [each for each in page.findChildren(QLabel, name) if each.isVisible()]
    return any(each.text() == words for each in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_question_has_room(qtbot, window, size, language):
    window.resize(*size)
    window.set_language(language)
    window.places.open_organiser("questions")
    presenter = window.organising.questions.presenter
    qtbot.waitUntil(lambda: len(presenter.scene.questions) == len(KINDS))

    for number in KINDS:
        presenter.choose(number)
        qtbot.waitUntil(lambda: clipped(window.organiser) == [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_about_the_hub_has_room(qtbot, window, desk, size, language):
    window.resize(*size)
    window.set_language(language)
    desk.hub.be_alone()
    window.places.open_organiser("hub")
    presenter, page = window.organising.hub.presenter, window.organiser.hub
    qtbot.waitUntil(lambda: presenter.scene.is_known)
    qtbot.waitUntil(lambda: clipped(page) == [])

    desk.hub.be_hub(desk.hub.other(2, "Eingang Düsseldorf Süd, Erdgeschoss links"))
    presenter.look()
    qtbot.waitUntil(page.list.isVisible)
    presenter.choose(1)
    presenter.begin("shut_out")
    qtbot.waitUntil(lambda: clipped(page) == [])
    presenter.invite("Eingang 3")
    qtbot.waitUntil(lambda: label(page, "panelTitle", "Eingang 3"))
    qtbot.waitUntil(lambda: clipped(page) == [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_on_the_way_out_has_room(qtbot, window, desk, size, language):
    window.resize(*size)
    window.set_language(language)
    desk.hub.be_hub(desk.hub.other(2, "Eingang 2"))
    desk.hub.shown = replace(desk.hub.shown, unsent=128)
    window.close()
    leaving, sheet = window.leaving.presenter, window.page.sheets
    qtbot.waitUntil(lambda: clipped(sheet) == [])

    leaving.write_file()
    qtbot.waitUntil(lambda: leaving.scene.stage is Stage.HANDED_OVER)
    qtbot.waitUntil(lambda: clipped(sheet) == [])
