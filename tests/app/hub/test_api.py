"""The door: nobody without a token gets in, noise gets a sentence, and is counted."""

import gzip
import json
import ssl
from contextlib import closing
from http.client import HTTPSConnection

import pytest
import zstandard
from litestar.routes import HTTPRoute

from app.hub.api import STRANGERS_BODY_BYTES, application
from app.hub.schema import document
from app.sync import wire
from app.sync.packing import packed
from app.sync.signing import new_key, public_part, sign
from tests.app.journals import Pen
from tests.app.network import Gate, HubHouse


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


class Reply:
    """What came back."""

    def __init__(self, reply):
        self.status = reply.status
        self.headers = reply.headers
        self.content = reply.read()

    @property
    def told(self):
        return json.loads(self.content)

    @property
    def reason(self):
        return self.told["reason"]


class Ask:
    """Sends one request as a stranger's program would."""

    def __init__(self, hub, link=None):
        self._address = hub.address
        self._link = link
        self._context = ssl.create_default_context()
        self._context.check_hostname = False
        self._context.verify_mode = ssl.CERT_NONE

    def __call__(self, method, path, *, body=None, signed=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._link is not None:
            headers = {"Authorization": f"Bearer {self._link.token}"} | headers
            if body is not None:
                signature = sign(self._link.signing_key, body if signed is None else signed)
                headers = {wire.SIGNATURE: signature} | headers
        line = HTTPSConnection(self._address, context=self._context, timeout=10)
        with closing(line):
            line.request(method, path, body, headers)
            return Reply(line.getresponse())


@pytest.fixture
def ask(hub):
    return Ask(hub)


@pytest.fixture
def member(hub, gate):
    """Asks with the token of a station, and signs with its key."""
    return Ask(hub, gate.book.link())


def endpoints():
    """Return method and path of whatever the router answers."""
    app = application(service=None, snapshots=None)
    return sorted(
        (method, route.path)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
    )


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
    assert refused(member)[wire.BAD_SIGNATURE] == 1


def refused(member):
    return member("GET", "/v1/status").told["refused"]


def push_body(hub, entries, **more):
    request = wire.PushRequest(
        epoch=hub.store.epoch(), station=entries[0].station, entries=entries, **more
    )
    return wire.encode(request)


def chain(station="stranger", length=3):
    pen = Pen(station)
    for number in range(length):
        pen.register(f"r{number}")
    return pen.entries


NOISE = {
    "cut off": b"{",
    "no text": b"\xff\xfe",
    "a lone surrogate": b'{"epoch": "\\ud800", "station": "a", "entries": []}',
    "not a number": b'{"epoch": "e", "station": "a", "entries": [NaN]}',
    "deep": b'{"epoch":' + b"[" * 100_000,
    "deeper": b'{"epoch":"e","station":"a","entries":[],"x":'
    + b"[" * 50_000
    + b"]" * 50_000
    + b"}",
    "another message": wire.encode(wire.RenewRequest(public_key="", from_seq=1)),
}


@pytest.mark.parametrize("name", NOISE)
def test_signed_noise_is_refused_and_counted(member, name):
    reply = member("POST", "/v1/entries", body=NOISE[name])

    assert (reply.status, reply.reason) == (400, wire.BAD_REQUEST)
    assert refused(member)[wire.BAD_REQUEST] == 1


def test_a_body_with_too_much_in_it_is_refused_and_counted(member):
    bomb = packed(b" " * (wire.MAX_BODY_BYTES + 1))
    assert len(bomb) < 10_000

    reply = member("POST", "/v1/entries", body=bomb, Content_Encoding="zstd")

    assert (reply.status, reply.reason) == (413, wire.OVERSIZED)
    assert refused(member)[wire.OVERSIZED] == 1


def test_a_stranger_cannot_make_the_hub_read_much(ask, member):
    for body, headers in (
        (b" " * (STRANGERS_BODY_BYTES + 1), {}),
        (packed(b" " * (STRANGERS_BODY_BYTES + 1)), {"Content_Encoding": "zstd"}),
    ):
        reply = ask("POST", "/v1/enrol", body=body, **headers)
        assert (reply.status, reply.reason) == (413, wire.OVERSIZED)
    assert refused(member)[wire.OVERSIZED] == 2


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_a_body_that_cannot_be_unpacked_is_refused(member, coding):
    reply = member("POST", "/v1/entries", body=b"noise", Content_Encoding=coding)

    assert reply.status in {400, 415}
    assert reply.reason == wire.BAD_REQUEST


def test_packed_entries_are_taken(member, hub):
    body = push_body(hub, chain())

    reply = member("POST", "/v1/entries", body=packed(body), signed=body, Content_Encoding="zstd")

    assert reply.told["acked"] == 3


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("zstd, gzip", "zstd"), ("gzip", "gzip"), ("zstd;q=0, gzip", "gzip"), ("", None)],
)
def test_long_answers_are_packed_as_the_receiver_likes(member, hub, accepted, coding):
    member("POST", "/v1/entries", body=push_body(hub, chain(length=30)))

    path = f"/v1/entries?epoch={hub.store.epoch()}"
    reply = member("GET", path, Accept_Encoding=accepted)
    plain = UNPACK[coding](reply.content)

    assert reply.headers["Content-Encoding"] == coding
    assert len(json.loads(plain)["entries"]) == 30


UNPACK = {
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "gzip": gzip.decompress,
    None: lambda body: body,
}


def test_short_answers_are_not_packed(member):
    assert member("GET", "/v1/entries", Accept_Encoding="zstd").headers["Content-Encoding"] is None


def test_an_impossible_query_is_refused(member):
    assert member("GET", "/v1/entries?after=-1").status == 400


def test_a_newer_format_is_refused_with_what_the_hub_takes(member, hub):
    body = push_body(hub, chain()).replace(b'"v":1', b'"v":2')

    reply = member("POST", "/v1/entries", body=body)

    assert (reply.status, reply.reason) == (426, wire.TOO_NEW)
    assert reply.told["versions"] == [1, 1]


def test_entries_of_another_event_are_refused_and_counted(member, hub):
    reply = member("POST", "/v1/entries", body=push_body(hub, chain(), event="another"))

    assert (reply.status, reply.reason) == (409, wire.OTHER_EVENT)
    assert refused(member)[wire.OTHER_EVENT] == 1


def test_damaged_entries_are_refused_and_counted(member, hub):
    body = push_body(hub, chain()).replace(b"Ana Li", b"Eve Li")

    reply = member("POST", "/v1/entries", body=body)

    assert (reply.status, reply.reason) == (422, wire.DAMAGED)
    assert refused(member)[wire.DAMAGED] == 1
    assert hub.store.position() == 0


def test_a_replayed_body_changes_nothing_and_is_counted(member, hub):
    body = push_body(hub, chain())
    first, again = (member("POST", "/v1/entries", body=body) for _ in range(2))

    assert (first.told["acked"], again.told["acked"]) == (3, 3)
    assert hub.store.position() == 3
    assert refused(member) == {wire.REPEATED: 1}


def test_a_replayed_enrolment_is_refused(ask, hub):
    body = wire.encode(
        wire.EnrolRequest(
            code=hub.invite("Gate").code,
            station="s1",
            event="e1",
            public_key=public_part(new_key()),
        )
    )
    first, again = (ask("POST", "/v1/enrol", body=body) for _ in range(2))

    assert (first.status, again.status, again.reason) == (200, 403, wire.BAD_CODE)


def test_noise_at_the_enrolment_is_refused(ask):
    assert ask("POST", "/v1/enrol", body=b"\xff").status == 400


@pytest.mark.parametrize("path", ["/schema", "/", "/v1", "/v1/entries/../status/x", "/v2/status"])
def test_an_unknown_path_is_not_found(ask, path):
    reply = ask("GET", path)

    assert (reply.status, reply.reason) == (404, wire.NOT_FOUND)


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
