"""A real pretix server that lasts for all tests here, and stations that it takes in."""

import faulthandler
import itertools

import pytest

from app.commands.bench_pretix_server import pretix_server
from tests.pretix_server.doors import ORGANIZER, Door, Office

_events = itertools.count(1)


@pytest.fixture(autouse=True)
def _longer_than_other_tests():
    """Print no stacks after 100 s: a day takes minutes, and that is no sign of a deadlock."""
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with pretix_server(tmp_path_factory.mktemp("pretix")) as running:
        yield running


@pytest.fixture
def open_office(server):
    """Make an event with so many orders, half of them with signed codes, and devices by name."""
    offices = []

    def make(orders, **devices):
        event = f"day{next(_events)}"
        made = server.shop(
            organizer=ORGANIZER, event=event, orders=orders, signed=orders // 2, devices=devices
        )
        offices.append(Office(server, made, event))
        return offices[-1]

    yield make
    for office in offices:
        office.close()


@pytest.fixture
def open_door(server, tmp_path):
    """Pair a station with the event of an office under the name of one of its devices."""

    def make(office, name):
        door = Door(tmp_path / name)
        token, event = office.made["devices"][name], office.source.rpartition("/")[2]
        invitation = f"pretix://127.0.0.1:{server.port}/?token={token}"
        (door.joined,) = door("join", invitation, "--event", event)
        return door

    return make
