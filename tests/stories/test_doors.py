"""What workshop hosts need at the door of a room: stories H01 to H12 of the users."""

import random
from datetime import timedelta

import pytest

from app.admission.presence import presence_min
from app.bootstrap.workplace import readers
from app.clock import to_ms
from app.model.standing import Booking, Direction
from app.model.verdict import Reason
from app.station import Station
from db.rooms import Rooms
from tests.app.admission.test_presence import EVENT, TABLE, WORKSHOP, went
from tests.app.journals import Pen
from tests.app.network import CLOCK, Gate, HubHouse, proof
from tests.stories.door_stage import RELEASE, house, listed

pytestmark = pytest.mark.stories
SECOND = timedelta(seconds=1)
SEQUENCES = 1_000
DRIFT_MS = 50
"""So far apart the clock of a station and the corrected time may be: the clocks are compared."""


def test_h02_present_is_who_came_in_and_did_not_leave(tmp_path, measured):
    """The counter equals a brute-force replay after each of 1,000 random sequences."""
    dice = random.Random(2)  # noqa: S311 - a repeatable story, no secret
    names = [f"g{number}" for number in range(60)]
    passed: dict[str, tuple[str, Direction]] = {}
    wrong = 0
    with house(tmp_path, listed(capacity=99, **{name: {} for name in names})) as place:
        for _ in range(SEQUENCES):
            for _ in range(dice.randint(1, 3)):
                place.clock.forward(1)
                if dice.random() < 0.1 and passed:
                    del passed[place.station.undo().target.id]
                    continue
                name, way = dice.choice(names), dice.choice(list(Direction))
                entry = place.scan(name, "forum1", direction=way).entry
                if entry is not None:
                    passed.setdefault(entry, (name, way))
            wrong += place.room("forum1").present != len(replayed(passed.values()))

    measured("H02", f"{SEQUENCES} sequences, {wrong} differ from the replay")
    assert wrong == 0


def replayed(passages):
    """Return who is inside, by walking through all that happened."""
    inside: set[str] = set()
    for name, way in passages:
        (inside.add if way is Direction.IN else inside.discard)(name)
    return inside


CAPACITY = 4


@pytest.mark.parametrize("inside", [CAPACITY - 2, CAPACITY - 1, CAPACITY, CAPACITY + 1])
def test_h03_a_full_room_keeps_seats_until_the_release(tmp_path, inside):
    """One seat is kept for a guest who has not come; all doors are tried a second around."""
    filled = {f"in{number}": {"forum1": "booked"} for number in range(inside)}
    guests = {"booked": {"forum1": "booked"}, "other": {}, "waits": {"forum1": "waiting"}}
    is_full, is_kept = inside >= CAPACITY, inside + 1 >= CAPACITY
    with house(tmp_path, listed(CAPACITY, **filled, **guests)) as place:
        for name in filled:
            place.scan(name, "forum1", admit=True)
        assert place.room("forum1").present == inside

        def tried(name):
            answer = place.scan(name, "forum1")
            if answer.entry is not None:
                place.station.undo(answer.entry)
            return answer.reason

        place.at(RELEASE - SECOND)
        early = {name: tried(name) for name in guests}
        place.at(RELEASE)
        late = {name: tried(name) for name in guests}

    full = dict.fromkeys(guests, Reason.FULL)
    kept = {
        "booked": Reason.BOOKED,
        "other": Reason.FULL if is_kept else Reason.NOT_BOOKED,
        "waits": Reason.WAITING_LIST,
    }
    free = {"booked": Reason.BOOKED, "other": Reason.REGISTERED, "waits": Reason.REGISTERED}
    assert early == (full if is_full else kept)
    assert late == (full if is_full else free)


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


def test_h06_two_doors_of_one_room_count_everybody_once(tmp_path, measured):
    """Two stations without a hub, 30 people at both; after an exchange each is in once."""
    hub, first, second = HubHouse(tmp_path / "hub"), Gate(tmp_path / "1"), Gate(tmp_path / "2")
    hub.start()
    try:
        first.plan()
        names = [f"g{number}" for number in range(50)]
        first.journal.absorb(listed(99, **{name: {"forum1": "booked"} for name in names}).entries)
        for gate in (first, second):
            gate.join(hub.invite(str(gate)))
            gate.sync()
        hub.stop()
        earliest: dict[str, int] = {}
        for gate, people in ((first, names[:40]), (second, names[10:])):
            door = gate.journal.programme().sessions["forum1"]
            station = Station(gate.journal, readers(CLOCK))
            for name in people:
                entry = gate.journal.entry(station.accept([f"CODE-{name}"], session=door).entry)
                earliest[name] = min(earliest.get(name, entry.wall_ms), entry.wall_ms)
        hub.open()
        hub.start()
        for gate in (first, second, first):
            gate.sync()
        rooms = [Rooms(gate.journal).room("forum1", RELEASE) for gate in (first, second)]
        same, asked = proof(first) == proof(second), second.journal.conflicts()
        came = {one.registration: one.first_arrival("forum1") for one in second.journal.standings()}
    finally:
        hub.close()
        for gate in (first, second):
            gate.file.close()

    assert [room.present for room in rooms] == [50, 50]
    assert same
    assert asked == []  # whoever walks through both doors is no riddle
    assert max(abs(to_ms(came[name].at) - earliest[name]) for name in names) <= DRIFT_MS
    measured("H06", "80 scans of 50 people: 50 inside at both doors, first times kept")


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
        before = came(place)
        place.scan("new", "forum1")
        assert came(place) == (before[0] + 1, before[1])
        place.station.undo()
        assert came(place) == before

        place.station.accept(["CODE-known"])
        earlier = came(place)
        place.clock.forward(60)
        place.scan("known", "forum1")
        place.station.undo()
        assert came(place) == earlier == (before[0] + 1, before[1] + 1)
        assert place.journal.standing("known").first_arrival(None) is not None


def came(place):
    """Return how many arrived at the event, and how many are in it."""
    counts = place.journal.counts()
    return counts.arrived, counts.present
