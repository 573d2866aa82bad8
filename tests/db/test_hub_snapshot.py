"""A snapshot: everything the hub has, nothing that is secret, under a key of its own."""

import secrets
from contextlib import closing

import pytest

from app.admission.proof import verify_journal
from app.errors import FileError
from app.search.searchable import searchable_words
from db.connection import open_database, writing
from db.events import open_event_file
from db.hub_snapshot import write_snapshot
from db.notes import EVENT, STATION, save_notes
from tests.app.journals import HandClock, Pen, event_file


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path / "original") as file:
        pen = Pen("a")
        for number in range(20):
            pen.register(f"r{number}", name=f"Anastasija Li {number}")
        file.journal.absorb(pen.entries)
        yield file


@pytest.fixture
def key():
    return secrets.token_hex(32)


def proof(file):
    entries = (entry for _, entry in file.journal.entries())
    return verify_journal(entries, file.journal.standings())


def test_a_snapshot_is_an_event_file_with_everything(opened, tmp_path, key):
    path = tmp_path / "copy.snapshot"
    position = write_snapshot(opened.database, path, key)
    copy = path.with_suffix(".db")
    path.rename(copy)
    database = _with_station(copy, key)

    with closing(database):
        assert position == 21
        assert proof(database) == proof(opened)
        hits = database.database.execute_sql("SELECT count(*) FROM registration").fetchone()
        assert hits == (20,)


def _with_station(path, key):
    """Give the copy a station, as whoever receives it does, and open it."""
    with closing(open_database(path, key=bytes.fromhex(key))) as database, writing(database):
        save_notes(database, {STATION: "new"})
    return open_event_file(path, HandClock(), searchable_words, bytes.fromhex(key))


def test_a_snapshot_has_no_secret_and_no_plain_name(opened, tmp_path, key):
    link = "INSERT INTO badge_job (id, registration, printer, state, reason, opened_ms)"
    opened.database.execute_sql(f"{link} VALUES ('j', 'r1', 'p', 'open', '', 1)")
    path = tmp_path / "copy.snapshot"
    write_snapshot(opened.database, path, key)
    opened.database.execute_sql("ATTACH ? AS look KEY ?", (str(path), f"x'{key}'"))
    notes = opened.database.execute_sql("SELECT key, value FROM look.note").fetchall()
    jobs = opened.database.execute_sql("SELECT count(*) FROM look.badge_job").fetchone()
    opened.database.execute_sql("DETACH look")

    assert notes == [(EVENT, "e1")]
    assert jobs == (0,)
    assert b"Anastasija" not in path.read_bytes()


def test_a_snapshot_that_cannot_be_written_leaves_nothing(opened, tmp_path, key):
    nowhere = tmp_path / "nowhere" / "copy.snapshot"

    with pytest.raises(FileError, match="cannot be opened"):
        write_snapshot(opened.database, nowhere, key)
    assert proof(opened).is_sound
