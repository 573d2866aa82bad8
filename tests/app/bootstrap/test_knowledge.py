"""How old a station's knowledge of the others is, by a real hub over a real network."""

import contextlib
from datetime import timedelta

import pytest

from app.bootstrap.knowledge import Knowledge, hub_members
from app.bootstrap.workplace import furnish
from app.clock import SystemClock, to_instant
from tests.app.network import Gate, HubHouse
from tests.app.printing.label_rig import until


@pytest.fixture
def hub(tmp_path):
    house = HubHouse(tmp_path / "hub")
    house.start()
    yield house
    house.close()


@pytest.fixture
def two_gates(tmp_path, hub):
    """Two stations that have sent everything."""
    with contextlib.ExitStack() as opened:
        gates = [Gate(tmp_path / name) for name in ("first", "second")]
        gates[0].plan()
        for gate, name in zip(gates, ("Eingang", "Forum"), strict=True):
            gate.join(hub.invite(name))
            gate.sync()
            opened.callback(gate.file.close)
        gates[0].sync()
        yield gates


def knowledge_of(gate):
    return Knowledge(furnish(gate.file, SystemClock()), lambda: None)


def age_s(contact):
    return (to_instant(SystemClock().read().wall_ms) - contact.seen) / timedelta(seconds=1)


def test_a_station_is_told_by_the_hub_how_the_others_are(two_gates):
    known = knowledge_of(two_gates[0])
    # A hub writes down once a second who was there.
    until(lambda: known.ask_now()[-1].seen is not None)
    own, other = known.ask_now()

    assert (own.unsent, other.name, other.unsent) == (0, "Forum", 0)
    assert own.id == two_gates[0].file.station
    assert 0 <= age_s(other) < 300


def test_without_the_hub_the_others_are_known_by_their_latest_entries(two_gates, hub):
    hub.stop()

    own, *others = knowledge_of(two_gates[0]).ask_now()

    assert own.unsent == 0
    assert [one.unsent for one in others] == [None] * len(others)


def test_whoever_is_shut_out_is_no_longer_waited_for(two_gates, hub):
    hub.revoke("Forum")

    assert [one.unsent for one in knowledge_of(two_gates[0]).ask_now()] == [0]


def test_a_station_alone_knows_everything(tmp_path):
    gate = Gate(tmp_path / "alone")
    gate.plan()
    asked = to_instant(SystemClock().read().wall_ms)
    with contextlib.closing(gate.file):
        workplace = furnish(gate.file, SystemClock())
        known = Knowledge(workplace, lambda: hub_members(workplace))
        (own,) = known.contacts()
    assert own.unsent == 0
    assert asked <= own.seen <= to_instant(SystemClock().read().wall_ms)
