"""Standings for reports, made as an event makes them; and random ones."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from app.model.person import Person
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.standing import Booking, Direction, Movement, Origin, Standing, Status

OPENING = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
DOORS = (None, "day1", "day2", "forum")
PROGRAMME = Programme(
    event=Event(id="e", name="Probe", starts=OPENING, ends=OPENING + timedelta(hours=5)),
    sessions={
        "day1": Session(id="day1", name="Tag 1"),
        "day2": Session(id="day2", name="Tag 2", capacity=80),
        "forum": Session(id="forum", name="Forum; Ruhr", kind=SessionKind.WORKSHOP, capacity=3),
    },
)


def person(registration="r1", *passages, origin=Origin.LIST, status=Status.ACTIVE, **fields):
    """Return a standing; *passages* are (minutes after the opening, door, direction)."""
    bookings = fields.pop("bookings", {})
    return Standing(
        registration=registration,
        origin=origin,
        code=fields.pop("code", f"TK-{registration}"),
        person=Person({"name": f"Gast {registration}", **fields}),
        status=status,
        bookings=bookings,
        movements=tuple(
            Movement(f"{registration}.{n}", door, direction, _after(minutes), "st1")
            for n, (minutes, door, direction) in enumerate(passages)
        ),
    )


def _after(minutes):
    return OPENING + timedelta(minutes=minutes)


_passages = st.lists(
    st.tuples(st.integers(-30, 200), st.sampled_from(DOORS), st.sampled_from(Direction)),
    max_size=6,
).map(lambda passages: sorted(passages, key=lambda passage: passage[0]))


@st.composite
def crowds(draw):
    """Return standings of random people."""
    return [
        person(
            f"r{number}",
            *draw(_passages),
            origin=draw(st.sampled_from(Origin)),
            status=draw(st.sampled_from(Status)),
            category=draw(st.sampled_from(["", "Gast", "Presse"])),
            country=draw(st.sampled_from(["", "DE", "FR"])),
            bookings=draw(
                st.dictionaries(st.sampled_from(["day1", "forum"]), st.sampled_from(Booking))
            ),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
