"""Stations shut out, and several writers at once, without a network."""

import threading

import pytest

from app.hub.answers import Answers
from app.hub.author import Author, revoke
from app.hub.hub_time import HubTime
from app.hub.intake import RefusedError
from app.model.entry import FORMAT_VERSION, Kind
from app.sync import wire
from db.journal import Pen as JournalPen
from tests.app.hub.crowd import admit, chain, member
from tests.app.journals import Pen


@pytest.fixture(autouse=True)
def _members(store):
    admit(store, "a", "b")


@pytest.fixture
def author(clock):
    return Author("hub", JournalPen(clock))


def test_revoking_is_an_entry_and_the_token_is_dead(push, answers, store, author):
    push(chain("a"))
    assert answers.station_of("a").id == "a"

    revoked = revoke(store, author, "A")

    (entry,) = [entry for _, entry in store.entries() if entry.kind == Kind.REVOKED]
    assert (entry.station, entry.payload["station"], entry.payload["last_seq"]) == ("hub", "a", 3)
    assert revoked.revoked_ms == entry.wall_ms
    with pytest.raises(RefusedError) as refusal:
        answers.station_of("a")
    assert (refusal.value.status, refusal.value.reason) == (401, wire.REVOKED)


def test_the_hubs_own_chain_goes_on(store, author):
    revoke(store, author, "a")
    revoke(store, author, "b")
    first, second = [entry for _, entry in store.entries()]

    assert second.prev == first.link()


def test_an_absorbed_revocation_kills_the_token_too(push, answers):
    elsewhere = Pen("outside")
    elsewhere.write(Kind.REVOKED, None, payload={"station": "a", "name": "A", "last_seq": 0})
    push(elsewhere.entries, carrier="b")

    with pytest.raises(RefusedError) as refusal:
        answers.station_of("a")
    assert refusal.value.reason == wire.REVOKED


def test_a_push_that_waited_while_its_station_was_shut_out_is_refused(push, store, author):
    """The guard may have let it pass a moment before."""
    revoke(store, author, "a")

    shut_out, welcome = push(chain("a"), chain("b"))

    assert (shut_out.status, shut_out.reason) == (401, wire.REVOKED)
    assert welcome.acked == 3
    assert {entry.station for _, entry in store.entries()} == {"hub", "b"}


def test_an_unknown_token_is_no_revoked_one(answers):
    with pytest.raises(RefusedError) as refusal:
        answers.station_of("nobody")
    assert refusal.value.reason == wire.UNKNOWN_TOKEN


def test_two_writers_at_once_leave_no_gap(store, clock):
    """Two processes would do the same: each has its own connection and its own memory."""
    chains = {name: chain(name, 40) for name in ("a", "b")}

    def write(name):
        mine = Answers(store, HubTime(clock))
        for entry in chains[name]:
            request = wire.PushRequest(epoch=store.epoch(), station=name, entries=[entry])
            mine.push_group([(member(name), request)])
        mine.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in chains]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [position for position, _ in store.entries()] == list(range(1, 81))
    assert {entry.id for _, entry in store.entries()} == {
        entry.id for entries in chains.values() for entry in entries
    }


def test_versions_are_told(answers):
    assert answers.status().versions == (1, FORMAT_VERSION)
