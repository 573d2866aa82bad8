"""Opening event files: right settings, and a clear no to every file that is none."""

import os
import threading

import pytest
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlite

from app.errors import (
    DatabaseForeignError,
    DatabaseTooNewError,
    FileError,
    NotRecordedError,
    StorageError,
)
from db.connection import (
    APPLICATION_ID,
    MIGRATIONS,
    OLDEST_SQLITE,
    copy_to,
    open_database,
    reading,
    writing,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "event.db"


@pytest.fixture
def database(path):
    database = open_database(path, create=True)
    yield database
    database.close()


def pragma(database, name):
    return database.execute_sql(f"PRAGMA {name}").fetchone()[0]


def test_a_commit_is_flushed_before_it_returns(database):
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 2
    assert pragma(database, "fullfsync") == 1


def test_the_sqlite_in_use_does_not_have_the_wal_reset_bug(database):
    assert database.server_version >= OLDEST_SQLITE


def test_the_file_says_whose_it_is(database):
    assert pragma(database, "application_id") == APPLICATION_ID


@pytest.mark.usefixtures("database")
def test_opening_again_applies_nothing(path):
    again = open_database(path)
    again.close()

    assert [name.name for name in path.parent.glob("*.before-*")] == []


def test_a_missing_file_is_not_made(path):
    with pytest.raises(FileError, match="no event file"):
        open_database(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"name;city\nAna;Bonn\n" * 99, os.urandom(8192)])
def test_another_kind_of_file_is_refused_and_left_alone(path, content):
    path.write_bytes(content)

    with pytest.raises(DatabaseForeignError):
        open_database(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path):
    with sqlite.connect(path) as other:
        other.execute("CREATE TABLE note (key)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(DatabaseForeignError, match="not made by Empfang"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_release_is_refused(database, path):
    database.execute_sql(
        "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2031-01-01')"
    )
    with pytest.raises(DatabaseTooNewError, match="newer release"):
        open_database(path)


def test_an_older_database_is_copied_before_it_is_migrated(path):
    older = SqlCipherDatabase(str(path))
    older.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    Runner(older, str(MIGRATIONS)).up("0001_journal")
    older.execute_sql("INSERT INTO note VALUES ('event', 'e1')")
    older.close()
    open_database(path).close()

    (backup,) = path.parent.glob("*.before-0002*.db")
    kept = SqlCipherDatabase(str(backup))
    assert kept.execute_sql("SELECT value FROM note").fetchall() == [("e1",)]
    kept.close()


def test_an_older_database_that_several_open_at_once_is_migrated_once(path):
    older = SqlCipherDatabase(str(path), pragmas={"journal_mode": "wal"})
    older.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    Runner(older, str(MIGRATIONS)).up("0001_journal")
    older.close()
    gate = threading.Barrier(4)
    failures = []

    def open_it():
        gate.wait()
        try:
            open_database(path).close()
        except StorageError as error:
            failures.append(error.sentence)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_a_file_that_goes_away_within_a_transaction_was_not_written(database, path):
    def lose_the_file():
        with writing(database), reading(path):
            sentence = "unable to open database file"
            raise sqlite.OperationalError(sentence)

    with pytest.raises(NotRecordedError, match="check the folder"):
        lose_the_file()


@pytest.mark.parametrize("trouble", ["disk I/O error", "database or disk is full"])
def test_a_full_disk_is_told_with_what_to_do(path, trouble):
    def fill_the_disk():
        with reading(path):
            raise sqlite.OperationalError(trouble)

    with pytest.raises(StorageError, match="free space"):
        fill_the_disk()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    with pytest.raises((StorageError, FileError)):
        open_database(tmp_path, create=True)


def test_a_copy_holds_everything(database, tmp_path):
    database.execute_sql("INSERT INTO note VALUES ('event', 'e1')")
    target = tmp_path / "copy.db"
    copy_to(database, target)
    copy = open_database(target)

    assert copy.execute_sql("SELECT count(*) FROM note").fetchone() == (1,)
    copy.close()
