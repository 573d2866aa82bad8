"""The door: noise of all sorts gets a sentence and is counted, what is good is taken."""

import gzip
import json

import pytest
import zstandard

from app.hub.api import STRANGERS_BODY_BYTES
from app.sync import wire
from app.sync.packing import packed
from app.sync.signing import new_key, public_part
from tests.app.journals import Pen


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
    assert member.refused()[wire.BAD_REQUEST] == 1


def test_a_body_with_too_much_in_it_is_refused_and_counted(member):
    bomb = packed(b" " * (wire.MAX_BODY_BYTES + 1))
    assert len(bomb) < 10_000

    reply = member("POST", "/v1/entries", body=bomb, Content_Encoding="zstd")

    assert (reply.status, reply.reason) == (413, wire.OVERSIZED)
    assert member.refused()[wire.OVERSIZED] == 1


def test_a_stranger_cannot_make_the_hub_read_much(ask, member):
    for body, headers in (
        (b" " * (STRANGERS_BODY_BYTES + 1), {}),
        (packed(b" " * (STRANGERS_BODY_BYTES + 1)), {"Content_Encoding": "zstd"}),
    ):
        reply = ask("POST", "/v1/enrol", body=body, **headers)
        assert (reply.status, reply.reason) == (413, wire.OVERSIZED)
    assert member.refused()[wire.OVERSIZED] == 2


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
    assert member.refused()[wire.OTHER_EVENT] == 1


def test_damaged_entries_are_refused_and_counted(member, hub):
    body = push_body(hub, chain()).replace(b"Ana Li", b"Eve Li")

    reply = member("POST", "/v1/entries", body=body)

    assert (reply.status, reply.reason) == (422, wire.DAMAGED)
    assert member.refused()[wire.DAMAGED] == 1
    assert hub.store.position() == 0


def test_a_replayed_body_changes_nothing_and_is_counted(member, hub):
    body = push_body(hub, chain())
    first, again = (member("POST", "/v1/entries", body=body) for _ in range(2))

    assert (first.told["acked"], again.told["acked"]) == (3, 3)
    assert hub.store.position() == 3
    assert member.refused() == {wire.REPEATED: 1}


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
