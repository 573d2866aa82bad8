"""Minutes of presence, by the table in the module."""

from datetime import UTC, datetime, timedelta

import pytest

from app.admission.presence import is_enough, presence_min
from app.model.programme import Event, Session, SessionKind
from app.model.standing import Direction, Movement, Origin, Standing

START = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
END = START + timedelta(minutes=60)
EVENT = Event(id="e", name="Fest", starts=START - timedelta(hours=1), ends=END + timedelta(hours=2))
WORKSHOP = Session(id="w", name="W", kind=SessionKind.WORKSHOP, starts=START, ends=END)
LATER = END + timedelta(minutes=30)


def went(*steps, session="w"):
    """Return a standing; a step is ``+`` or ``-`` and the minute after the start."""
    movements = tuple(
        Movement(
            entry=str(number),
            session=session,
            direction=Direction.IN if step[0] == "+" else Direction.OUT,
            at=START + timedelta(minutes=float(step[1:])),
            station="a",
        )
        for number, step in enumerate(steps)
    )
    return Standing(registration="r", origin=Origin.LIST, code="C", movements=movements)


TABLE = [
    (1, (), LATER, 0),
    (2, ("+5", "-50"), LATER, 45),
    (3, ("+5", "-20", "+30", "-50"), LATER, 35),
    (4, ("+-10", "-50"), LATER, 50),
    (5, ("+5", "-70"), LATER, 55),
    (6, ("+10",), LATER, 50),
    (7, ("+10",), START + timedelta(minutes=25), 15),
    (8, ("+5", "+20", "-50"), LATER, 45),
    (9, ("+5", "-20", "-50"), LATER, 15),
    (10, ("-40",), LATER, 0),
    (11, ("+-20", "--5"), LATER, 0),
    (12, ("+61",), LATER, 0),
]


@pytest.mark.parametrize(("row", "steps", "now", "minutes"), TABLE, ids=lambda v: str(v)[:12])
def test_each_row_of_the_table(row, steps, now, minutes):
    assert presence_min(went(*steps), WORKSHOP, EVENT, now) == minutes, row


def test_begun_minutes_do_not_count():
    assert presence_min(went("+0", "-0.99"), WORKSHOP, EVENT, LATER) == 0
    assert presence_min(went("+0", "-1.99"), WORKSHOP, EVENT, LATER) == 1


def test_other_doors_do_not_count():
    assert presence_min(went("+0", "-30", session="other"), WORKSHOP, EVENT, LATER) == 0


def test_a_session_without_times_counts_from_in_to_out_and_ends_with_the_event():
    talk = Session(id="w", name="T", kind=SessionKind.TALK)

    assert presence_min(went("+-10", "-20"), talk, EVENT, LATER) == 30
    assert presence_min(went("+0"), talk, EVENT, EVENT.ends + timedelta(hours=9)) == 180


@pytest.mark.parametrize(("left", "enough"), [("-47", False), ("-48", True), ("-60", True)])
def test_enough_for_a_certificate(left, enough):
    assert is_enough(went("+0", left), WORKSHOP, EVENT, LATER, percent=80) is enough


def test_where_nobody_knows_how_long_it_was_coming_is_enough():
    talk = Session(id="w", name="T", kind=SessionKind.TALK, starts=START)

    assert is_enough(went("+0"), talk, EVENT, LATER, percent=80)
    assert not is_enough(went(), talk, EVENT, LATER, percent=80)
