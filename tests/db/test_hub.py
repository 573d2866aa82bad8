"""The hub's book: codes, stations, epoch and the ends of all chains."""

import pytest

from app.errors import AmbiguousError, UnknownError
from app.hub.intake import EMPTY
from app.model.entry import Kind
from app.ports.hub import Head, HubStation
from app.search.searchable import searchable_words
from db.events import EventFolder
from db.hub import SqliteHubBook
from db.hub_file import open_hub_file, settle
from tests.app.journals import HandClock, Pen

CLOCK = HandClock()


@pytest.fixture
def file(tmp_path):
    opened = open_hub_file(settle(tmp_path), CLOCK, searchable_words)
    yield opened
    opened.close()


@pytest.fixture
def book(file):
    return SqliteHubBook(file.journal)


def admit(book, station, name="Gate", badge="t"):
    book.offer(name, "c", 10)
    row = HubStation(id=station, name=name, public_key="k", joined_ms=1)
    return book.enrol(row, badge, event="e1", code_hash="c")


def test_the_epoch_stays_until_it_is_renewed(file, book):
    epoch = book.epoch()

    assert SqliteHubBook(file.journal).epoch() == epoch
    assert book.renew_epoch(epoch) == book.epoch() != epoch


def test_two_who_renew_the_same_epoch_renew_it_once(book):
    old = book.epoch()

    assert book.renew_epoch(old) == book.renew_epoch(old)


def test_a_code_admits_once(book):
    assert admit(book, "s1")
    row = HubStation(id="s2", name="Gate", public_key="k", joined_ms=1)

    assert not book.enrol(row, "u", event="e1", code_hash="c")
    assert [station.id for station in book.stations()] == ["s1"]


def test_a_second_event_is_not_taken_and_the_code_stays(book):
    admit(book, "s1")
    book.offer("Gate 2", "d", 10)
    row = HubStation(id="s2", name="Gate 2", public_key="k", joined_ms=1)

    assert not book.enrol(row, "u", event="e2", code_hash="d")
    assert book.event() == "e1"
    assert book.offered_name("d", 9) == "Gate 2"


def test_a_code_has_an_end(book):
    book.offer("Gate", "c", 10)

    assert book.offered_name("c", 9) == "Gate"
    assert book.offered_name("c", 10) is None


def test_a_token_leads_to_its_station_until_it_is_revoked(book):
    admit(book, "s1")
    assert book.station_by_token("t").id == "s1"

    book.revoke("gate", 5)

    assert book.station_by_token("t") is None
    assert book.stations()[0].revoked_ms == 5


def test_the_first_revocation_counts(book):
    admit(book, "s1")
    book.revoke("s1", 5)

    assert book.revoke("s1", 9).revoked_ms == 5


def test_a_name_of_two_stations_revokes_none(book):
    admit(book, "s1", badge="t1")
    admit(book, "s2", badge="t2")

    with pytest.raises(AmbiguousError):
        book.revoke("Gate", 5)
    assert all(station.revoked_ms is None for station in book.stations())


def test_an_unknown_name_is_said_so(book):
    with pytest.raises(UnknownError):
        book.revoke("Gate", 5)


def test_heads_are_the_ends_of_all_chains(file, book):
    pens = [Pen(station) for station in "abc"]
    for pen in pens:
        pen.register()
        pen.write(Kind.ARRIVED)
    file.journal.absorb([entry for pen in pens for entry in reversed(pen.entries)])

    expected = {pen.station: Head(2, pen.entries[-1].link()) for pen in pens}
    assert book.heads() == expected


def test_a_blank_hub_has_no_heads(book):
    assert book.heads() == {}
    assert EMPTY.seq == book.position() == 0


def test_entries_are_found_by_number_id_and_position(file, book):
    pen = Pen("a")
    pen.register()
    pen.write(Kind.ARRIVED)
    file.journal.absorb(pen.entries)

    assert book.ids("a", 1, 9) == {1: "a1", 2: "a2"}
    assert book.known(["a1", "nix"]) == {"a1"}
    assert (book.id_at(2), book.id_at(3)) == ("a2", None)


def test_commands_find_the_journal_of_a_hub(tmp_path, file):
    opened = EventFolder(tmp_path, CLOCK, searchable_words).open()

    assert opened.path == file.path
    opened.close()
