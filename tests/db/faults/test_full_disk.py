"""A disk that is full or refuses: nothing is tried after the first failure until somebody asks."""

import contextlib

import pytest

from app.errors import DiskFailedError, NotRecordedError
from app.model.entry import Draft, Kind
from app.search.searchable import searchable_words
from db.connection import open_database, try_again, writing
from db.disk import PAUSE_S, RESERVE_VARIABLE, Disk
from db.events import EventFolder
from tests.app.journals import HandClock
from tests.small_disk import SmallDisk

MB = 1024 * 1024
LONG = "x" * 20_000


@pytest.fixture
def small(tmp_path):
    disk = SmallDisk(tmp_path / "small")
    yield disk
    disk.close()


@pytest.fixture
def event(small, monkeypatch):
    monkeypatch.setenv(RESERVE_VARIABLE, "1")
    opened = EventFolder(small.folder, HandClock(), searchable_words).create("e1")
    yield opened
    opened.close()


def write_one(event, text="Ana"):
    with event.journal.write() as records:
        return records.append(Draft(kind=Kind.COUNTED, payload={"text": text}))


def write_until_it_fails(event):
    """Write on a full disk; free space inside of files lets some through."""
    stored = []
    for _ in range(10_000):
        try:
            stored.append(write_one(event, LONG).id)
        except DiskFailedError:
            return stored
    pytest.fail("the disk was never full")


def test_a_full_disk_ends_all_writing_until_a_real_write_works(small, event):
    before = write_one(event).id
    small.fill()
    slipped = write_until_it_fails(event)

    for _ in range(3):
        with pytest.raises(DiskFailedError, match="any more"):
            write_one(event)
    small.free()
    with pytest.raises(DiskFailedError, match="any more"):
        write_one(event)

    try_again(event.database)
    after = write_one(event).id
    assert [entry.id for _, entry in event.journal.entries()] == [before, *slipped, after]


def test_a_disk_that_is_still_full_does_not_let_small_writes_slip_through(small, event):
    small.fill()
    write_until_it_fails(event)
    small.fill()

    with pytest.raises(DiskFailedError, match="still refuses"):
        try_again(event.database)
    with pytest.raises(DiskFailedError):
        write_one(event)


def test_everybody_in_the_process_who_writes_hears_of_it(small, event):
    small.fill()
    write_until_it_fails(event)
    small.free()

    with pytest.raises(DiskFailedError), writing(event.database):
        pytest.fail("a blocked disk was tried")


def test_the_file_is_whole_after_a_full_disk(small, event):
    small.fill()
    stored = write_until_it_fails(event)
    event.close()
    small.free()
    key = bytes.fromhex((small.folder / "key").read_text("ascii"))

    with contextlib.closing(open_database(event.path, key=key)) as again:
        ids = {key for (key,) in again.execute_sql("SELECT id FROM journal")}
        assert again.execute_sql("PRAGMA integrity_check").fetchone() == ("ok",)
    assert set(stored) <= ids


def test_where_nobody_can_press_a_key_it_is_tried_now_and_then(small, event):
    now = [0.0]
    event.database.disk = disk = Disk(small.folder, 0, lambda: now[0])
    small.fill()
    write_until_it_fails(event)
    small.fill()
    now[0] += PAUSE_S
    with pytest.raises(DiskFailedError, match="still refuses"):
        write_one(event)
    small.free()
    with pytest.raises(DiskFailedError, match="any more"):
        write_one(event)

    disk.is_attended = True
    now[0] += PAUSE_S
    with pytest.raises(DiskFailedError, match="any more"):
        write_one(event)
    disk.is_attended = False
    assert write_one(event).id


def test_the_reserve_is_given_up_when_it_is_needed_and_made_again(tmp_path):
    disk = Disk(tmp_path, MB)
    disk.keep_reserve()
    assert disk.reserve.stat().st_size == MB

    assert disk.note("database or disk is full")
    assert not disk.reserve.exists()
    assert not disk.has_reserve

    disk.keep_reserve()
    assert disk.has_reserve
    assert [file.name for file in tmp_path.iterdir()] == ["reserve"]


def test_the_reserve_is_made_with_the_event(event):
    assert event.database.disk.has_reserve
    assert event.database.disk.reserve.parent == event.path.parent.parent


def test_without_room_there_is_no_reserve_and_no_complaint(small):
    disk = Disk(small.folder, 1024 * MB)
    disk.keep_reserve()

    assert list(small.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("reason", "is_disk"),
    [
        ("database or disk is full", True),
        ("disk I/O error", True),
        ("attempt to write a readonly database", True),
        ("unable to open database file", True),
        ("database is locked", False),
        ("UNIQUE constraint failed: journal.id", False),
    ],
)
def test_only_the_disks_own_refusals_block(tmp_path, reason, is_disk):
    disk = Disk(tmp_path, 0)

    assert disk.note(reason) is is_disk
    assert bool(disk.failure) is is_disk


def test_a_read_only_file_blocks(event):
    event.database.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(DiskFailedError):
        write_one(event)
    event.database.execute_sql("PRAGMA query_only = 0")

    with pytest.raises(NotRecordedError):
        write_one(event)
    try_again(event.database)
    assert write_one(event).seq == 1
