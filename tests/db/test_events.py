"""Event files: whole or not there, whoever makes or opens them at the same time."""

import threading

import pytest
from sqlcipher3 import dbapi2 as sqlite

from app.errors import FileError, NotRecordedError
from app.model.entry import Draft, Kind
from app.search.searchable import searchable_words
from db import events
from db.events import EventFolder
from tests.app.journals import HandClock


@pytest.fixture
def folder(tmp_path):
    return EventFolder(tmp_path, HandClock(), searchable_words)


def test_a_file_that_is_being_made_is_no_event_yet(folder, monkeypatch):
    seen = []
    monkeypatch.setattr(events, "save_notes", lambda *_: seen.append(folder.paths()))

    with pytest.raises(FileError):
        folder.create("e1").close()

    assert seen == [[]]


def test_a_file_that_was_not_finished_leaves_nothing(folder, tmp_path, monkeypatch):
    def fill_the_disk(*_):
        sentence = "database or disk is full"
        raise sqlite.OperationalError(sentence)

    monkeypatch.setattr(events, "save_notes", fill_the_disk)

    with pytest.raises(NotRecordedError):
        folder.create("e1")

    assert list((tmp_path / "events").iterdir()) == []


def test_an_event_whose_plan_cannot_be_written_is_not_made(folder, tmp_path):
    plan = Draft(kind=Kind.PROGRAMME, payload={"what": "event", "name": "\udcff"})

    with pytest.raises(UnicodeEncodeError):
        folder.create("e1", first=[plan])

    assert list((tmp_path / "events").iterdir()) == []


def test_one_of_two_who_make_the_same_file_makes_it(tmp_path):
    path = tmp_path / "hub.db"
    gate = threading.Barrier(2)
    stations = []

    def make(station):
        notes = {"event": "e1", "station": station, "station_name": "Hub"}
        gate.wait()
        opened = events.create_event_file(path, notes, HandClock(), searchable_words)
        stations.append(opened.station)
        opened.close()

    threads = [threading.Thread(target=make, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(stations) == 2
    assert len(set(stations)) == 1
    assert [left.name for left in tmp_path.iterdir()] == ["hub.db"]
