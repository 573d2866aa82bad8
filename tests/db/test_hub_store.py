"""A hub's database, the same on SQLite and PostgreSQL: book, chains, positions, fold."""

import threading
from contextlib import closing

import pytest

from app.errors import AmbiguousError, NotRecordedError, UnknownError
from app.hub.intake import EMPTY
from app.model.entry import Kind
from app.ports.hub import Head, HubStation, Sighting
from db.hub_queries import PAGE
from db.hub_store import open_hub_store
from tests.app.journals import Pen


@pytest.fixture
def store(hub_url):
    with closing(open_hub_store(hub_url)) as opened:
        yield opened


def admit(store, station, name="Gate", badge="t", event="e1"):
    store.offer(name, "c", 10)
    row = HubStation(id=station, name=name, public_key="k", joined_ms=1)
    return store.enrol(row, badge, event=event, code_hash="c")


def written(station="a", *, arrivals=1):
    pen = Pen(station)
    pen.register(f"r-{station}")
    for _ in range(arrivals):
        pen.write(Kind.ARRIVED, f"r-{station}")
    return pen.entries


def absorb(store, entries):
    with store.write() as records:
        records.absorb(entries)


def test_the_epoch_stays_until_it_is_renewed(store, hub_url):
    epoch = store.epoch()

    with closing(open_hub_store(hub_url)) as again:
        assert again.epoch() == epoch
    assert store.renew_epoch(epoch) == store.epoch() != epoch


def test_two_who_renew_the_same_epoch_renew_it_once(store):
    old = store.epoch()

    assert store.renew_epoch(old) == store.renew_epoch(old)


def test_a_note_is_the_last_that_was_saved(store):
    assert store.note("upstream") is None

    store.save_note("upstream", "one")
    store.save_note("upstream", "two")

    assert store.note("upstream") == "two"


def test_a_code_admits_once(store):
    assert admit(store, "s1")
    row = HubStation(id="s2", name="Gate", public_key="k", joined_ms=1)

    assert not store.enrol(row, "u", event="e1", code_hash="c")
    assert [station.id for station in store.stations()] == ["s1"]


def test_a_second_event_is_not_taken_and_the_code_stays(store):
    admit(store, "s1")
    store.offer("Gate 2", "d", 10)
    row = HubStation(id="s2", name="Gate 2", public_key="k", joined_ms=1)

    assert not store.enrol(row, "u", event="e2", code_hash="d")
    assert store.event() == "e1"
    assert store.offered_name("d", 9) == "Gate 2"


def test_a_code_has_an_end(store):
    store.offer("Gate", "c", 10)

    assert store.offered_name("c", 9) == "Gate"
    assert store.offered_name("c", 10) is None


def test_a_station_that_is_admitted_again_begins_at_nought(store):
    admit(store, "s1")
    store.note_sightings([Sighting("s1", 7, 3, 9, "1.0")])
    store.revoke("s1", 5)

    admit(store, "s1", name="Gate 9", badge="u")

    station = store.station_by_token("u")
    assert (station.name, station.cursor, station.seen_ms, station.last_seq) == (
        "Gate 9",
        0,
        None,
        0,
    )
    assert store.holder("t") is None


def test_a_token_leads_to_its_station_until_it_is_revoked(store):
    admit(store, "s1")
    assert store.station_by_token("t").id == "s1"

    store.revoke("gate", 5)

    assert store.station_by_token("t") is None
    assert store.holder("t").revoked_ms == 5


def test_the_first_revocation_counts(store):
    admit(store, "s1")
    store.revoke("s1", 5)

    assert store.revoke("s1", 9).revoked_ms == 5


def revoke_with_an_entry_that_is_there_already(records):
    records.revoke("s1", 5)
    records.absorb(written("hub"))
    records.absorb(written("hub"))


def test_a_revocation_and_its_entry_are_one_transaction(store):
    admit(store, "s1")

    with pytest.raises(NotRecordedError), store.write() as records:
        revoke_with_an_entry_that_is_there_already(records)

    assert store.station_by_token("t") is not None
    assert store.position() == 0


def test_to_revoke_whom_the_hub_never_knew_changes_nothing(store):
    admit(store, "s1")

    with store.write() as records:
        records.revoke("s9", 5)

    assert store.stations()[0].revoked_ms is None


def test_a_name_of_two_stations_revokes_none(store):
    admit(store, "s1", badge="t1")
    admit(store, "s2", badge="t2")

    with pytest.raises(AmbiguousError):
        store.revoke("Gate", 5)
    assert all(station.revoked_ms is None for station in store.stations())


def test_an_unknown_name_is_said_so(store):
    with pytest.raises(UnknownError):
        store.revoke("Gate", 5)


def test_a_sighting_says_what_a_station_has_not_sent(store):
    admit(store, "a")
    absorb(store, written("a"))

    store.note_sightings([Sighting("a", 1, 100, 7, "0.2.0")])

    station = store.stations()[0]
    assert (station.acked, station.last_seq, station.unsent) == (2, 7, 5)
    assert (station.cursor, station.seen_ms, station.version) == (1, 100, "0.2.0")


def test_an_older_sighting_does_not_replace_a_later_one(store):
    admit(store, "a")

    store.note_sightings([Sighting("a", 5, 100, 7, "0.2.0"), Sighting("nobody", 1, 1)])
    store.note_sightings([Sighting("a", 2, 99, 3, "0.1.0")])

    assert store.stations()[0].cursor == 5


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
        "UPDATE journal SET position = position + 10, payload = NULL",
    ],
)
def test_history_is_not_rewritten(store, statement):
    absorb(store, written("a"))

    with pytest.raises(NotRecordedError, match="append-only"), store._backend.writing():
        store._database.execute_sql(statement)


def test_an_erasure_may_blank_a_payload(store):
    absorb(store, written("a"))

    with store._backend.writing():
        store._database.execute_sql("UPDATE journal SET payload = NULL WHERE seq = 1")

    assert next(store.entries())[1].payload is None


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
