"""A real pretix server that lasts for all tests here, and stations that it takes in."""

import faulthandler
import itertools
from contextlib import closing

import pytest

from app.bootstrap.workplace import open_workplace
from app.commands.bench_pretix_server import pretix_server
from db.pretix_book import SqlitePretixBook
from tests.pretix_server.doors import ORGANIZER, Door, Office

_events = itertools.count(1)


@pytest.fixture(autouse=True)
def _longer_than_other_tests():
    """Print no stacks after 100 s: a day takes minutes, and that is no sign of a deadlock."""
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    faulthandler.cancel_dump_traceback_later()  # its first start takes minutes, too
    with pretix_server(tmp_path_factory.mktemp("pretix")) as running:
        yield running


@pytest.fixture
def open_office(server):
    """Make an event with so many orders, half of them with signed codes, and devices by name."""
    offices = []

    def make(orders, more=None, **devices):
        event = f"day{next(_events)}"
        wishes = {"orders": orders, "signed": orders // 2, "devices": devices, **(more or {})}
        made = server.shop(organizer=ORGANIZER, event=event, **wishes)
        offices.append(Office(server, made, event))
        return offices[-1]

    yield make
    for office in offices:
        office.close()


@pytest.fixture
def token_of():
    """Tell with which key a station comes to pretix."""

    def tell(door):
        with closing(open_workplace(door.folder)) as workplace:
            return SqlitePretixBook(workplace.journal).link().token

    return tell


@pytest.fixture
def open_door(server, tmp_path):
    """Pair a station with the events of offices under the name of a device of the first."""

    def make(office, name, *others, port=server.port):
        door = Door(tmp_path / name)
        invitation = f"pretix://127.0.0.1:{port}/?token={office.made['devices'][name]}"
        events = [part for one in (office, *others) for part in ("--event", one.event)]
        (door.joined,) = door("join", invitation, *events)
        return door

    return make
