"""A hub joins a hub: both have everything, neither repeats itself, outages of either pass."""

import shutil
import threading

import pytest

from app.errors import HubRefusedError
from app.hub.joining import join_upstream
from app.hub.upstream import upstream
from app.model.entry import Kind
from app.sync import trip
from tests.app.network import Gate, HubHouse, proof

SOON_S = 60


@pytest.fixture(autouse=True)
def _first_look_at_the_clock_stays(monkeypatch):
    """A better look is an entry more, and how good the first one is depends on the machine."""
    monkeypatch.setattr(trip, "LONGEST_MS", 60_000)
    monkeypatch.setattr(trip, "GOOD_MS", 1_000_000)


@pytest.fixture
def houses(tmp_path):
    """Make hubs that serve."""
    made = []

    def make(name):
        house = HubHouse(tmp_path / name)
        house.start()
        made.append(house)
        return house

    yield make
    for house in made:
        house.close()


@pytest.fixture
def gates(tmp_path):
    made = []

    def make(name):
        made.append(Gate(tmp_path / name))
        return made[-1]

    yield make
    for gate in made:
        if gate.file is not None:
            gate.file.close()


@pytest.fixture
def venue(houses):
    return houses("venue")


@pytest.fixture
def outside(houses):
    return houses("outside")


@pytest.fixture
def first(gates, venue):
    """The station that has the event and brings it to the venue's hub."""
    gate = gates("first")
    gate.plan()
    gate.say("r1", "r2")
    gate.join(venue.invite("First"))
    gate.sync()
    return gate


def link(below, above):
    enrolment = above.invite("Venue")
    return join_upstream(below.store, below.memo.station, enrolment, below.identity.pin)


def ids(house):
    return {entry.id for _, entry in house.store.entries()}


def wait_alike(*houses):
    """Wait until all hubs have the same entries."""
    alike = threading.Event()
    for _ in range(SOON_S * 10):
        if len({frozenset(ids(house)) for house in houses}) == 1:
            return
        alike.wait(0.1)
    pytest.fail(f"the hubs differ: {[len(ids(house)) for house in houses]}")


def same(*places):
    proofs = [proof(place) for place in places]
    assert all(one.is_sound for one in proofs)
    return len({(one.entries, one.digest, one.standings) for one in proofs}) == 1


def test_a_blank_hub_outside_gets_everything(venue, outside, first):
    link(venue, outside)
    wait_alike(venue, outside)

    assert outside.store.event() == "e1"
    assert same(venue, outside, first)


def test_entries_go_both_ways_unchanged(venue, outside, first, gates):
    link(venue, outside)
    wait_alike(venue, outside)
    second = gates("second")
    second.join(outside.invite("Second"))
    second.sync()
    second.say("r3")
    second.sync()
    first.say("r4")
    first.sync()
    wait_alike(venue, outside)
    first.sync()
    second.sync()

    assert same(venue, outside, first, second)


def test_a_blank_hub_at_the_venue_gets_the_event_from_outside(houses, gates):
    above, below = houses("outside"), houses("venue")
    gate = gates("first")
    gate.plan()
    gate.join(above.invite("First"))
    gate.sync()

    link(below, above)
    wait_alike(below, above)

    assert below.store.event() == "e1"


@pytest.mark.expects_log
def test_an_outage_of_the_hub_outside_passes(venue, outside, first):
    link(venue, outside)
    wait_alike(venue, outside)
    outside.stop()
    first.say("r5", "r6")
    first.sync()
    outside.start()
    wait_alike(venue, outside)

    told = [error is None for error in venue.outages]
    assert told[:1] == [False]


@pytest.mark.expects_log
@pytest.mark.usefixtures("first")
def test_an_outage_of_the_hub_at_the_venue_passes(venue, outside, gates):
    link(venue, outside)
    wait_alike(venue, outside)
    second = gates("second")
    second.join(outside.invite("Second"))
    venue.stop()
    second.sync()
    second.say("r7")
    second.sync()
    venue.start()
    wait_alike(venue, outside)

    assert same(venue, outside)


@pytest.mark.expects_log
def test_hubs_that_join_each_other_come_to_rest(venue, outside, first):
    link(venue, outside)
    wait_alike(venue, outside)
    join_upstream(
        outside.store, outside.memo.station, venue.invite("Outside"), outside.identity.pin
    )
    first.say("r8")
    first.sync()
    wait_alike(venue, outside)
    rest = venue.store.position()
    first.say("r9")
    first.sync()
    wait_alike(venue, outside)

    assert venue.store.position() == rest + 1
    assert same(venue, outside)


@pytest.mark.expects_log
def test_two_copies_at_two_hubs_are_two_stations_in_the_end(venue, outside, first, gates, tmp_path):
    link(venue, outside)
    wait_alike(venue, outside)
    assert same(venue, outside)
    first.file.close()
    shutil.copytree(tmp_path / "first", tmp_path / "twin")
    first.file = first.events.open()
    twin = gates("twin")
    twin.file = twin.events.open()
    twin.join(outside.invite("First"))
    venue.stop()
    twin.say("r8")
    twin.sync()
    before = first.book.last_seq()
    first.say("r9")
    with venue.store.write() as records:
        records.absorb(first.journal.own_entries(before, 1))
    venue.start()
    wait_alike(venue, outside)
    for _ in range(2):
        first.sync()
        wait_alike(venue, outside)
        twin.sync()
        wait_alike(venue, outside)
    first.sync()

    assert same(venue, outside, first, twin)
    assert first.file.journal.station != twin.file.journal.station
    told = [entry for _, entry in venue.store.entries() if entry.station == venue.memo.station]
    assert [entry.kind for entry in told] == [Kind.FORKED]


def test_a_hub_does_not_join_itself(venue):
    with pytest.raises(HubRefusedError, match="itself"):
        link(venue, venue)
    assert upstream(venue.store) is None
