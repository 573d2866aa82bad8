"""What workshop hosts need at the door of a room: stories H01 to H12 of the users."""

import random
from datetime import timedelta

import pytest

from app.admission.presence import presence_min
from app.model.standing import Booking, Direction
from app.model.verdict import Reason
from tests.app.admission.test_presence import EVENT, TABLE, WORKSHOP, went
from tests.app.journals import Pen
from tests.stories.door_stage import RELEASE, house, listed

pytestmark = pytest.mark.stories
SECOND = timedelta(seconds=1)
SEQUENCES = 1_000


def test_h02_present_is_who_came_in_and_did_not_leave(tmp_path):
    """The counter equals a brute-force replay after 1,000 random sequences."""
    dice = random.Random(2)
    names = [f"g{number}" for number in range(12)]
    with house(tmp_path, listed(capacity=40, **{name: {} for name in names})) as place:
        inside: set[str] = set()
        wrong = 0
        for _ in range(SEQUENCES):
            for _ in range(dice.randint(1, 3)):
                name, way = dice.choice(names), dice.choice(list(Direction))
                place.clock.forward(1)
                if dice.random() < 0.1:
                    inside = undone(place)
                    continue
                place.scan(name, "forum1", direction=way)
                (inside.add if way is Direction.IN else inside.discard)(name)
            wrong += place.room("forum1").present != len(inside)

    assert wrong == 0


def undone(place):
    """Take the last scan back; return who is inside by a replay of all that is left."""
    place.station.undo()
    inside: set[str] = set()
    taken_back = {entry.ref for _, entry in place.journal.entries() if entry.kind == "annulled"}
    for _, entry in place.journal.entries():
        if entry.kind in ("arrived", "departed") and entry.id not in taken_back:
            change = inside.add if entry.kind == "arrived" else inside.discard
            change(entry.registration)
    return inside


@pytest.mark.parametrize("missing", [2, 1, 0, -1])
def test_h03_a_full_room_keeps_seats_until_the_release(tmp_path, missing):
    """At capacity -2 to +1 with one seat kept, one second around the release."""
    capacity = 4
    filling = capacity - 1 - missing  # beside one booked guest who has not come
    filled = {f"in{number}": {"forum1": "booked"} for number in range(max(0, filling + 1))}
    guests = {"booked": {"forum1": "booked"}, "other": {}, "waits": {"forum1": "waiting"}}
    with house(tmp_path, listed(capacity, **filled, **guests)) as place:
        for name in list(filled)[: filling + 1]:
            place.scan(name, "forum1", admit=True)
        present = place.room("forum1").present
        is_full, is_kept = present >= capacity, present + 1 >= capacity

        place.at(RELEASE - SECOND)
        early = place.scan("other", "forum1").reason
        assert early is (Reason.FULL if is_kept else Reason.NOT_BOOKED)
        waiting = place.scan("waits", "forum1").reason
        assert waiting is (Reason.FULL if is_full else Reason.WAITING_LIST)
        place.at(RELEASE)
        late = place.scan("other", "forum1").reason
        assert late is (Reason.FULL if is_full else Reason.REGISTERED)
        place.station.undo(place.scan("x", "forum1").entry) if is_full else place.station.undo()

        place.at(RELEASE - SECOND)
        kept = place.scan("booked", "forum1").reason
        assert kept is (Reason.FULL if is_full else Reason.BOOKED)


def test_h04_seats_are_given_to_who_registered_first_and_alike_everywhere(tmp_path):
    """Waiting list by time of registration, the same at two stations after an exchange."""
    pen = listed(capacity=3, booked={"forum1": "booked"})
    first, second = Pen("list2"), Pen("list3")
    for number, name in enumerate("dcab"):
        writer = (first, second)[number % 2]
        writer.register(
            name, name=f"Guest {name}", bookings={"forum1": "waiting"},
        )  # fmt: skip
    with house(tmp_path / "a", pen, station="a") as one, house(tmp_path / "b", pen) as other:
        one.journal.absorb(first.entries)
        other.journal.absorb(second.entries)
        one.journal.absorb(second.entries)
        other.journal.absorb(first.entries)
        order = [each.registration for each in one.rooms.waiting("forum1")]
        again = [each.registration for each in other.rooms.waiting("forum1")]
        one.at(RELEASE - SECOND)
        before = one.room("forum1")
        one.at(RELEASE)
        after = one.room("forum1")

    entries = sorted(first.entries + second.entries, key=lambda entry: entry.order)
    assert order == again == [entry.registration for entry in entries]
    assert (before.is_released, before.to_give) == (False, 2)
    assert (after.is_released, after.to_give) == (True, 3)


def test_h05_admit_here_moves_the_seat_in_one_step(tmp_path):
    """Booked elsewhere: the answer names that room, the override moves the seat."""
    guests = {"priya": {"forum3": "booked", "late": "booked"}, "host": {"forum1": "booked"}}
    with house(tmp_path, listed(capacity=3, **guests)) as place:
        asked = place.scan("priya", "forum1")
        assert asked.reason is Reason.NOT_BOOKED
        assert asked.elsewhere[0].room == "2.11"
        before = {door: place.room(door).booked for door in ("forum1", "forum3", "late")}

        admitted = place.scan("priya", "forum1", admit=True)

        assert admitted.standing.bookings == {"forum1": Booking.BOOKED, "late": Booking.BOOKED}
        after = {door: place.room(door).booked for door in before}
        assert after == {"forum1": 2, "forum3": 0, "late": 1}
        assert sum(after.values()) == sum(before.values())

        place.station.undo()
        standing = place.journal.standing("priya")
        assert standing.bookings == {"forum3": Booking.BOOKED, "late": Booking.BOOKED}
        assert standing.arrived is None


def test_h07_minutes_of_presence_follow_the_table():
    """Twelve rows, exact."""
    minutes = {
        row: presence_min(went(*steps), WORKSHOP, EVENT, now) for row, steps, now, _ in TABLE
    }

    assert minutes == {row: expected for row, _, _, expected in TABLE}
    assert len(minutes) == 12


def test_h11_undo_takes_back_the_mark_and_the_arrival_that_came_with_it(tmp_path):
    """A mark at a room lets somebody arrive at the event; an arrival from before stays."""
    guests = {"new": {"forum1": "booked"}, "known": {"forum1": "booked"}}
    with house(tmp_path, listed(**guests)) as place:
        before = place.journal.counts()
        place.scan("new", "forum1")
        assert place.journal.counts().arrived == before.arrived + 1
        place.station.undo()
        assert place.journal.counts() == before.__class__(
            **{**vars_of(before), "unsent": place.journal.counts().unsent}
        )

        place.station.accept(["CODE-known"])
        earlier = place.journal.counts()
        place.clock.forward(60)
        place.scan("known", "forum1")
        place.station.undo()
        counts = place.journal.counts()
        assert (counts.arrived, counts.present) == (earlier.arrived, earlier.present)
        assert place.journal.standing("known").first_arrival(None) is not None


def vars_of(counts):
    return {name: getattr(counts, name) for name in ("expected", "arrived", "present", "unsent")}
