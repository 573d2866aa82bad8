"""Exchanging entries: nothing lost, nothing doubled, whatever happens in between."""

import asyncio

import pytest

from app.errors import HubRefusedError, HubUnreachableError, InputError, JournalForkedError
from app.model.entry import LARGEST_BYTES, Draft, Kind
from app.sync import trip, wire
from app.sync.central import Central
from tests.app.journals import Pen
from tests.app.network import Gate, proof
from tests.app.sync.backups import copy_folder, restored


@pytest.fixture(autouse=True)
def _first_look_at_the_clock_stays(monkeypatch):
    """A better look is an entry more, and how good the first one is depends on the machine."""
    monkeypatch.setattr(trip, "LONGEST_MS", 60_000)
    monkeypatch.setattr(trip, "GOOD_MS", 1_000_000)


def test_a_second_sync_moves_nothing(first):
    result = first.sync()

    assert (result.pushed, result.pulled, result.unsent) == (0, 0, 0)


def test_entries_of_both_stations_meet(hub, first, second):
    second.say("r3")
    first.say("r4")
    second.sync()
    first.sync()
    second.sync()

    assert proof(first) == proof(second) == proof(hub)


def test_more_than_a_page_goes_both_ways(first, second):
    first.say(*(f"g{number}" for number in range(wire.PAGE + 7)))

    assert first.sync().pushed == wire.PAGE + 7
    assert second.sync().pulled == wire.PAGE + 7


def test_a_lost_acknowledgement_doubles_nothing(hub, first):
    first.say("r3")
    before = first.book.link()
    first.sync()
    first.book.save_link(before)

    assert first.sync().unsent == 0
    assert proof(hub) == proof(first)


def test_unknown_kinds_travel_untouched(first, second):
    pen = Pen("from-tomorrow")
    pen.write("juggled", payload={"balls": 5, "nested": {"hat": [1.5, None]}})
    push(first, pen.entries)
    second.sync()

    assert second.journal.entry(pen.entries[0].id) == pen.entries[0]


def test_without_a_hub_nothing_is_lost(hub, first):
    hub.stop()
    first.say("r3")

    with pytest.raises(HubUnreachableError, match="kept here"):
        first.sync()

    assert first.replica.status().unsent == 1


def test_a_station_that_never_joined_is_told_how(new_gate):
    gate = new_gate()
    gate.plan()

    with pytest.raises(HubRefusedError, match="join one"):
        gate.sync()


def test_a_revoked_station_keeps_its_entries_to_itself(hub, first, second):
    hub.revoke("Second")
    second.say("r3")

    with pytest.raises(HubRefusedError, match="revoked"):
        second.sync()

    first.sync()
    assert proof(hub) == proof(first)


def test_more_than_fits_into_one_body_arrives_all_the_same(hub, first, second):
    payload = {"origin": "list", "code": "", "fields": {"name": "Ana Li", "note": "x" * 6_000_000}}
    for number in range(4):
        draft = Draft(kind=Kind.REGISTERED, registration=f"large{number}", payload=payload)
        with first.journal.write() as records:
            records.append(draft)

    first.sync()
    second.sync()

    assert proof(hub) == proof(first) == proof(second)


def test_an_entry_that_nobody_could_carry_is_not_written(first):
    payload = {"origin": "list", "code": "", "fields": {"name": "x" * LARGEST_BYTES}}
    before = first.book.last_seq()

    with pytest.raises(InputError, match="too large"), first.journal.write() as records:
        records.append(Draft(kind=Kind.REGISTERED, registration="r9", payload=payload))

    assert first.book.last_seq() == before


def test_what_a_revoked_station_writes_after_it_joined_again_counts(hub, first, second):
    old = second.journal.station
    hub.revoke("Second")
    second.say("r3")
    second.join(hub.invite("Second"))
    second.sync()
    second.say("r4")
    second.sync()
    first.sync()

    assert second.journal.station != old
    assert first.journal.standing("r4") is not None
    assert first.journal.standing("r3") is None
    assert [(one.kind, one.count) for one in first.journal.conflicts()] == [("revoked", 1)]
    assert proof(hub) == proof(first) == proof(second)


def test_a_copied_data_folder_is_noticed(first):
    pen = Pen("first")
    pen.register("somebody else")

    with pytest.raises(JournalForkedError) as forked:
        push(first, pen.entries)

    assert forked.value.seq == 1


def test_an_emptied_hub_gets_everything_back(tmp_path, hub, first, second):
    second.say("r3")
    second.sync()
    hub.stop()
    fresh = restored(hub, tmp_path / "anew", without=("hub.db", "hub.db-wal", "hub.db-shm"))
    try:
        first.join(fresh.invite("First"))
        first.sync()
        second.join(fresh.invite("Second"))
        second.sync()
        first.sync()

        assert proof(fresh) == proof(first) == proof(second)
    finally:
        fresh.stop()


def test_a_hub_restored_from_a_backup_notices_it_by_itself(tmp_path, hub, first, second):
    backup = tmp_path / "backup"
    hub.stop()
    copy_folder(hub.folder, backup)
    hub.start()
    first.say("r3")
    first.sync()
    second.sync()
    epoch = first.replica.status().epoch
    hub.stop()
    old = restored(hub, backup)
    try:
        assert first.sync().epoch != epoch
        second.sync()
        first.sync()
        assert proof(old) == proof(first) == proof(second)
    finally:
        old.stop()


def test_a_push_that_finds_a_hole_wakes_a_restored_hub(tmp_path, hub, first):
    hub.stop()
    copy_folder(hub.folder, tmp_path / "backup")
    hub.start()
    first.say("r3")
    first.sync()
    hub.stop()
    old = restored(hub, tmp_path / "backup")
    try:
        first.say("r4")
        first.sync()

        assert proof(old) == proof(first)
    finally:
        old.stop()


def push(gate: Gate, entries):
    """Hand entries to the hub in the name of a station."""
    link = gate.book.link()
    request = wire.PushRequest(epoch=link.epoch, station=entries[0].station, entries=entries)

    async def ask():
        async with Central.of(link) as central:
            return await central.push(request)

    return asyncio.run(ask())
