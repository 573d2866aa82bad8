"""Joining with an empty folder: all at once by a snapshot, by pages where there is none."""

from dataclasses import replace

import pytest

from app import vault
from app.bootstrap.arrival import settle
from app.errors import DatabaseForeignError, HubRefusedError, HubUnreachableError
from app.sync.joining import enrol
from app.sync.snapshot import fetch_snapshot
from db.notes import EVENT, STATION, STATION_NAME
from db.takeover import adopt_snapshot
from tests.app.network import CLOCK, Gate, proof


@pytest.fixture
def membership(hub, first):
    first.sync()
    return enrol(hub.invite("Newcomer"))


@pytest.fixture
def arrived(membership, tmp_path):
    gate = Gate(tmp_path / "new")
    gate.file = settle(tmp_path / "new", membership, CLOCK)
    yield gate
    gate.file.close()


def test_a_newcomer_has_everything_before_its_first_pull(hub, first, membership, arrived):
    assert proof(arrived) == proof(first)
    assert arrived.journal.station == membership.station
    assert arrived.book.link().cursor == hub.store.position()


def test_a_newcomer_goes_on_from_where_the_snapshot_ends(hub, first, arrived):
    first.say("r7")
    first.sync()
    result = arrived.sync()
    first.sync()

    assert 0 < result.pulled < hub.store.position() - 2
    assert proof(arrived) == proof(first) == proof(hub)


def test_nothing_of_the_snapshot_stays_behind(arrived, tmp_path):
    names = {path.name for path in (tmp_path / "new" / "events").iterdir()}

    assert names <= {"e1.db", "e1.db-wal", "e1.db-shm"}
    assert arrived.book.link().token


def test_a_newcomers_file_is_locked_with_its_own_key(arrived, tmp_path):
    header = (tmp_path / "new" / "events" / "e1.db").read_bytes()[:16]

    assert header != b"SQLite format 3\0"
    assert (tmp_path / "new" / "key").exists() or vault.place_of(tmp_path / "new")
    assert arrived.journal.counts().expected == 2


def test_without_the_hub_pages_follow_later(hub, membership, tmp_path):
    hub.stop()
    gate = Gate(tmp_path / "new")
    gate.file = settle(tmp_path / "new", membership, CLOCK)
    assert gate.book.link() == membership.link
    hub.start()
    gate.sync()

    assert gate.journal.counts().expected == 2
    gate.file.close()


def test_a_snapshot_of_another_event_is_not_taken(membership, tmp_path):
    came = fetch_snapshot(membership.link, tmp_path / "came")
    notes = {EVENT: "e2", STATION: "s", STATION_NAME: "S"}
    path = tmp_path / "new" / "e2.db"
    with pytest.raises(DatabaseForeignError, match="another event"):
        adopt_snapshot(came.path, came.key, path, notes=notes, link=membership.link, key=None)

    assert list(path.parent.iterdir()) == []


def test_a_snapshot_under_another_key_is_not_taken(membership, tmp_path):
    came = fetch_snapshot(membership.link, tmp_path / "came")
    notes = {EVENT: "e1", STATION: "s", STATION_NAME: "S"}
    path = tmp_path / "new" / "e1.db"
    with pytest.raises(DatabaseForeignError):
        adopt_snapshot(came.path, "00" * 32, path, notes=notes, link=membership.link, key=None)

    assert not path.exists()


def test_strangers_get_no_snapshot(membership, tmp_path):
    stranger = replace(membership.link, token="")
    with pytest.raises(HubRefusedError):
        fetch_snapshot(stranger, tmp_path / "came")
    with pytest.raises(HubUnreachableError):
        fetch_snapshot(replace(stranger, address="127.0.0.1:9"), tmp_path / "came")
