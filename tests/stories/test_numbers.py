"""Numbers out: what an organiser is asked for every five minutes."""

from datetime import timedelta

import pytest

from app.admission.fold import fold
from app.clock import to_instant
from app.model.entry import Kind
from app.model.programme import Event, Programme, Session, SessionKind
from app.reports.figures import as_json
from app.reports.ledger import Ledger
from tests.stories.recount import OPENING, SESSIONS, Day, Recount

EVENT = Event(id="e", name="Probe", starts=OPENING, ends=OPENING + timedelta(hours=6))
KINDS = {"day1": SessionKind.ENTRANCE, "forum": SessionKind.WORKSHOP, "talk": SessionKind.TALK}
PROGRAMME = Programme(
    event=EVENT,
    sessions={name: Session(id=name, name=name, kind=KINDS[name]) for name in SESSIONS},
)

ENTRIES = 1_000


def told(numbers):
    """Return the figures in the form of the recount."""
    said = as_json(numbers, EVENT.zone)
    simple = ("registered", "cancelled", "arrived", "present", "walk_ins", "counted")
    return {
        **{name: said[name] for name in simple},
        "no_show_rate": said["no_show_rate"],
        "bins": [(one["minute"], one["arrivals"]) for one in said["bins_5"]],
        "by": {
            field: {v: (cell["registered"], cell["arrived"]) for v, cell in cells.items()}
            for field, cells in said["by"].items()
        },
        "sessions": [
            tuple(one[what] for what in ("booked", "arrived", "present", "turned_away", "empty"))
            for one in said["sessions"]
        ],
    }


@pytest.mark.parametrize("seed", range(10))
def test_o04_the_numbers_are_those_of_a_recount_after_every_entry(seed, measured):
    recount, ledger = Recount(), Ledger(PROGRAMME)
    day = Day(seed, recount)
    before = None
    for number in range(ENTRIES):
        entry = day.next()
        recount.take(entry)
        ledger.take([entry])
        if entry.registration is not None:
            standing = fold(entry.registration, recount.of[entry.registration])
            ledger.put(standing) if standing else ledger.drop(entry.registration)
        numbers = ledger.figures(to_instant(day.now_ms))

        assert told(numbers) == recount.numbers(), number
        if entry.kind == Kind.ERASED:
            assert told(numbers) == before, number
        before = told(numbers)
        if number % 100 == 0:
            assert [one.peak for one in numbers.sessions] == recount.peaks()
            recount.known.clear()
    measured("O04", "10 days of 1,000 random entries, a recount after each")
