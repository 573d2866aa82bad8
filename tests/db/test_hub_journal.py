"""The journal in a hub's database, the same on SQLite and PostgreSQL: chains, positions, guards."""

import threading
from contextlib import closing

import pytest

from app.errors import NotRecordedError
from app.hub.intake import EMPTY
from app.model.entry import Kind
from app.ports.hub import Head
from db.hub_queries import PAGE
from db.hub_store import open_hub_store
from tests.app.journals import Pen
from tests.db.hub_entries import absorb, written


@pytest.fixture
def store(hub_url):
    with closing(open_hub_store(hub_url)) as opened:
        yield opened


def test_heads_are_the_ends_of_all_chains(store):
    chains = [written(station) for station in "abc"]
    absorb(store, [entry for chain in chains for entry in chain])

    assert store.heads() == {chain[0].station: Head(2, chain[-1].link()) for chain in chains}


def test_heads_behind_a_position_are_those_that_grew(store):
    absorb(store, written("a"))
    chain = written("b", arrivals=2)
    absorb(store, chain[:2])
    before = store.position()

    absorb(store, chain[2:])

    assert store.heads(before) == {"b": Head(3, chain[-1].link())}
    assert store.heads(store.position()) == {}


def test_a_blank_hub_has_no_heads(store):
    assert store.heads() == {}
    assert EMPTY.seq == store.position() == 0


def test_entries_are_found_by_number_id_and_position(store):
    absorb(store, written("a"))

    assert store.ids("a", 1, 9) == {1: "a1", 2: "a2"}
    assert store.known(["a1", "nix"]) == {"a1"}
    assert (store.id_at(2), store.id_at(3)) == ("a2", None)


def test_entries_come_back_as_they_were_in_the_order_in_which_they_came(store):
    entries = [*written("b"), *written("a")]
    absorb(store, entries)

    assert list(store.entries()) == list(enumerate(entries, start=1))
    assert list(store.entries(1, 2)) == list(enumerate(entries, start=1))[1:3]


def test_pages_of_a_long_journal_join_without_a_seam(store):
    pen = Pen("a")
    for number in range(PAGE // 2 + 3):
        pen.register(f"r{number % 7}", name='"\t\\N\n%s ? Ł')
        pen.write(Kind.ARRIVED, f"r{number % 7}")
    absorb(store, pen.entries)

    assert [entry for _, entry in store.entries()] == pen.entries


def test_an_entry_that_is_there_already_undoes_the_whole_transaction(store):
    absorb(store, written("a"))

    with pytest.raises(NotRecordedError, match="recorded"):
        absorb(store, [*written("b"), *written("a")])

    assert store.position() == 2
    absorb(store, written("b"))
    assert [position for position, _ in store.entries()] == [1, 2, 3, 4]


def test_two_numbers_of_a_chain_are_never_the_same(store):
    absorb(store, written("a"))
    pen = Pen("a")

    with pytest.raises(NotRecordedError):
        absorb(store, [pen.write(Kind.ARRIVED, id="other")])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "UPDATE journal SET wall_ms = 0",
        "UPDATE journal SET payload = '{}'",
        "UPDATE journal SET payload = NULL",
        "UPDATE journal SET position = position + 10, payload = NULL",
    ],
)
def test_history_is_not_rewritten(store, statement):
    absorb(store, written("a"))

    with pytest.raises(NotRecordedError, match="append-only"), store._backend.writing():
        store._database.execute_sql(statement)


def test_an_erasure_blanks_a_payload_and_nothing_else(store):
    absorb(store, written("a"))
    absorb(store, [Pen("b").write(Kind.ERASED, "r-a")])

    assert next(store.entries())[1].payload is None
    with pytest.raises(NotRecordedError, match="append-only"), store._backend.writing():
        store._database.execute_sql("UPDATE journal SET registration = 'x' WHERE seq = 1")


def test_writers_of_many_threads_give_positions_without_a_hole(store):
    chains = [written(f"s{number}", arrivals=9) for number in range(6)]

    def push(chain):
        for entry in chain:
            absorb(store, [entry])
        store.close()

    threads = [threading.Thread(target=push, args=(chain,)) for chain in chains]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    found = list(store.entries())
    assert [position for position, _ in found] == list(range(1, 61))
    for chain in chains:
        own = [entry for _, entry in found if entry.station == chain[0].station]
        assert own == chain


def test_a_writer_sees_what_the_one_before_it_wrote(store, hub_url):
    with closing(open_hub_store(hub_url)) as other:
        absorb(other, written("a"))
        with store.write() as records:
            assert records.position() == 2
            assert records.heads(1)["a"].seq == 2
            records.absorb(written("b"))
            assert records.position() == 4
        assert other.position() == 4
