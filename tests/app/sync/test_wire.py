"""Messages survive the wire, whatever they say; noise is refused by its own error."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.entry import Entry, digest
from app.sync import wire

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(-(2**53), 2**53)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
payloads = st.dictionaries(texts, values, max_size=4)
entries = st.builds(
    Entry,
    id=texts,
    station=texts,
    seq=st.integers(1, 2**53),
    kind=texts,
    boot=texts,
    mono_ms=numbers,
    wall_ms=numbers,
    registration=st.none() | texts,
    session=st.none() | texts,
    ref=st.none() | texts,
    payload=st.none() | payloads,
    payload_digest=texts,
    prev=texts,
)


@given(st.lists(entries, max_size=3), texts)
def test_a_push_arrives_as_it_was_sent(pushed, epoch):
    push = wire.PushRequest(epoch=epoch, station="a", entries=pushed)

    assert wire.decode(wire.encode(push), wire.PushRequest) == push


@given(st.lists(st.tuples(st.integers(1, 2**53), entries), max_size=3))
def test_a_page_arrives_as_it_was_sent(page):
    reply = wire.PullReply(epoch="e", entries=page, next=1, now_ms=2)

    assert wire.decode(wire.encode(reply), wire.PullReply) == reply


@given(entries)
def test_an_entry_keeps_its_link_and_its_payload_the_digest(entry):
    push = wire.PushRequest(epoch="e", station="a", entries=[entry])

    (arrived,) = wire.decode(wire.encode(push), wire.PushRequest).entries

    assert arrived.link() == entry.link()
    assert entry.payload is None or digest(arrived.payload) == digest(entry.payload)


@given(st.binary(max_size=200) | st.binary(max_size=50).map(b'{"epoch":"e","entries":['.__add__))
def test_noise_is_refused_only_with_its_own_error(body):
    with contextlib.suppress(wire.WireError):
        wire.decode(body, wire.PushRequest)


def test_a_bottomless_body_is_refused():
    with pytest.raises(wire.WireError):
        wire.decode(b"[" * 100_000, wire.PushRequest)


def test_members_of_a_newer_release_are_passed_over():
    body = msgspec.json.encode({"epoch": "e", "acked": 1, "now_ms": 2, "mood": "good"})

    assert wire.decode(body, wire.PushReply).acked == 1


@given(st.fixed_dictionaries({"after": texts, "limit": texts, "wait": texts}))
def test_a_query_is_refused_only_with_its_own_error(query):
    with contextlib.suppress(wire.WireError):
        assert 1 <= wire.read_query(query).limit <= wire.PAGE


@pytest.mark.parametrize("query", [{"limit": "501"}, {"after": "-1"}, {"wait": "26"}])
def test_a_query_out_of_range_is_refused(query):
    with pytest.raises(wire.WireError):
        wire.read_query(query)
