"""Half an hour at one desk, a seventh of the guests with something special.

EMPFANG_HOUR=FOLDER plays it with 600 guests and keeps the pictures.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from app.admission.tallying import tallied
from app.clock import to_ms
from app.model.entry import Kind
from app.reports.figures import figures
from tests.app.journals import NOON_MS
from tests.journeys.hour import EXCEPTIONS, GUESTS, KINDS, LENGTH_S, Hands, recorded
from tests.stories.conftest import registered
from tests.stories.receptions import open_reception

BIN_MS = 300_000


@pytest.fixture
def pictures(tmp_path):
    """Return the folder that EMPFANG_HOUR names, for a picture of each panel, or one to lose."""
    folder = Path(os.environ.get("EMPFANG_HOUR") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def recount(journal):
    """Return when everybody arrived and how many were counted, by nothing but the entries."""
    entries = [entry for _, entry in journal.entries()]
    taken_back = {entry.ref for entry in entries if entry.kind == Kind.ANNULLED}
    living = [entry for entry in entries if entry.id not in taken_back]
    gone = {entry.registration for entry in living if entry.kind == Kind.SUBSTITUTED}
    arrived = {}
    for entry in living:
        if entry.kind == Kind.ARRIVED and entry.registration not in gone:
            arrived.setdefault(entry.registration, entry.wall_ms)
    return arrived, sum(entry.get("number") for entry in living if entry.kind == Kind.COUNTED)


@pytest.mark.journey
@pytest.mark.timeout(600)
def test_an_hour_by_keys_ends_with_the_figures_of_a_recount(qtbot, tmp_path, pictures):
    moments = recorded()
    with open_reception(qtbot, tmp_path, prints_on_arrival=False) as reception:
        with reception.journal.write() as records:
            records.append_many([registered(moment.guest) for moment in moments])
        reception.look()
        window = reception.window
        tally = Hands(
            reception, lambda name: window.grab().save(str(pictures / f"{name}.png"))
        ).play(moments)

        arrived, counted = recount(reception.journal)
        numbers = figures(
            reception.journal.programme(),
            reception.journal.standings(),
            counted=tallied(
                (entry for _, entry in reception.journal.entries()), reception.journal.bearings()
            ),
        )
        reception.until(lambda: reception.desk.counts().arrived == len(tally.arrived))

    assert {moment.kind for moment in moments} == {"scan", *KINDS}
    assert sum(moment.kind != "scan" for moment in moments) == GUESTS * EXCEPTIONS
    assert moments[-1].at_s <= LENGTH_S
    assert numbers.arrived == len(arrived) == len(tally.arrived)
    assert numbers.counted == counted == tally.counted + tally.companions
    assert (numbers.walk_ins, numbers.cancelled) == (tally.walk_ins, tally.cancelled)
    assert numbers.headcount == len(tally.arrived) + counted
    bars = Counter((at_ms - NOON_MS) // BIN_MS for at_ms in arrived.values())
    assert {
        (to_ms(one.start) - NOON_MS) // BIN_MS: one.arrivals for one in numbers.bins if one.arrivals
    } == bars
    assert len(list(pictures.glob("*.png"))) >= len(KINDS)
