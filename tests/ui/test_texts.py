"""Every word of the window exists in both languages."""

import string
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt

from app import errors
from app.model.verdict import Reason
from app.paths import resources_dir
from tests.ui.hands import buttons, focusable, text
from ui import answer_texts, texts
from ui.language import LANGUAGES, language

FOLDER = resources_dir() / "translations" / "de" / "LC_MESSAGES"
SOURCES = sorted(Path(texts.__file__).parent.glob("*texts.py"))


def kinds(error=errors.EmpfangError):
    """Return an error class with all below it that a window may meet."""
    below = (one for one in error.__subclasses__() if not one.__module__.startswith("app.commands"))
    return {error}.union(*map(kinds, below))


def gaps(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def german():
    with (FOLDER / "empfang.po").open("rb") as file:
        return read_po(file)


def test_no_sentence_lacks_a_translation_and_none_is_left_over():
    found = [extract_from_file("python", str(file), keywords={"N_": None}) for file in SOURCES]
    sentences = {sentence for _, sentence, _, _ in chain(*found)}
    catalogue = {message.id: message.string for message in german() if message.id}

    assert catalogue.keys() == sentences
    assert all(catalogue.values())


def test_a_translation_has_the_gaps_of_its_sentence():
    for message in german():
        assert gaps(message.string or "") == gaps(message.id)


def test_the_compiled_catalogue_is_up_to_date():
    with (FOLDER / "empfang.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}

    assert compiled == {message.id: message.string for message in german() if message.id}


def test_german_is_formal_calm_and_without_codes():
    for message in filter(lambda message: message.id, german()):
        words = message.string.casefold().split()
        assert not {"du", "dein", "deine", "dir", "dich", "fehler", "ungültig"} & set(words)
        assert "!" not in message.string


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_reason_has_words(name):
    say = language(name).say
    for reason in Reason:
        assert say(answer_texts.VERDICTS[reason])
        assert reason in answer_texts.REASONS
        assert reason in answer_texts.REMARKS


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("error", sorted(kinds(), key=str), ids=lambda error: error.__name__)
def test_every_expected_failure_has_words(name, error):
    assert language(name).say(texts.ERRORS[error.code])


def test_the_language_changes_while_the_window_is_open(qtbot, window, keyboard):
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: text(window, "word") == "Anderer Tag")

    keyboard.press(Qt.Key.Key_F8)

    assert text(window, "word") == "Another day"
    assert text(window, "reason") == "The registration is for Wednesday, 4 December."
    assert text(window, "mode") == "Reception"
    assert text(window, "day") == "Tue 3 Dec"


def test_an_answer_has_seven_controls_at_most(qtbot, window, keyboard):
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: text(window, "word") == "Anderer Tag")

    assert len(buttons(window)) <= 7


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F7])
def test_everything_that_takes_the_focus_has_a_name(qtbot, window, keyboard, key):
    keyboard.scan("CODE-JANA1")
    qtbot.waitUntil(lambda: text(window, "word") == "Willkommen")

    keyboard.press(key)

    nameless = [w.objectName() for w in focusable(window) if not w.accessibleName()]
    assert nameless == []
