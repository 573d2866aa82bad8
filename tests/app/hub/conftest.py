"""A hub's database in a file and what is answered from it; a serving hub and a station."""

import pytest

from app.hub.answers import Answers
from app.hub.hub_time import HubTime
from app.sync import wire
from db.hub_memo import settle
from db.hub_store import open_hub_store
from tests.app.hub.crowd import member as station_called
from tests.app.hub.door import Ask
from tests.app.journals import HandClock
from tests.app.network import Gate, HubHouse


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path):
    opened = open_hub_store(settle(tmp_path).database)
    yield opened
    opened.close()


@pytest.fixture
def answers(store, clock):
    return Answers(store, HubTime(clock))


@pytest.fixture
def hub(tmp_path):
    house = HubHouse(tmp_path / "hub")
    house.start()
    yield house
    house.close()


@pytest.fixture
def gate(hub, tmp_path):
    gate = Gate(tmp_path / "gate")
    gate.plan()
    gate.join(hub.invite("Gate"))
    yield gate
    gate.file.close()


@pytest.fixture
def ask(hub):
    return Ask(hub)


@pytest.fixture
def member(hub, gate):
    """Asks with the token of a station, and signs with its key."""
    return Ask(hub, gate.book.link())


@pytest.fixture
def push(answers, store):
    """Push entries of one station, in a group of their own or with others; return the outcomes."""

    def push_all(*batches, carrier=None, epoch=None, event=""):
        pushes = [
            (
                station_called(carrier or batch[0].station),
                wire.PushRequest(
                    epoch=epoch or store.epoch(),
                    station=batch[0].station,
                    entries=list(batch),
                    event=event,
                ),
            )
            for batch in batches
        ]
        return answers.push_group(pushes)

    return push_all
