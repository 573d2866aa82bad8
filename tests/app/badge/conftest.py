"""Names in many scripts, and a renderer that is warm."""

import json
from pathlib import Path

import pytest

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.render import BadgeRenderer
from app.badge.shape import Typesetter
from app.model.badge import BadgeContent

NAMES = Path(__file__).parents[2] / "data" / "names.json"


@pytest.fixture(scope="session")
def names():
    """Invented names of 38 groups of scripts, each with its language and its pitfall."""
    return json.loads(NAMES.read_text("utf-8"))["names"]


@pytest.fixture(scope="session")
def fonts():
    return bundled_fonts()


@pytest.fixture(scope="session")
def typesetter(fonts):
    return Typesetter(fonts)


@pytest.fixture(scope="session")
def design():
    return find_design("a6")


@pytest.fixture(scope="session")
def renderer(design, fonts):
    return BadgeRenderer(design, fonts)


@pytest.fixture
def guest():
    """Return a guest with all that a badge can show; changes may be named."""

    def make(**changes):
        fields = {
            "code": "BCDEFGHJKLNOPRST",
            "name": "Änne Weißgerber",
            "given": "Änne",
            "family": "Weißgerber",
            "organisation": "Hochschule Düsseldorf",
            "country": "Deutschland",
            "category": "Gast",
            "event": "Düsseldorf meets International Talents",
            "date": "3. Dezember 2024",
            "session": "Workshop 2: Bewerben in Deutschland",
            "room": "1.04, 1. Obergeschoss",
        }
        return BadgeContent(**(fields | changes))

    return make
