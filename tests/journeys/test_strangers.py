"""Somebody on the network without a token, and somebody at the hub's address without its key."""

import socket
import ssl
from contextlib import closing, contextmanager
from http.client import HTTPSConnection
from itertools import product

import pytest

from app.commands.fault_proxy import FaultProxy
from app.errors import HubRefusedError
from app.hub import push_lane
from app.hub.answers import Answers
from app.hub.api import usual_application
from app.hub.hub_time import HubTime
from app.hub.schema import document
from app.hub.service import Service
from app.hub.snapshots import Snapshots
from db.hub_store import open_hub_store
from tests.app.network import CLOCK
from tests.app.sync.impostor import EavesDropper

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
BEARERS = ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer " + "0" * 64})
WALKED_INTO = ("/", "/v1", "/docs", "/schema", "/schema/openapi.json", "/v1/../hub.json")
NOTHING = {401, 404, 405}
SECRETS = (b"ana li", b"crash-", b"traceback")

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture
def hub(new_hub):
    return new_hub()


@pytest.fixture
def station(hub, new_laptop):
    """A laptop that joined, with a guest."""
    laptop = new_laptop("station")
    laptop.found(1)
    with laptop.open() as workplace:
        workplace.registrar.add({"name": "Ana Li"}, sessions={})
    laptop.join(hub.invite("Station"))
    return laptop


@contextmanager
def stranger(target):
    """Talk to a hub as whoever happens to be in its network."""
    blind = ssl.create_default_context()
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    with closing(HTTPSConnection(*target, timeout=20, context=blind)) as connection:
        yield connection


def ways_in():
    """Yield method and path of every request that a hub could be asked."""
    paths = {*document()["paths"], *WALKED_INTO}
    return sorted(product(METHODS, paths))


def test_a_stranger_gets_nothing_from_any_path(hub, station):
    said = {}
    with stranger(hub.target) as connection:
        for (method, path), bearer in product(ways_in(), BEARERS):
            connection.request(method, path, b"{}", bearer)
            reply = connection.getresponse()
            body = reply.read()
            said[method, path, reply.status] = body
            assert not [secret for secret in SECRETS if secret in body.lower()]
    let_in = {key for key in said if key[2] not in NOTHING}

    # Enrolment is there for strangers, and refuses what is no code; the other one is empty.
    assert let_in == {("POST", "/v1/enrol", 400), ("OPTIONS", "/v1/enrol", 204)}
    assert said["OPTIONS", "/v1/enrol", 204] == b""
    assert all(("GET", path, 401) in said for path in ("/v1/entries", "/v1/snapshot", "/v1/schema"))
    assert station.sync().unsent == 0


def test_every_route_of_the_hub_is_walked_over(tmp_path):
    with closing(open_hub_store(f"sqlite:///{tmp_path / 'hub.db'}")) as store:
        answers = Answers(store, HubTime(CLOCK))
        snapshots = Snapshots(tmp_path, None, answers.place)
        routes = usual_application(Service(answers), snapshots).routes

        walked = {*document()["paths"], *WALKED_INTO}
        assert {push_lane.PATH, *(route.path for route in routes)} <= walked


def test_without_tls_the_hub_says_nothing(hub):
    with socket.create_connection(hub.target, timeout=20) as connection:
        connection.sendall(b"GET /v1/status HTTP/1.1\r\nHost: hub\r\n\r\n")
        heard = connection.recv(1000)

    assert b"HTTP" not in heard


def test_a_station_sends_nothing_to_whoever_took_the_hubs_place(hub, new_laptop, tmp_path):
    laptop = new_laptop("station")
    (guest,) = laptop.found(1)
    with FaultProxy(hub.target) as way:
        laptop.join(hub.invite("Station", way.address))
        laptop.scan(guest)
        with EavesDropper(tmp_path / "impostor", visits=2) as impostor:
            way.lead_to(impostor.address)
            with pytest.raises(HubRefusedError, match="nothing was sent"):
                laptop.sync()
            impostor.wait()

    assert (impostor.handshakes, impostor.heard) == (2, b"")
