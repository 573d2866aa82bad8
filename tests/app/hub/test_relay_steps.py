"""What one hub offers to another, message by message."""

from contextlib import closing

import pytest

from app.errors import HubRefusedError, JournalForkedError
from app.hub.author import Author
from app.hub.relay import Relay
from app.hub.upstream import Upstream, save_upstream, upstream
from app.model.branch import branch_of
from app.model.entry import Kind
from app.sync import wire
from db.hub_store import open_hub_store
from db.pen import Pen
from tests.app.journals import HandClock
from tests.db.hub_entries import absorb, admit, written, written_by_a_copy

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
    relay = Relay(store, Author("venue", Pen(HandClock())))
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
    assert relay.needs_heads
    met(relay, a=1, b=2)

    assert [entry.seq for entry in offered(relay).entries] == [2, 3, 4, 5]


def forked(request, seq):
    return JournalForkedError(f"Another entry is known under {request.station} {seq}.", seq)


@pytest.mark.expects_log
def test_where_the_other_hub_has_another_journal_ours_goes_on_as_a_branch(relay, store):
    epoch, request = store.epoch(), offered(relay)
    branch = branch_of("a", request.entries[2].id)
    relay.take_refusal(request, forked(request, 3))
    met(relay, a=4, b=2)

    assert relay.link().sent == relay.link().cursor == 0
    assert store.epoch() != epoch
    assert {key: head.seq for key, head in store.heads().items()} == {
        "a": 2,
        "b": 2,
        branch: 2,
        "venue": 1,
    }
    assert [entry.id for entry in offered(relay).entries] == [e.id for e in request.entries[2:]]


@pytest.mark.expects_log
def test_the_fork_is_told_once_with_what_people_must_know(relay, store):
    admit(store, "a", name="Gate")
    request = offered(relay)
    relay.take_refusal(request, forked(request, 3))
    relay.take_refusal(request, forked(request, 3))

    told = [entry for _, entry in store.entries() if entry.kind == Kind.FORKED]
    assert [(one.station, one.payload) for one in told] == [
        ("venue", {"station": "a", "from_seq": 3, "count": 2, "name": "Gate"})
    ]


@pytest.mark.expects_log
def test_before_a_branch_the_place_where_the_journals_part_is_looked_for(relay, store):
    met(relay, a=2)
    request = offered(relay)
    assert request.entries[0].seq == 3
    relay.take_refusal(request, forked(request, 3))

    again = offered(relay)
    assert [entry.seq for entry in again.entries] == [1, 2, 3, 4]
    relay.take_refusal(again, forked(again, 2))
    assert store.heads()["a"].seq == 1


@pytest.mark.expects_log
def test_what_arrives_under_a_number_of_ours_moves_ours_and_is_asked_for_again(relay, store):
    link, theirs = relay.link(), written_by_a_copy("a")
    reply = wire.PullReply(epoch="e", entries=list(enumerate(theirs, 1)), next=2, now_ms=0)
    (arrival,) = relay.arriving(link, reply)
    refusal = wire.Refusal(reason=wire.FORKED, sentence="Another.", seq=1)
    relay.note_refused(arrival, refusal)
    relay.take_pull_reply(link, reply, has_hole=False, now_ms=5)

    assert "a" not in store.heads()
    assert relay.link().cursor == 0


def told_of(relay, next_pin):
    reply = wire.PullReply(epoch="e", entries=[], next=0, now_ms=0, next_pin=next_pin)
    list(relay.arriving(relay.link(), reply))
    relay.take_pull_reply(relay.link(), reply, has_hole=False, now_ms=5)


def test_the_next_key_of_the_other_hub_is_known_until_it_is_met(relay, store):
    told_of(relay, "q")
    told_of(relay, "")  # it has put the key in place and goes on as the one it was
    relay.note_met("p")
    assert (upstream(store).pin, upstream(store).next_pin) == ("p", "q")

    relay.note_met("q")
    told_of(relay, "")

    assert (upstream(store).pin, upstream(store).next_pin) == ("q", "")
