"""What one hub offers to another, message by message."""

from contextlib import closing

import pytest

from app.errors import HubRefusedError
from app.hub.relay import Relay
from app.hub.upstream import Upstream, save_upstream, upstream
from app.sync import wire
from db.hub_store import open_hub_store
from tests.db.hub_entries import absorb, written

SENTENCE = "The other hub is older."


@pytest.fixture
def store(tmp_path):
    with closing(open_hub_store(f"sqlite:///{tmp_path}/hub.db")) as opened:
        link = Upstream(address="h:1", pin="p", token="t", signing_key="k", epoch="e")  # noqa: S106 - for nobody
        save_upstream(opened, link)
        absorb(opened, written("a", arrivals=3))
        absorb(opened, written("b"))
        yield opened


@pytest.fixture
def relay(store):
    relay = Relay(store, "venue")
    met(relay)
    return relay


def met(relay, **heads):
    """Learn what the other hub has."""
    told = wire.StatusReply(epoch="e", event="e1", position=0, heads=heads, stations=[], now_ms=0)
    relay.take_status(relay.link(), told)


def taken(relay, request, acked):
    reply = wire.PushReply(epoch="e", acked=acked, now_ms=0)
    relay.take_push_reply(relay.link(), request, reply, 5)


def offered(relay):
    return relay.next_push(relay.link())


def test_what_was_taken_is_not_offered_again(relay, store):
    for _ in "ab":
        request = offered(relay)
        taken(relay, request, request.entries[-1].seq)

    assert offered(relay) is None
    assert upstream(store).sent == 6


@pytest.mark.expects_log
def test_what_was_refused_is_offered_again_on_the_next_connection(relay, store):
    refused = offered(relay)
    relay.take_refusal(refused, HubRefusedError(SENTENCE))
    request = offered(relay)
    taken(relay, request, request.entries[-1].seq)
    assert offered(relay) is None
    relay.note_sent(relay.link(), 6)
    assert upstream(store).sent == 0

    relay.begin_anew()
    met(relay, b=2)

    assert offered(relay).entries == refused.entries


def test_where_the_other_hub_took_less_is_gone_on(relay):
    taken(relay, offered(relay), 2)

    assert [entry.seq for entry in offered(relay).entries] == [3, 4]


def test_a_hole_at_the_other_hub_is_filled_from_the_beginning(relay, store):
    for _ in "ab":
        request = offered(relay)
        taken(relay, request, request.entries[-1].seq)
    absorb(store, written("a", arrivals=4)[-1:])
    taken(relay, offered(relay), 1)

    assert [entry.seq for entry in offered(relay).entries] == [2, 3, 4, 5]
    assert upstream(store).sent == 0
