"""The door: nobody without a token gets in, noise gets a sentence, and is counted."""

import json

import pytest
from litestar.routes import HTTPRoute

from app.hub import push_lane
from app.hub.api import usual_application
from app.hub.schema import document
from app.sync import wire
from app.sync.signing import new_key, sign
from tests.app.hub.door import Ask
from tests.app.network import Gate


def endpoints():
    """Return method and path of whatever is answered."""
    app = usual_application(service=None, snapshots=None)
    usual = (
        (method, route.path)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
    )
    return sorted([*usual, ("POST", push_lane.PATH)])


PUBLIC = [("POST", "/v1/enrol")]


@pytest.mark.parametrize("bearer", [None, "Bearer", "Bearer wrong", "Basic Zm9v"])
def test_without_a_token_there_is_no_answer(ask, bearer):
    headers = {"Authorization": bearer} if bearer else {}
    for method, path in endpoints():
        reply = ask(method, path, **headers)
        if (method, path) in PUBLIC:
            assert (reply.status, reply.reason) == (400, wire.BAD_REQUEST)
        elif (method, path) == ("OPTIONS", "/v1/enrol"):
            assert (reply.status, reply.content) == (204, b"")
        else:
            assert (reply.status, reply.reason) == (401, wire.UNKNOWN_TOKEN)


def test_the_schema_names_every_endpoint_and_no_other():
    described = {
        (method.upper(), path)
        for path, operations in document()["paths"].items()
        for method in operations
    }

    assert described == {pair for pair in endpoints() if pair[0] != "OPTIONS"}


@pytest.mark.usefixtures("gate")
def test_a_hash_is_no_token(ask, hub):
    (kept,) = hub.store._all("SELECT token_hash FROM hub_station")

    assert ask("GET", "/v1/status", Authorization=f"Bearer {kept[0]}").status == 401


def test_with_a_token_the_hub_tells_how_it_is(member):
    reply = member("GET", "/v1/status")

    assert reply.status == 200
    assert reply.told["event"] == "e1"
    assert [station["name"] for station in reply.told["stations"]] == ["Gate"]


def test_with_a_token_the_hub_tells_its_interface(member):
    assert member("GET", "/v1/schema").told == json.loads(json.dumps(document()))


@pytest.mark.parametrize("path", ["/v1/entries", "/v1/station"])
@pytest.mark.parametrize("signer", [None, "another"])
def test_a_token_alone_cannot_write(ask, gate, path, signer):
    body = wire.encode(wire.PushRequest(epoch="e", station="first", entries=[]))
    headers = {wire.SIGNATURE: sign(new_key(), body)} if signer else {}
    token = f"Bearer {gate.book.link().token}"

    reply = ask("POST", path, body=body, Authorization=token, **headers)

    assert (reply.status, reply.reason) == (403, wire.BAD_SIGNATURE)


def test_a_body_that_another_station_signed_is_refused(hub, gate, tmp_path, member):
    other = Gate(tmp_path / "other")
    other.join(hub.invite("Other"))
    body = wire.encode(wire.PushRequest(epoch="e", station="first", entries=[]))
    signature = sign(gate.book.link().signing_key, body)
    thief = Ask(hub, other.book.link())
    other.file.close()

    reply = thief("POST", "/v1/entries", body=body, **{wire.SIGNATURE: signature})

    assert (reply.status, reply.reason) == (403, wire.BAD_SIGNATURE)
    assert member.refused()[wire.BAD_SIGNATURE] == 1


@pytest.mark.usefixtures("gate")
def test_a_revoked_token_is_dead(ask, hub, tmp_path):
    other = Gate(tmp_path / "other")
    other.join(hub.invite("Other"))
    token = f"Bearer {other.book.link().token}"
    other.file.close()
    assert ask("GET", "/v1/status", Authorization=token).status == 200

    hub.revoke("Other")

    for method, path in endpoints():
        if path != "/v1/enrol":
            reply = ask(method, path, Authorization=token)
            assert (reply.status, reply.reason) == (401, wire.REVOKED)
