"""Whoever works here and whoever comes: eyes, hands, languages and names of all kinds."""

import contextlib
import hashlib
import time

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.model.verdict import Reason, Verdict
from tests.stories.screens import clipped, nameless, nodes, put_away, screens, show, small_targets
from tests.ui.hands import verdict
from tests.ui.test_texts import german
from tests.ui.test_theme import SHAPES_ON, TEXT_ON, contrast
from ui import answer_texts
from ui.language import LANGUAGES, language
from ui.sounds import waveform
from ui.theme import THEMES, Look, load_fonts, look_for
from ui.widgets import plate
from ui.widgets.sign import paint_sign

ANSWERS = {"CODE-ANH": "welcome", "CODE-WEI": "attention", "CODE-LARS": "stop"}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a01_a_screen_reader_has_a_name_for_everything(
    qtbot, window, keyboard, clock, measured, name
):
    window.set_language(name)
    missing, count = {}, 0
    for screen in screens():
        show(window, qtbot, clock, screen)
        count += sum(1 for _ in nodes(window))
        missing[screen] = nameless(window)
        put_away(keyboard)

    measured("A01", f"{len(screens())} screens, {count} nodes")
    assert not any(missing.values()), missing


def test_a01_an_answer_is_announced_once(qtbot, window, keyboard, monkeypatch):
    said = []
    monkeypatch.setattr(plate, "announce", lambda _widget, words: said.append(words))

    for code, expected in ANSWERS.items():
        keyboard.scan(code)
        qtbot.waitUntil(lambda expected=expected: verdict(window) == expected)
        QApplication.processEvents()

    assert len(said) == len(ANSWERS)
    assert "Thị Ngọc Ánh Nguyễn" in said[0]


def test_a02_text_and_shapes_stand_out_in_every_look(measured):
    pairs = [(pair, 4.5) for pair in TEXT_ON] + [(pair, 3) for pair in SHAPES_ON]
    found = {
        (theme, pair): (contrast(Look(theme, 1), *pair), least)
        for theme in THEMES
        for pair, least in pairs
    }

    assert {key: value for key, value in found.items() if value[0] < value[1]} == {}
    lowest = min(value for value, least in found.values() if least == 4.5)
    measured("A02", f"{len(found)} pairs in {len(THEMES)} looks; text {lowest:.1f}:1 at least")


def drawn(name):
    """Return a sign as it is in black and white."""
    image = QImage(96, 96, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sign(painter, name, QRectF(4, 4, 88, 88), QColor("black"), QColor("white"))
    painter.end()
    return hashlib.sha256(bytes(image.constBits())).hexdigest()


@pytest.mark.usefixtures("qapp")
def test_a03_four_answers_differ_in_sign_words_and_sound(measured):
    reasons = (Reason.REGISTERED, Reason.ALREADY_ARRIVED, Reason.WRONG_DAY, Reason.CANCELLED)
    signs = {drawn(one.value) for one in Verdict}
    sounds = {hashlib.sha256(waveform(one).tobytes()).hexdigest() for one in Verdict}

    for name in LANGUAGES:
        assert len({language(name).say(answer_texts.VERDICTS[reason]) for reason in reasons}) == 4
    assert (len(signs), len(sounds), len(Verdict)) == (4, 4, 4)
    measured("A03", "4 signs in black and white, 4 words, 4 sounds")


@pytest.mark.usefixtures("qapp")
def test_a04_a_name_is_read_from_a_metre(measured):
    load_fonts()
    heights = [
        QFontMetricsF(look_for("light", QSize(1920, 1080), dots).font("name")).capHeight()
        / dots
        * 25.4
        for dots in (96, 112, 157)
    ]

    assert min(heights) >= 9
    measured("A04", f"capitals of {min(heights):.1f} mm")


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)], ids=["1366x768", "200 %"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_a04_every_word_of_every_screen_has_room(qtbot, window, keyboard, clock, size, name):
    window.resize(*size)
    window.set_language(name)
    tight, small = {}, {}
    for screen in screens():
        show(window, qtbot, clock, screen)
        with contextlib.suppress(qtbot.TimeoutError):
            qtbot.waitUntil(lambda: clipped(window) == [], timeout=10_000)
        tight[screen] = clipped(window)
        small[screen] = small_targets(window) if size == (1366, 768) else []
        put_away(keyboard)

    assert not any(tight.values()), tight
    assert not any(small.values()), small


def test_a05_no_sentence_is_untranslated_and_the_language_changes_at_once(window, measured):
    sentences = [message for message in german() if message.id]
    assert all(message.string for message in sentences)
    forbidden = {"du", "dein", "deine", "deinen", "dir", "dich"}
    assert not [m.id for m in sentences if forbidden & set(m.string.casefold().split())]

    times = []
    for name in ("en", "de") * 3:
        begun = time.thread_time()
        window.set_language(name)
        QApplication.processEvents()
        times.append(time.thread_time() - begun)

    assert min(times) <= 0.3
    measured("A05", f"{len(sentences)} sentences; changed in {min(times) * 1000:.0f} ms")
