"""Designs by category in the organiser's pages, worked by keys and mouse."""

from dataclasses import replace

import pytest

from app.model.person import Person
from tests.plain_designs import keep_designs, plain_design
from ui.pages.designer import DesignerPage
from ui.pages.preflight import PreflightPage


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
        qtbot.waitUntil(lambda: page.status.text.startswith("Alle Ausweise"), timeout=20_000)
        return page

    def test_each_badge_is_checked_in_its_own_design(self, check):
        assert {finding.registration for finding in check.model.findings} == {"anh", "omar"}
        assert "„a6, narrow“" in check.head.remark

    def test_a_finding_leads_to_the_design_that_it_is_about(self, qtbot, window, check):
        check.remedy_wanted.emit(check.model.findings[0])

        qtbot.waitUntil(lambda: window.organiser.place == "design")
        assert "„narrow“" in window.findChild(DesignerPage).head.title
