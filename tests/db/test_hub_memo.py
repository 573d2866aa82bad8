"""What a hub's folder remembers: which database, and that nobody else reads its password."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from msgspec.structs import replace

from app.errors import DatabaseForeignError, FileError, InputError
from app.search.searchable import searchable_words
from db.events import create_event_file
from db.hub_memo import database_path, read_memo, save_memo, settle
from db.hub_store import open_hub_store
from tests.app.journals import HandClock

SERVER = "postgresql://empfang:Str%40nge@db.example:5433/fair?sslmode=require"
PRIVATE = 0o600 if os.name == "posix" else 0o666
"""Windows keeps rights in another way and shows none of them here."""


def test_a_hub_remembers_its_database(tmp_path):
    settle(tmp_path / "data", f"sqlite:///{tmp_path / 'elsewhere' / 'central.db'}")

    assert settle(tmp_path / "data").path == tmp_path / "elsewhere" / "central.db"


def test_a_hub_remembers_a_server_as_it_was_told(tmp_path):
    settle(tmp_path, SERVER)

    assert settle(tmp_path).database == SERVER


def test_commands_that_run_at_once_do_not_disturb_each_other(tmp_path):
    memo = settle(tmp_path)

    def save(number):
        save_memo(tmp_path, replace(memo, listening=f"127.0.0.1:{number}"))
        return settle(tmp_path).station

    with ThreadPoolExecutor(4) as commands:
        assert set(commands.map(save, range(200))) == {memo.station}
    assert [path.name for path in tmp_path.iterdir()] == ["hub.json"]


def test_commands_at_once_neither_fail_nor_take_back_what_another_one_kept(tmp_path):
    memo = settle(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        settled = [pool.submit(settle, tmp_path) for _ in range(40)]
        save_memo(tmp_path, replace(memo, listening="127.0.0.1:8443"))
        saved = [pool.submit(save_memo, tmp_path, read_memo(tmp_path)) for _ in range(40)]

    assert {one.result().station for one in settled} == {memo.station}
    assert all(one.result() is None for one in saved)
    assert read_memo(tmp_path).listening == "127.0.0.1:8443"


def test_only_its_owner_reads_a_memo(tmp_path):
    settle(tmp_path)
    (tmp_path / "hub.json").chmod(0o644)

    settle(tmp_path, SERVER)

    assert (tmp_path / "hub.json").stat().st_mode & 0o777 == PRIVATE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite:///",
        "mysql://x/y",
        "hub.db",
        "postgresql://",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host/a/b",
        "postgresql://host/a?nonsense=1",
        "postgres://host/a",
    ],
)
def test_a_database_that_is_none_is_refused(tmp_path, url):
    with pytest.raises(InputError):
        settle(tmp_path, url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("password", ["se@cret", "se/cret", "se#cret", "se%cret", "se cret"])
def test_a_refusal_does_not_repeat_a_password(tmp_path, password):
    with pytest.raises(InputError, match="%XX") as refused:
        settle(tmp_path, f"postgresql://ana:{password}@host/fair")

    assert "cret" not in refused.value.sentence


def test_a_server_is_no_file():
    with pytest.raises(InputError):
        database_path(SERVER)


def test_a_garbled_memory_is_said_so(tmp_path):
    (tmp_path / "hub.json").write_text("{")

    with pytest.raises(FileError, match="cannot be read"):
        settle(tmp_path)


def test_what_is_saved_is_read(tmp_path):
    memo = settle(tmp_path)
    save_memo(tmp_path, memo)

    assert read_memo(tmp_path) == memo
    assert [path.name for path in tmp_path.iterdir()] == ["hub.json"]


def test_the_database_of_the_first_release_is_refused_and_untouched(tmp_path):
    path = tmp_path / "hub.db"
    notes = {"event": "e1", "station": "hub", "station_name": "Hub"}
    with closing(create_event_file(path, notes, HandClock(), searchable_words)):
        pass
    before = path.read_bytes()

    with pytest.raises(DatabaseForeignError, match="enrol the stations anew"):
        open_hub_store(f"sqlite:///{path}")

    assert path.read_bytes() == before


def test_a_hub_with_a_key_holds_nothing_in_plain_text(tmp_path):
    url, key = f"sqlite:///{tmp_path / 'hub.db'}", bytes(range(32))
    with closing(open_hub_store(url, key)) as store:
        store.offer("Westtor", "hash", 10)

    with closing(open_hub_store(url, key)) as store:
        assert store.offered_name("hash", 9) == "Westtor"
    assert all(b"Westtor" not in file.read_bytes() for file in tmp_path.iterdir())
    with pytest.raises(DatabaseForeignError, match="key"):
        open_hub_store(url, bytes(32))
