"""Staying in touch: new entries travel at once, outages are survived and told once."""

import time

import pytest

from app.commands.demo_network import Cable
from app.errors import HubUnreachableError, StorageError
from app.sync.enrolment import read_address
from app.sync.replica import Replica
from db.sync_book import SqliteSyncBook
from tests.app.network import CLOCK, Gate, HubHouse, become_alike, watching

AT_ONCE_S = 5
"""A second on a machine that does nothing else; a long poll that nobody ends takes far longer."""


@pytest.fixture
def cable(hub):
    with Cable(read_address(hub.address)) as carrier:
        yield carrier


@pytest.fixture
def distant(hub, first, cable, tmp_path):
    """A station whose network goes through the cable."""
    assert hub.book.event() == first.file.event
    gate = Gate(tmp_path / "distant")
    gate.join(hub.invite("Distant", cable.address))
    gate.sync()
    yield gate
    gate.file.close()


def test_an_entry_is_at_the_other_station_within_a_second(first, second):
    with watching(first) as here, watching(second) as there:
        assert here.wait_outages(1)
        assert there.wait_outages(1)
        began_s = time.perf_counter()
        first.say("r3")

        assert there.wait_pulled(1)
        assert time.perf_counter() - began_s < AT_ONCE_S


def test_entries_of_another_process_are_noticed(first, second):
    other = Gate(first.file.path.parents[1])
    other.file = other.events.open()
    with watching(first), watching(second) as there:
        other.say("r3")

        assert there.wait_pulled(1)
    other.file.close()


def test_a_cut_network_is_told_once_and_heals(hub, distant, first, cable):
    with watching(distant) as distance, watching(first) as near:
        assert distance.wait_outages(1)
        cable.cut()
        assert distance.wait_outages(2)
        distant.say("r3")
        first.say("r4")
        cable.heal()

        assert distance.wait_pulled(1)
        assert near.wait_pulled(1)
        # Both ways must have come back, and each tries again after a pause of its own.
        assert distance.wait_outages(3)
        assert become_alike(distant, first, hub)

    assert [type(error) for error in distance.outages] == [
        type(None),
        HubUnreachableError,
        type(None),
    ]


def test_a_hub_that_comes_back_is_found(hub, first, second):
    with watching(first) as here, watching(second) as there:
        assert here.wait_outages(1)
        hub.stop()
        first.say("r3")
        assert here.wait_outages(2)
        hub.start()

        assert there.wait_pulled(1)

    assert first.replica.status().unsent == 0


def test_a_station_may_start_before_its_hub(hub, first):
    hub.stop()
    with watching(first) as here:
        assert here.wait_outages(1)
        hub.start()
        assert here.wait_outages(2)

    assert isinstance(here.outages[0], HubUnreachableError)
    assert here.outages[1] is None


def test_a_watch_ends_soon_after_it_is_told(first):
    with watching(first) as here:
        assert here.wait_outages(1)
        told_s = time.perf_counter()

    assert time.perf_counter() - told_s < AT_ONCE_S


def test_two_stations_that_write_at_once_agree(hub: HubHouse, first, second):
    with watching(first) as here, watching(second) as there:
        for number in range(40):
            first.say(f"a{number}")
            second.say(f"b{number}")
        assert here.wait_pulled(40)
        assert there.wait_pulled(40)
        assert become_alike(first, second, hub)


class StumblingBook(SqliteSyncBook):
    """A book that cannot be read when it is asked for the second time, as on a disk that stalls."""

    asked = 0

    def link(self):
        self.asked += 1
        if self.asked == 2:
            sentence = "The disk did not answer."
            raise StorageError(sentence)
        return super().link()


def test_a_watch_outlives_an_event_file_that_cannot_be_read_for_a_moment(first, second):
    stumbling = Replica(second.journal, StumblingBook(second.journal), CLOCK)
    with watching(second, stumbling) as there:
        assert there.wait_outages(1)
        first.say("r3")
        first.sync()

        assert there.wait_pulled(1)
    assert isinstance(there.outages[0], StorageError)
