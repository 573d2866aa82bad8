"""A running hub, and stations that joined it."""

import pytest

from tests.app.network import Gate, HubHouse
from tests.app.sync.impostor import EavesDropper


@pytest.fixture
def hub(tmp_path):
    house = HubHouse(tmp_path / "hub")
    house.start()
    yield house
    house.close()


@pytest.fixture
def new_gate(tmp_path):
    gates = []

    def make():
        gates.append(Gate(tmp_path / f"gate{len(gates)}"))
        return gates[-1]

    yield make
    for gate in gates:
        if gate.file:
            gate.file.close()


@pytest.fixture
def first(hub, new_gate):
    """The station that has the event and brought it to the hub."""
    gate = new_gate()
    gate.plan()
    gate.say("r1", "r2")
    gate.join(hub.invite("First"))
    gate.sync()
    return gate


@pytest.fixture
def second(hub, first, new_gate):
    """A station that began with an empty folder."""
    assert hub.book.event() == first.file.event
    gate = new_gate()
    gate.join(hub.invite("Second"))
    gate.sync()
    return gate


@pytest.fixture
def impostor(tmp_path):
    """A TLS server with a key of its own that writes down what strangers send it."""
    with EavesDropper(tmp_path / "impostor") as somebody:
        yield somebody
