"""The check of all badges, worked by keys and mouse."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from app.model.badge import BadgeContent, Problem, ProblemKind
from app.model.person import Person
from ui.language import language
from ui.models.findings import FindingsModel
from ui.pages.preflight import PreflightPage
from ui.presenters.preflight_finding import Finding, Remedy, finding_words
from ui.widgets.row_list import RowList

LONG = "Wickramasinghe Mudiyanselage Tharindu Lakshan Bandaranaike Dissanayake"
GERMAN = language("de")


@pytest.fixture
def desk(desk):
    people = {
        "liu": {"given": "Liu", "native": "\U0003fffd明"},
        "none": {"organisation": "RWTH Aachen"},
        "long": {"given": LONG, "family": LONG},
        "damaged": {"given": "Jana", "family": "MÃ¼ller"},
    }
    for name, fields in people.items():
        desk.guests[name] = replace(
            desk.guests["anh"], registration=name, code=name.upper(), person=Person(fields)
        )
    return desk


@pytest.fixture
def check(qtbot, window):
    window.places.open_organiser("check")
    page = window.findChild(PreflightPage)
    qtbot.waitUntil(lambda: page.status.text.startswith("Alle Ausweise"), timeout=20_000)
    return page


def rows(page):
    return {finding.registration: finding for finding in page.model.findings}


def press_row(page, keyboard, name):
    """Press the key of somebody's row."""
    number = [finding.registration for finding in page.model.findings].index(name)
    page.findings.setFocus()
    keyboard.type(str(number + 1))


def test_everybody_with_a_problem_has_a_row_and_nobody_else(check):
    assert set(rows(check)) == {"liu", "none", "long", "damaged"}
    assert check.ready.accessibleName() == "7 druckfertig"


def test_what_cannot_be_printed_comes_first(check):
    grave = [finding.is_grave for finding in check.model.findings]

    assert grave == sorted(grave, reverse=True)
    assert check.wrong.accessibleName().startswith("4 zu klären, davon ")


def test_a_missing_character_is_named_and_the_name_stays_whole(check):
    liu = rows(check)["liu"]

    assert liu.name == "Liu · \U0003fffd明"
    assert liu.missing == {"\U0003fffd"}
    assert finding_words(liu, GERMAN) == "Ein Zeichen fehlt in allen Schriften: U+3FFFD"


def test_a_name_that_is_set_small_leads_to_the_design(qtbot, window, check, keyboard):
    press_row(check, keyboard, "long")

    qtbot.waitUntil(lambda: window.organiser.place == "design")
    cases = window.findChild(RowList, "cases").model()
    qtbot.waitUntil(lambda: cases.rowCount() > 1, timeout=20_000)
    assert cases.index(0).data(cases.RowRole).second in ("Aus der Prüfung", "")


def test_a_damaged_name_is_mended_by_its_key(qtbot, desk, check, keyboard):
    press_row(check, keyboard, "damaged")

    qtbot.waitUntil(lambda: set(rows(check)) == {"liu", "none", "long"}, timeout=20_000)
    assert desk.guests["damaged"].person.family == "Müller"


def test_a_name_is_typed_in_place(qtbot, window, desk, check, keyboard):
    press_row(check, keyboard, "none")
    qtbot.waitUntil(lambda: check.is_correcting)
    field = window.findChild(QLineEdit, "setting_given")
    qtbot.waitUntil(field.isVisible)
    field.setFocus()

    keyboard.type("Jana")
    qtbot.waitUntil(lambda: field.text() == "Jana")
    keyboard.press(Qt.Key.Key_S, modifiers=Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: set(rows(check)) == {"liu", "damaged", "long"}, timeout=20_000)
    assert desk.guests["none"].person.given == "Jana"


def test_escape_closes_the_correction_first(qtbot, window, check, keyboard):
    press_row(check, keyboard, "none")
    qtbot.waitUntil(lambda: check.is_correcting)

    keyboard.press(Qt.Key.Key_Escape)
    assert not check.is_correcting
    assert window.organiser.isVisible()


def test_the_key_of_a_row_can_be_clicked(qtbot, check):
    row = check.findings.visualRect(check.model.index(0))
    place = QPoint(row.right() - 100, row.center().y())

    with qtbot.waitSignal(check.remedy_wanted) as wanted:
        qtbot.mouseClick(check.findings.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert wanted.args == [check.model.findings[0]]


@pytest.mark.usefixtures("check")
def test_a_scan_meanwhile_is_recorded(qtbot, desk, keyboard):
    keyboard.scan("CODE-OMAR")

    qtbot.waitUntil(lambda: bool(desk.guests["omar"].arrived))


class Gate:
    """Holds the list back until it is opened."""

    def __init__(self, desk):
        self.opened = threading.Event()
        self._contents = desk.badge_contents
        desk.badge_contents = self.contents

    def contents(self):
        return _Slow(self._contents(), self.opened)


class _Slow(list):
    """A list whose second element comes late."""

    def __init__(self, items, opened):
        super().__init__(items)
        self._opened = opened

    def __iter__(self):
        for number, item in enumerate(super().__iter__()):
            if number == 1:
                self._opened.wait(60)
            yield item


def test_progress_is_told_after_a_second_and_f5_stops(qtbot, window, desk, keyboard):
    gate = Gate(desk)
    window.places.open_organiser("check")
    page = window.findChild(PreflightPage)
    qtbot.waitUntil(lambda: page.status.text == "1 von 11 geprüft", timeout=20_000)

    keyboard.press(Qt.Key.Key_F5)
    gate.opened.set()

    qtbot.waitUntil(lambda: "angehalten" in page.status.text, timeout=20_000)
    assert len(page.model.findings) == 0


def test_the_model_keeps_qts_promises(qtmodeltester):
    problem = Problem("C", "Jana", ProblemKind.TIGHT, "", text="Jana", size=20.4, wanted=24)
    model = FindingsModel(GERMAN)
    model.show_findings([Finding("1", BadgeContent(code="C", name="Jana"), (problem,))])

    qtmodeltester.check(model)
    assert model.index(0).data(model.WordsRole) == "„Jana“: 20,4 pt, erwünscht sind 24 pt."


@pytest.mark.parametrize(
    ("kinds", "remedy"),
    [
        ((), Remedy.CORRECT),
        ((ProblemKind.SMALL,), Remedy.DESIGN),
        ((ProblemKind.GLYPH, ProblemKind.TIGHT), Remedy.CORRECT),
        ((ProblemKind.DAMAGED,), Remedy.CORRECT),
    ],
)
def test_the_remedy_fits_the_problem(kinds, remedy):
    problems = tuple(Problem("C", "Jana", kind, "") for kind in kinds)

    assert Finding("1", BadgeContent(code="C", name="Jana"), problems).remedy is remedy


def test_a_proposal_is_told():
    problem = Problem(
        "C", "Jana", ProblemKind.DAMAGED, "", text="MÃ¼ller", part="Ã¼", proposal="Müller"
    )
    finding = Finding("damaged", BadgeContent(code="C", name="Jana"), (problem,))

    assert finding.remedy is Remedy.ACCEPT
    assert "Vorschlag: Müller" in finding_words(finding, GERMAN)


@pytest.mark.parametrize("kind", list(ProblemKind))
@pytest.mark.parametrize("name", ["de", "en"])
def test_every_problem_has_words(kind, name):
    problem = Problem("C", "Jana", kind, "", text="Jana", part="x", size=9, wanted=24)
    finding = Finding("1", BadgeContent(code="C", name="Jana"), (problem,))

    words = finding_words(finding, language(name))
    assert words
    assert "{" not in words
