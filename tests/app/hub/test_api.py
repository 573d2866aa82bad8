"""The door: nobody without a token gets in, noise gets a sentence."""

import json
import ssl
from contextlib import closing
from http.client import HTTPSConnection

import pytest

from app.hub.api import application
from app.hub.service import Service
from app.sync import wire
from app.sync.signing import new_key, sign
from tests.app.network import CLOCK, Gate, HubHouse


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


class Ask:
    """Sends one request as a stranger's program would."""

    def __init__(self, hub):
        self._address = hub.address
        self._context = ssl.create_default_context()
        self._context.check_hostname = False
        self._context.verify_mode = ssl.CERT_NONE

    def __call__(self, method, path, *, body=None, **headers):
        line = HTTPSConnection(self._address, context=self._context, timeout=10)
        with closing(line):
            line.request(method, path, body, headers)
            reply = line.getresponse()
            return reply.status, json.load(reply)


@pytest.fixture
def ask(hub):
    return Ask(hub)


PATHS = [("GET", "/v1/entries"), ("POST", "/v1/entries"), ("GET", "/v1/status")]


@pytest.mark.parametrize("bearer", [None, "Bearer", "Bearer wrong", "Basic Zm9v"])
def test_without_a_token_there_is_no_answer(ask, bearer):
    headers = {"Authorization": bearer} if bearer else {}
    for method, path in PATHS:
        status, refusal = ask(method, path, **headers)

        assert status == 401
        assert refusal["reason"] == wire.UNKNOWN_TOKEN


def test_enrolment_is_the_only_path_for_strangers(hub):
    routes = application(Service(hub.file.journal, hub.book, CLOCK)).routes

    assert {route.path for route in routes} == {"/v1/enrol", *(path for _, path in PATHS)}


@pytest.mark.usefixtures("gate")
def test_a_hash_is_no_token(ask, hub):
    (row,) = hub.file.database.execute_sql("SELECT token_hash FROM hub_station").fetchone()

    assert ask("GET", "/v1/status", Authorization=f"Bearer {row}")[0] == 401


def test_with_a_token_the_hub_tells_how_it_is(ask, gate):
    status, told = ask("GET", "/v1/status", Authorization=f"Bearer {gate.book.link().token}")

    assert status == 200
    assert told["event"] == "e1"
    assert [station["name"] for station in told["stations"]] == ["Gate"]


@pytest.mark.parametrize("signer", [None, "another"])
def test_a_token_alone_cannot_push(ask, gate, signer):
    body = wire.encode(wire.PushRequest(epoch="e", station="first", entries=[]))
    headers = {wire.SIGNATURE: sign(new_key(), body)} if signer else {}
    token = f"Bearer {gate.book.link().token}"

    status, refusal = ask("POST", "/v1/entries", body=body, Authorization=token, **headers)

    assert (status, refusal["reason"]) == (403, wire.BAD_SIGNATURE)


def test_signed_noise_is_refused(ask, gate):
    link = gate.book.link()
    headers = {
        wire.SIGNATURE: sign(link.signing_key, b"{"),
        "Authorization": f"Bearer {link.token}",
    }

    status, refusal = ask("POST", "/v1/entries", body=b"{", **headers)

    assert (status, refusal["reason"]) == (400, wire.BAD_REQUEST)


def test_an_impossible_query_is_refused(ask, gate):
    token = f"Bearer {gate.book.link().token}"

    assert ask("GET", "/v1/entries?after=-1", Authorization=token)[0] == 400


def test_noise_at_the_enrolment_is_refused(ask):
    assert ask("POST", "/v1/enrol", body=b"\xff")[0] == 400


def test_an_unknown_path_is_not_found(ask):
    status, refusal = ask("GET", "/schema")

    assert (status, refusal["reason"]) == (404, wire.BAD_REQUEST)


@pytest.mark.usefixtures("gate")
def test_a_revoked_token_is_dead(ask, hub, tmp_path):
    other = Gate(tmp_path / "other")
    other.join(hub.invite("Other"))
    token = f"Bearer {other.book.link().token}"
    other.file.close()
    assert ask("GET", "/v1/status", Authorization=token)[0] == 200

    hub.book.revoke("Other", CLOCK.read().wall_ms)

    assert ask("GET", "/v1/status", Authorization=token)[0] == 401
