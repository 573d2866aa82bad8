"""What a paper leaves in memory when it is made."""

import gc
from datetime import timedelta

import pytest

from app.reports.export import Format, Kind, Source, export
from tests.app.reports.people import OPENING, PROGRAMME, Direction, person

NAMES = ("Łukasz Öz", "محمد العلي", "Katharina-Elisabeth Schröder-Zimmermann von der Ruhr")
PEOPLE = 120


class Loop:
    """Knows itself, so that only the collector removes it."""

    def __init__(self):
        self.own = self


def guests():
    inside = (5, "day1", Direction.IN)
    return [
        person(f"r{number:03}", inside, name=f"{NAMES[number % 3]} {number}", needs="x", agrees="x")
        for number in range(PEOPLE)
    ]


@pytest.mark.parametrize("kind", [Kind.SIGNATURES, Kind.EVACUATION, Kind.REPORT, Kind.FALLBACK])
def test_a_paper_leaves_nothing_that_only_the_collector_of_garbage_removes(tmp_path, kind):
    """One sweep over what a paper of 10,000 guests left stopped all threads for half a second."""
    now = OPENING + timedelta(minutes=30)
    source = Source(standings=guests(), programme=PROGRAMME, now=now)
    export(kind, Format.PDF, tmp_path / "warm.pdf", source)  # opens fonts, fills tables of words
    gc.collect()
    gc.disable()
    try:
        export(kind, Format.PDF, tmp_path / "x.pdf", source)
        left = gc.collect()
        loops = [Loop() for _ in range(PEOPLE)]
        del loops
        seen = gc.collect()
    finally:
        gc.enable()

    assert seen >= PEOPLE
    assert left < PEOPLE, left
