"""Event files are encrypted: new ones from the start, plain ones of before when opened."""

import contextlib
import secrets
import subprocess
import sys

import pytest
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlite

from app import vault
from app.errors import DatabaseForeignError, FileError, StorageError
from app.search.searchable import searchable_words
from app.vault.files import keep_trace, trace_of
from db import sealing
from db.connection import APPLICATION_ID, MIGRATIONS, copy_to, open_database
from db.events import EventFolder, create_event_file
from tests.app.journals import HandClock

KEY, OTHER = secrets.token_bytes(32), secrets.token_bytes(32)
PLAIN = b"SQLite format 3\0"
NAME = "Zoë Žižek-Đorđević"
OPEN = "import sys; from pathlib import Path; from db.connection import open_database;"
OPEN += "d = open_database(Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]));"
OPEN += "print(d.execute_sql('SELECT value FROM note').fetchall()); d.close()"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "event.db"


@pytest.fixture
def plain(path):
    """A plain event file, its log not folded in, beside the copy from before a migration."""
    database = open_database(path, create=True)
    copy_to(database, path.with_name("event.before-0002.db"))
    database.execute_sql("INSERT INTO note VALUES ('name', ?)", (NAME,))
    log = path.with_name("event.db-wal").read_bytes()
    database.close()
    path.with_name("event.db-wal").write_bytes(log)
    return path


def notes(path, key):
    with contextlib.closing(open_database(path, key=key)) as database:
        return database.execute_sql("SELECT value FROM note").fetchall()


def content(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_new_file_and_its_log_are_encrypted(path, tmp_path):
    with contextlib.closing(open_database(path, create=True, key=KEY)) as database:
        database.execute_sql("INSERT INTO note VALUES ('name', ?)", (NAME,))
        copy_to(database, tmp_path / "copy.db")
        written = content(tmp_path)

    assert NAME.encode() not in written
    assert PLAIN not in written
    assert notes(path, KEY) == notes(tmp_path / "copy.db", KEY) == [(NAME,)]


def test_a_plain_file_is_encrypted_when_it_is_opened(plain, tmp_path):
    assert NAME.encode() in content(tmp_path)

    assert notes(plain, KEY) == [(NAME,)]
    assert NAME.encode() not in content(tmp_path)
    assert PLAIN not in content(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["event.before-0002.db", "event.db"]
    assert notes(tmp_path / "event.before-0002.db", KEY) == []


def test_the_plain_bytes_are_overwritten_before_they_go(plain):
    with plain.open("rb") as old:
        notes(plain, KEY)
        old.seek(0)
        left = old.read()

    assert left.strip(b"\0") == b""
    assert left


def test_several_processes_encrypt_it_once(plain):
    command = [sys.executable, "-c", OPEN, str(plain), KEY.hex()]
    ways = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]

    said = {way.communicate()[0].decode().strip() for way in ways}

    assert said == {str([(NAME,)])}
    assert not is_plain(plain)


def test_a_file_that_an_earlier_release_has_open_stays_plain(plain):
    with contextlib.closing(sqlite.connect(str(plain))) as older:
        older.execute("SELECT * FROM note").fetchall()
        with pytest.raises(FileError, match="another program"):
            open_database(plain, key=KEY)
        assert older.execute("SELECT value FROM note").fetchall() == [(NAME,)]
    assert notes(plain, KEY) == [(NAME,)]


def test_a_copy_that_is_not_the_same_is_not_taken(plain, tmp_path, monkeypatch):
    counts = iter(range(1000))
    monkeypatch.setattr(sealing, "_count", lambda *_: next(counts))

    with pytest.raises(StorageError, match="stays as it was"):
        open_database(plain, key=KEY)
    assert is_plain(plain)
    assert not list(tmp_path.glob("*.new")) + list(tmp_path.glob("*.wipe"))


def test_what_a_crash_left_to_wipe_is_wiped_at_the_next_opening(path):
    open_database(path, create=True, key=KEY).close()
    trace_of(path).write_bytes(NAME.encode())

    open_database(path, key=KEY).close()

    assert not trace_of(path).exists()


def test_a_crash_before_the_exchange_costs_nothing(plain):
    keep_trace(plain)

    assert notes(plain, KEY) == [(NAME,)]
    assert not trace_of(plain).exists()


@pytest.mark.parametrize("key", [OTHER, None], ids=["other", "none"])
def test_another_key_is_one_sentence_and_changes_nothing(path, key):
    database = open_database(path, create=True, key=KEY)
    database.execute_sql("INSERT INTO note VALUES ('name', ?)", (NAME,))
    log = path.with_name("event.db-wal").read_bytes()
    database.close()
    path.with_name("event.db-wal").write_bytes(log)
    before = (path.read_bytes(), log)

    with pytest.raises(DatabaseForeignError, match="put that key back"):
        open_database(path, key=key)
    assert (path.read_bytes(), path.with_name("event.db-wal").read_bytes()) == before


def test_a_wrong_key_says_nothing_on_standard_error(path):
    open_database(path, create=True, key=KEY).close()
    command = [sys.executable, "-c", OPEN, str(path), OTHER.hex()]
    done = subprocess.run(command, capture_output=True, check=False)

    assert b"put that key back" in done.stderr
    assert b"ERROR CORE" not in done.stderr


def test_another_programs_plain_database_is_not_encrypted(path):
    with contextlib.closing(sqlite.connect(str(path))) as other:
        other.execute("CREATE TABLE note (key)")
    before = path.read_bytes()

    with pytest.raises(DatabaseForeignError, match="not made by Empfang"):
        open_database(path, key=KEY)
    assert path.read_bytes() == before


def test_the_backup_before_a_migration_is_encrypted(path, tmp_path):
    older = SqlCipherDatabase(str(path), passphrase=sealing.passphrase(KEY))
    older.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    Runner(older, str(MIGRATIONS)).up("0001_journal")
    older.execute_sql("INSERT INTO note VALUES ('name', ?)", (NAME,))
    older.close()

    open_database(path, key=KEY).close()

    (backup,) = tmp_path.glob("*.before-0002*.db")
    assert NAME.encode() not in content(tmp_path)
    assert sealing.is_readable(backup, KEY)


def test_the_folders_key_opens_its_events(tmp_path):
    folder = EventFolder(tmp_path, HandClock(), searchable_words)
    folder.create("e1").close()
    key = bytes.fromhex((tmp_path / "key").read_text("ascii"))

    assert sealing.is_readable(tmp_path / "events" / "e1.db", key)
    assert not is_plain(tmp_path / "events" / "e1.db")


def test_an_event_of_an_earlier_release_goes_on(tmp_path):
    notes = {"event": "e1", "station": "s", "station_name": "S"}
    path = tmp_path / "events" / "e1.db"
    create_event_file(path, notes, HandClock(), searchable_words).close()
    assert is_plain(path)

    opened = EventFolder(tmp_path, HandClock(), searchable_words).open()
    opened.close()

    assert (opened.event, is_plain(path)) == ("e1", False)
    assert sealing.is_readable(path, vault.key_of(tmp_path))


def is_plain(path):
    return path.read_bytes().startswith(PLAIN)
