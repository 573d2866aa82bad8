"""Pages and sheets that most people never open are made when they are first shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.pages.organiser import PLACES
from ui.pages.self_test import SelfTestPage
from ui.window import build
from ui.workers.wedge_filter import WedgeFilter

NAMES = {"import": "importing", "design": "designer"}
"""Places whose pages are called otherwise."""


def made(window):
    """Return the places whose pages are there."""
    return [place for place in PLACES if NAMES.get(place, place) in vars(window.organiser)]


def page_of(window, place):
    return getattr(window.organiser, NAMES.get(place, place))


def test_a_new_window_has_no_page_and_no_sheet_that_nobody_opened(window):
    assert made(window) == []
    assert window.page.sheets.count() == 0
    assert window.findChildren(SelfTestPage) == []


def test_a_page_is_made_once_when_it_is_opened(window):
    window.places.open_organiser("hub")

    assert made(window) == ["hub"]
    page = window.organiser.hub
    assert page.isVisible()

    window.places.open_organiser("privacy")
    window.places.open_organiser("hub")
    assert made(window) == ["privacy", "hub"]
    assert window.organiser.hub is page
    assert page.isVisible()
    assert not window.organiser.privacy.isVisible()


def test_a_sheet_is_made_once_when_it_is_opened(window, keyboard):
    for _ in range(2):
        keyboard.press(Qt.Key.Key_F1)
        assert window.page.sheets.isVisible()
        keyboard.press(Qt.Key.Key_Escape)
        assert not window.page.sheets.isVisible()

    assert window.page.sheets.count() == 1


@pytest.mark.parametrize("place", PLACES)
def test_a_page_made_after_a_change_is_like_one_made_before(window, place):
    window.set_language("en")
    window.set_theme("dark")
    window.resize(1100, 700)
    window.places.open_organiser(place)
    late = look_of(window, place)

    window.set_language("de")
    window.set_theme("light")
    window.resize(1366, 768)
    early = look_of(window, place)
    assert all(a != b for a, b in zip(early, late, strict=True))

    window.set_language("en")
    window.set_theme("dark")
    window.resize(1100, 700)
    assert look_of(window, place) == late


def look_of(window, place):
    """Return what a page is called, where it is, how it is coloured and how large its title is."""
    page = page_of(window, place)
    title = page.findChild(QLabel, "pageTitle")
    colour = title.palette().windowText().color().name()
    return page.accessibleName(), page.geometry(), colour, title.font().pixelSize()


def test_a_sheet_made_after_a_change_is_in_the_words_and_colours_of_now(
    qtbot, window, desk, clock, settings
):
    window.page.sheets.open_help()
    window.page.sheets.close_sheet()
    other = build(desk, settings, clock)
    qtbot.addWidget(other)
    other.show()
    for one in (window, other):
        one.set_language("en")
        one.set_theme("dark")
        one.page.sheets.open_help()

    pictures = [one.page.sheets.grab().toImage() for one in (window, other)]

    assert pictures[0] == pictures[1]
    other.leave()


def test_a_filter_for_scans_goes_when_it_is_closed(qtbot, qapp):
    before = len(qapp.findChildren(WedgeFilter))
    wedge = WedgeFilter(qapp)
    assert len(qapp.findChildren(WedgeFilter)) == before + 1

    with qtbot.waitSignal(wedge.destroyed):
        wedge.close()

    assert len(qapp.findChildren(WedgeFilter)) == before
