"""The look: contrast, size, and fonts that have every letter."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.hands import buttons, verdict
from ui.theme import (
    COMPLETE_FAMILY,
    FAMILY,
    THEMES,
    Look,
    family_for,
    load_fonts,
    look_for,
)

TEXT_ON = [
    *[(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("ground", "panel")],
    *[(f"on_{name}", name) for name in ("welcome", "already", "attention", "stop", "accent")],
    *[(f"text_{n}", g) for n in ("welcome", "already", "attention", "stop") for g in ("ground",)],
    ("ink", "accent_soft"),
    ("ground", "ink"),
    ("mark_already", "already"),
]
SHAPES_ON = [("edge", "ground"), ("accent", "ground"), ("bar", "ground")]


def luminance(colour: QColor) -> float:
    """Return the relative luminance after WCAG 2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(look, one, other):
    low, high = sorted((luminance(look.colour(one)), luminance(look.colour(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def fonts(qapp):  # noqa: ARG001 - fonts need an application
    return load_fonts()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", TEXT_ON, ids="-on-".join)
def test_text_can_be_read(theme, pair):
    assert contrast(Look(theme, 1), *pair) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", SHAPES_ON, ids="-on-".join)
def test_shapes_can_be_seen(theme, pair):
    assert contrast(Look(theme, 1), *pair) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_chosen_can_be_seen_on_paper(theme):
    assert 1.05 / (luminance(Look(theme, 1).colour("on_paper")) + 0.05) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_four_answers_differ_in_lightness_too(theme):
    look = Look(theme, 1)
    names = ("welcome", "already", "attention", "stop")
    lightness = sorted(116 * luminance(look.colour(n)) ** (1 / 3) - 16 for n in names)

    assert min(b - a for a, b in pairwise(lightness)) >= 12


@pytest.mark.usefixtures("fonts")
def test_a_name_is_set_in_one_family_that_has_all_its_letters():
    assert family_for("Thị Ngọc Ánh Nguyễn") == FAMILY
    assert family_for("Fọláṣadé") == COMPLETE_FAMILY


@pytest.mark.parametrize("dots", [112, 157])
@pytest.mark.usefixtures("fonts")
def test_verdict_and_name_have_capitals_of_nine_millimetres(dots):
    look = look_for("light", QSize(1920, 1080), dots)

    for step in ("mode", "name"):
        capitals = QFontMetricsF(look.font(step)).capHeight()
        assert capitals / dots * 25.4 >= 9


def test_f9_changes_the_theme(window, keyboard):
    before = window.grab().toImage()

    keyboard.press(Qt.Key.Key_F9)

    assert window.theme == "dark"
    assert window.grab().toImage().pixelColor(400, 40) != before.pixelColor(400, 40)


@pytest.mark.parametrize("size", [(1366, 768), (960, 540), (683, 384), (1920, 1080)])
@pytest.mark.parametrize("code", ["CODE-ANH", "CODE-WEI", "CODE-LARS", "CODE-OMAR"])
def test_nothing_of_the_plate_is_cut_at_any_size(qtbot, window, keyboard, size, code):
    window.resize(*size)
    keyboard.scan(code)
    qtbot.waitUntil(lambda: verdict(window) != "idle")
    QApplication.processEvents()

    plate = window.findChild(QWidget, "plate")
    inside = plate.rect()
    assert all(inside.contains(line.geometry()) for line in shown_lines(plate))


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_targets_are_large_enough_for_a_finger(qtbot, window, keyboard, size):
    window.resize(*size)
    keyboard.scan("CODE-WEI")
    qtbot.waitUntil(lambda: verdict(window) == "attention")

    assert all(button.height() >= 44 and button.width() >= 44 for button in buttons(window))


def shown_lines(plate):
    return [line for line in plate.findChildren(QWidget) if line.isVisible()]
