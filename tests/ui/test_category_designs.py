"""Designs by category in the organiser's pages, worked by keys and mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.model.person import Person
from tests.plain_designs import keep_designs, plain_design
from tests.ui.test_organiser_fit import SIZES, clipped
from ui.language import LANGUAGES
from ui.pages.designer import DesignerPage
from ui.pages.preflight import PreflightPage
from ui.widgets.page_canvas import PageCanvas
from ui.widgets.row_list import ListRow

USUAL = "wie alle anderen"
PATIENCE_MS = 20_000


@pytest.fixture
def desk(desk):
    """Two speakers beside the guests, and plain designs of one's own."""
    for name in ("anh", "omar"):
        person = desk.guests[name].person
        fields = {**person.fields, "category": "Referent:in"}
        desk.guests[name] = replace(desk.guests[name], person=Person(fields))
    keep_designs(desk.designs, speaker="a6", card="cr80")
    return desk


class TestCheck:
    """The check of all badges."""

    @pytest.fixture
    def narrow(self, desk):
        """Speakers have a design in which no name is large enough."""
        text = plain_design("NARROW").replace("hard_min = 6", "min = 20, hard_min = 20")
        desk.designs.keep("narrow", text.replace("[6, 16, 60, 10]", "[6, 16, 6, 10]"))
        desk.designs.choose("Referent:in", "narrow")

    @pytest.fixture
    def check(self, qtbot, narrow, window):  # noqa: ARG002 - what is looked at
        window.places.open_organiser("check")
        page = window.findChild(PreflightPage)
        qtbot.waitUntil(lambda: page.status.text.startswith("Alle Ausweise"), timeout=PATIENCE_MS)
        return page

    def test_each_badge_is_checked_in_its_own_design(self, check):
        assert {finding.registration for finding in check.model.findings} == {"anh", "omar"}
        assert "„a6, narrow“" in check.head.remark

    def test_a_finding_leads_to_the_design_that_it_is_about(self, qtbot, window, check):
        check.remedy_wanted.emit(check.model.findings[0])

        qtbot.waitUntil(lambda: window.organiser.place == "design", timeout=PATIENCE_MS)
        assert "„narrow“" in window.findChild(DesignerPage).head.title


class TestTable:
    """The table of categories beside a design, opened by F5."""

    @pytest.fixture
    def designer(self, qtbot, window):
        window.places.open_organiser("design")
        page = window.findChild(DesignerPage)
        canvas = page.findChild(PageCanvas)
        qtbot.waitUntil(lambda: canvas.has_picture, timeout=PATIENCE_MS)
        return page

    @pytest.fixture
    def open_design(self, qtbot, window, designer, keyboard):
        """Open a design by its row at the left, and its table by F5; return the rows."""

        def open_design(name):
            rows = window.organiser.designs.model()
            names = [rows.index(row).data() for row in range(rows.rowCount())]
            window.organiser.design_chosen.emit(names.index(name))
            keyboard.press(Qt.Key.Key_F5)
            qtbot.waitUntil(lambda: bool(shown(designer)), timeout=PATIENCE_MS)

        return open_design

    def test_f5_shows_each_category_with_its_guests_and_its_design(
        self, desk, designer, open_design
    ):
        desk.designs.choose("Gast", "speaker")

        open_design("card")

        guests, speakers = shown(designer)
        assert guests == ListRow("Gast", "druckt mit „speaker“", aside="5", cap="1", tick=False)
        assert speakers == ListRow(
            "Referent:in", "wie alle anderen", aside="2", cap="2", tick=False
        )
        assert not designer.settings.isVisible()

    def test_a_digit_gives_a_category_the_design_and_takes_it_away(
        self, qtbot, window, desk, designer, open_design, keyboard
    ):
        open_design("speaker")

        keyboard.type("2")
        qtbot.waitUntil(
            lambda: [row.tick for row in shown(designer)] == [False, True], timeout=PATIENCE_MS
        )
        assert desk.designs.choices() == {"Referent:in": "speaker"}
        qtbot.waitUntil(lambda: remark(window, "speaker") == "Referent:in", timeout=PATIENCE_MS)

        keyboard.type("2")
        qtbot.waitUntil(
            lambda: [row.tick for row in shown(designer)] == [False, False], timeout=PATIENCE_MS
        )
        assert desk.designs.choices() == {}

    def test_a_design_for_other_paper_is_warned_about_before_it_is_chosen(
        self, qtbot, designer, open_design, keyboard
    ):
        open_design("card")
        assert "85,6 × 54 mm, alle anderen 105 × 148 mm" in designer.categories.view.status[1]

        keyboard.type("2")

        qtbot.waitUntil(
            lambda: shown(designer)[1].second == "„card“, anderes Papier", timeout=PATIENCE_MS
        )

    def test_escape_closes_the_table_first(self, window, designer, open_design, keyboard):
        open_design("speaker")

        keyboard.press(Qt.Key.Key_Escape)

        assert not designer.categories.isVisible()
        assert designer.settings.isVisible()
        assert window.organiser.isVisible()

    def test_the_language_changes_while_the_table_is_open(
        self, qtbot, window, designer, open_design
    ):
        open_design("speaker")

        window.set_language("en")

        qtbot.waitUntil(
            lambda: designer.categories.view.title == "Who gets “speaker”", timeout=PATIENCE_MS
        )

    def test_another_design_closes_the_table(self, qtbot, window, designer, open_design):
        open_design("speaker")

        window.organiser.design_chosen.emit(0)

        qtbot.waitUntil(lambda: not designer.categories.isVisible(), timeout=PATIENCE_MS)

    def test_an_element_that_is_chosen_closes_the_table(self, qtbot, designer, open_design):
        open_design("speaker")

        designer.canvas.picked.emit(1)

        qtbot.waitUntil(lambda: not designer.categories.isVisible(), timeout=PATIENCE_MS)
        assert designer.settings.isVisible()

    def test_a_choice_that_cannot_be_kept_is_told(
        self, qtbot, desk, designer, open_design, keyboard
    ):
        open_design("speaker")
        desk.designs.path("speaker").unlink()

        keyboard.type("2")

        qtbot.waitUntil(lambda: "no design “speaker”" in designer.status.text, timeout=PATIENCE_MS)
        assert designer.status.isVisible()

    def test_what_is_not_saved_is_nobodys_design(
        self, qtbot, window, designer, open_design, keyboard
    ):
        open_design("speaker")
        keyboard.press(Qt.Key.Key_Escape)
        window.organiser.designer.add_wanted.emit("text")

        keyboard.press(Qt.Key.Key_F5)

        qtbot.waitUntil(
            lambda: designer.status.text.startswith("Bitte erst speichern"), timeout=PATIENCE_MS
        )
        assert not designer.categories.isVisible()

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("size", SIZES)
    def test_every_word_has_room(self, qtbot, window, designer, open_design, size, language):
        window.resize(*size)
        window.set_language(language)
        open_design("card")

        qtbot.waitUntil(lambda: clipped(designer) == [], timeout=PATIENCE_MS)

    def test_the_usual_design_is_changed_with_a_word_about_the_others(
        self, qtbot, desk, designer, keyboard
    ):
        desk.designs.choose("Referent:in", "speaker")

        keyboard.press(Qt.Key.Key_F7)

        qtbot.waitUntil(lambda: "behalten ihn" in designer.status.text, timeout=PATIENCE_MS)


def shown(designer):
    """Return the rows of the table, none while it is closed."""
    is_open = designer.categories is not None and designer.categories.isVisible()
    return designer.categories.view.choices if is_open else ()


def remark(window, design):
    """Return what stands under a design in the list at the left."""
    rows = window.organiser.designs.model()
    found = [rows.index(row).data(rows.RowRole) for row in range(rows.rowCount())]
    return next(row.second for row in found if row.word == design)
