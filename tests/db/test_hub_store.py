"""A hub's database, the same on SQLite and PostgreSQL: stations, codes, epoch."""

from contextlib import closing

import pytest

from app.errors import AmbiguousError, NotRecordedError, UnknownError
from app.model.entry import Kind
from app.ports.hub import HubStation, Sighting
from db.hub_store import open_hub_store
from tests.app.journals import NOON_MS, Pen
from tests.db.hub_entries import absorb, admit, written


@pytest.fixture
def store(hub_url):
    with closing(open_hub_store(hub_url)) as opened:
        yield opened


def revocation(station, author="hub", wall_ms=NOON_MS):
    payload = {"station": station, "name": "Gate", "last_seq": 0}
    return Pen(author).write(Kind.REVOKED, None, payload=payload, wall_ms=wall_ms)


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
    absorb(store, [revocation("s1")])

    admit(store, "s1", name="Gate 9", badge="u")

    station = store.holder("u")
    assert station.revoked_ms is None
    assert (station.name, station.cursor, station.seen_ms, station.last_seq) == (
        "Gate 9",
        0,
        None,
        0,
    )
    assert store.holder("t") is None


def test_a_revocation_kills_the_token_by_whatever_way_it_comes(store):
    admit(store, "s1")
    assert store.holder("t").revoked_ms is None

    absorb(store, [revocation("s1")])

    assert store.holder("t").revoked_ms == NOON_MS


def test_the_first_revocation_counts(store):
    admit(store, "s1")

    absorb(store, [revocation("s1"), revocation("s1", "outside", wall_ms=NOON_MS + 9)])

    assert store.holder("t").revoked_ms == NOON_MS


def revoke_with_an_entry_that_is_there_already(records):
    records.absorb([revocation("s1")])
    records.absorb([revocation("s1")])


def test_a_revocation_and_its_entry_are_one_transaction(store):
    admit(store, "s1")

    with pytest.raises(NotRecordedError), store.write() as records:
        revoke_with_an_entry_that_is_there_already(records)

    assert store.holder("t").revoked_ms is None
    assert store.position() == 0


def test_to_revoke_whom_the_hub_never_knew_changes_nothing(store):
    admit(store, "s1")

    absorb(store, [revocation("s9")])

    assert store.stations()[0].revoked_ms is None


def test_a_name_of_two_stations_names_none(store):
    admit(store, "s1", badge="t1")
    admit(store, "s2", badge="t2")

    with pytest.raises(AmbiguousError):
        store.named("Gate")


def test_an_unknown_name_is_said_so(store):
    with pytest.raises(UnknownError):
        store.named("Gate")


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
