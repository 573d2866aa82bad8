"""A station's link: page and cursor together or not at all, stale answers dropped."""

from contextlib import closing
from dataclasses import replace

import pytest

from app.clock import to_instant
from app.errors import NotRecordedError
from app.model.entry import Kind
from app.ports.link import Fork, HubLink
from app.search.searchable import searchable_words
from db.events import EventFolder
from db.sync_book import SqliteSyncBook
from tests.app.journals import NOON_MS, HandClock, Pen, event_file

SECRETS = {"token": "t0ken", "signing_key": "k3y"}
LINK = HubLink(address="hub:1", pin="P", epoch="e1", **SECRETS)


@pytest.fixture
def file(tmp_path):
    with event_file(tmp_path) as opened:
        yield opened


@pytest.fixture
def book(file):
    book = SqliteSyncBook(file.journal)
    book.save_link(LINK)
    return book


def page():
    pen = Pen("gate")
    pen.register("r1")
    pen.register("r2")
    return pen.entries


def moved(cursor=2):
    return replace(LINK, cursor=cursor, mark="gate2", contact_ms=5)


def test_a_station_begins_without_a_hub(file):
    assert SqliteSyncBook(file.journal).link() is None


def test_a_link_is_read_back(book):
    assert book.link() == LINK


def test_another_hub_takes_the_place_of_the_first(book):
    other = replace(LINK, address="other:1", epoch="e9", is_relayed=True)
    book.save_link(other)

    assert book.link() == other


def test_a_page_moves_the_cursor(book):
    assert book.take_page(page(), moved(), expected_cursor=0) == 2
    assert book.link() == moved()


def test_a_page_that_was_asked_from_elsewhere_is_dropped(book, file):
    assert book.take_page(page(), moved(), expected_cursor=1) == 0
    assert book.link() == LINK
    assert file.journal.standing("r1") is None


def test_a_page_of_another_epoch_is_dropped(book):
    book.adopt_epoch(LINK, "e2")

    assert book.take_page(page(), moved(), expected_cursor=0) == 0
    assert book.link().cursor == 0


@pytest.mark.expects_log
def test_a_page_that_cannot_be_stored_leaves_the_cursor(book, file):
    file.database.execute_sql(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(NotRecordedError):
        book.take_page(page(), moved(), expected_cursor=0)

    assert book.link() == LINK


def test_a_new_epoch_begins_at_nought(book):
    book.note_acked(LINK, 7, 1)
    book.note_relayed(LINK)
    book.take_page(page(), moved(), expected_cursor=0)
    book.adopt_epoch(LINK, "e2")

    assert book.link() == replace(LINK, epoch="e2", contact_ms=5)


def test_what_was_confirmed_in_an_old_epoch_is_dropped(book):
    book.adopt_epoch(LINK, "e2")
    book.note_acked(LINK, 7, 1)

    assert book.link().acked == 0


def test_what_no_hub_confirmed_is_counted(book, file):
    with file.journal.write() as records:
        records.absorb(page())
    assert file.journal.counts().unsent == 0

    own = Pen("desk")
    own.register("r3")
    own.register("r4")
    file.journal.absorb(own.entries)
    book.note_acked(LINK, 1, 1)

    assert file.journal.counts().unsent == 1
    assert book.last_seq() == 2


def test_secrets_are_not_printed():
    assert not any(secret in repr(LINK) for secret in SECRETS.values())


def test_another_process_reads_moved_entries_by_the_clock_that_moved_with_them(file, book):
    pen = Pen("gate")
    pen.register("r1")
    pen.write(Kind.ARRIVED, "r1", wall_ms=1000)
    pen.write(Kind.CLOCK, None, payload={"boot": "boot", "offset_ms": NOON_MS, "rtt_ms": 2})
    file.journal.absorb(pen.entries)
    folder = EventFolder(file.path.parent.parent, HandClock(), searchable_words)
    with closing(folder.open()) as other:
        before = other.journal.standing("r1").arrived

        book.branch_off(Fork("gate", 1, "gate1"))

        after = other.journal.standing("r1").arrived
    assert after.station != before.station
    assert (after.at, after.is_unsure) == (before.at, False)
    assert before.at == to_instant(NOON_MS)
