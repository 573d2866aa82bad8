"""What only a server can do: refuse, be away, come back, and be shared by several processes."""

import threading
import time
from contextlib import closing

import psycopg
import pytest

from app.commands import bench_postgresql
from app.errors import DatabaseTooNewError, InputError, NotRecordedError, StorageError
from db.hub_store import open_hub_store
from tests.db.hub_entries import absorb, admit, written


@pytest.fixture
def store(postgresql_url):
    with closing(open_hub_store(postgresql_url)) as opened:
        yield opened


def ask(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement)


def cut_off(url):
    """End all other connections to a database, as a restarted server does."""
    ask(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )


def write_while_cut_off(store, url, then=lambda _records: None):
    with store.write() as records:
        records.absorb(written("a"))
        cut_off(url)
        then(records)


def test_a_server_that_is_not_there_is_a_sentence_without_the_password(tmp_path):
    url = f"postgresql://ana:secret@/fair?host={tmp_path}"

    with pytest.raises(StorageError, match=r"fair on .* cannot be used: .*\.$") as refused:
        open_hub_store(url)

    assert "secret" not in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_a_wrong_password_is_not_repeated(own_postgresql):
    rules = own_postgresql.folder / "data" / "pg_hba.conf"
    rules.write_text("local all guarded scram-sha-256\nlocal all all trust\n")
    own_postgresql.restart_at_once()
    ask(own_postgresql.url("postgres"), "CREATE ROLE guarded LOGIN PASSWORD 'right'")

    with pytest.raises(StorageError, match="password authentication failed") as refused:
        open_hub_store(own_postgresql.url("postgres", "guarded:wrong"))

    assert "wrong" not in refused.value.sentence


def test_a_newer_release_is_recognised(postgresql_url):
    open_hub_store(postgresql_url).close()
    ask(
        postgresql_url,
        "INSERT INTO schema_migration (name, applied) VALUES ('0999_later', now())",
    )

    with pytest.raises(DatabaseTooNewError, match="0999_later"):
        open_hub_store(postgresql_url)


def test_a_server_that_may_lose_records_is_refused(own_postgresql):
    with (own_postgresql.folder / "data" / "postgresql.auto.conf").open("a") as settings:
        settings.write("fsync = off\n")
    own_postgresql.restart_at_once()

    with pytest.raises(StorageError, match="fsync"):
        open_hub_store(own_postgresql.url("postgres"))


def test_a_database_that_cannot_store_every_name_is_refused(postgresql):
    ask(
        postgresql.url("postgres"),
        "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'",
    )
    try:
        with pytest.raises(StorageError, match="UTF8"):
            open_hub_store(postgresql.url("narrow"))
    finally:
        postgresql.drop("narrow")


def test_a_commit_waits_for_the_disk_whatever_the_server_usually_does(postgresql_url):
    name = postgresql_url.split("/")[3].split("?")[0]
    ask(postgresql_url, f"ALTER DATABASE {name} SET synchronous_commit = off")

    with closing(open_hub_store(postgresql_url)) as store:
        asked = store._database.execute_sql("SHOW synchronous_commit")

        assert asked.fetchone() == ("on",)


def test_texts_are_in_the_order_of_their_bytes_whatever_the_server_speaks(store):
    for name in ("b", "B", "a", "ä"):
        admit(store, f"s-{name}", name=name, badge=name)

    assert [station.name for station in store.stations()] == ["B", "a", "b", "ä"]


def test_a_read_after_a_lost_connection_is_answered(store, postgresql_url):
    absorb(store, written("a"))

    cut_off(postgresql_url)

    assert store.position() == 2


def test_a_write_after_a_lost_connection_is_recorded(store, postgresql_url):
    store.position()

    cut_off(postgresql_url)
    absorb(store, written("a"))

    assert store.position() == 2


def test_a_connection_lost_within_a_transaction_undoes_it_and_is_said(store, postgresql_url):
    with pytest.raises(NotRecordedError, match="did not confirm"):
        write_while_cut_off(store, postgresql_url)

    assert store.position() == 0
    absorb(store, written("a"))
    assert store.position() == 2


def test_a_read_within_a_lost_transaction_does_not_see_another_one(store, postgresql_url):
    with pytest.raises(NotRecordedError):
        write_while_cut_off(store, postgresql_url, lambda records: records.known(["a1"]))


def test_a_server_away_and_back_is_used_again(own_postgresql):
    with closing(open_hub_store(own_postgresql.create("fair"))) as store:
        absorb(store, written("a"))
        own_postgresql.stop("immediate")
        with pytest.raises(StorageError, match="cannot be used"):
            store.position()
        with pytest.raises(NotRecordedError):
            absorb(store, written("b"))

        own_postgresql.start()

        absorb(store, written("b"))
        assert [position for position, _ in store.entries()] == [1, 2, 3, 4]


def test_one_of_several_leads_and_the_next_one_follows_its_end(store, postgresql_url):
    with closing(open_hub_store(postgresql_url)) as other:
        assert store.is_leader()
        assert store.is_leader()
        assert not other.is_leader()

        store.close()

        assert other.is_leader()
        assert not store.is_leader()


def test_a_leader_that_was_cut_off_may_lead_again_or_not_but_never_beside_another(
    store, postgresql_url
):
    with closing(open_hub_store(postgresql_url)) as other:
        assert store.is_leader()
        cut_off(postgresql_url)

        # The server lets go of the lock as soon as it has ended the connection.
        assert any(other.is_leader() or time.sleep(0.05) for _ in range(200))
        assert not store.is_leader()


def test_connections_of_ended_threads_are_closed(store):
    threads = [threading.Thread(target=store.position) for _ in range(5)]
    for thread in threads:
        thread.start()
        thread.join()
    made = [connection for _, connection in store._database._made]

    store.close()

    assert made
    assert all(connection.closed for connection in made)


def test_several_who_open_an_empty_database_at_once_make_it_once(postgresql_url):
    failures = []

    def open_it():
        try:
            open_hub_store(postgresql_url).close()
        except StorageError as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(bench_postgresql, "_places", lambda: iter([tmp_path]))

    with pytest.raises(InputError, match="package postgresql"):
        bench_postgresql.find_programs()
