"""The end of an event in the folder of its hub, whose database is a file or on a server."""

import contextlib

import psycopg
import pytest

from app.bootstrap import ending
from app.errors import EmpfangError
from tests.app.commands.line import Line
from tests.app.network import Gate, HubHouse


@pytest.fixture
def house(hub_url, tmp_path):
    house = HubHouse(tmp_path / "hub", hub_url)
    yield house
    house.close()


@pytest.fixture
def line(capsys, tmp_path):
    return Line(tmp_path / "hub", capsys)


def fill(house, tmp_path):
    """Let a station bring its event to the hub, with two guests."""
    house.start()
    gate = Gate(tmp_path / "gate")
    gate.plan()
    gate.say("r1", "r2")
    gate.join(house.invite("Gate"))
    gate.sync()
    return gate


def left_on_server(url):
    """Return what is in a database beside what each one has."""
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchall()
        functions = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        ).fetchall()
    return sorted(name for (name,) in (*tables, *functions))


def words_on_server(url):
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT payload FROM journal").fetchall()
    return " ".join(str(payload) for (payload,) in rows)


def names_in(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_an_event_ends_at_its_hub_with_everything_in_its_database(house, line, tmp_path, hub_url):
    fill(house, tmp_path).file.close()
    house.close()
    is_server = hub_url.startswith("postgresql")
    if is_server:  # the control: there was something, and it named somebody
        assert {"journal", "hub_station", "note", "journal_blanks"} <= set(left_on_server(hub_url))
        assert "Ana Li" in words_on_server(hub_url)

    told = line.one("event", "destroy", "e1")

    assert (told["people"], told["unsent"], told["is_key_gone"]) == (2, 0, True)
    protocol = "protocols/e1.json"
    assert names_in(line.data) == ["hub-certificate.pem", "hub-key.pem", protocol]
    assert "Ana Li" not in (line.data / protocol).read_text("utf-8")
    if is_server:
        assert left_on_server(hub_url) == []
    assert line("event", "list") == []


def test_the_same_database_serves_another_event_afterwards(house, line, tmp_path, hub_url):
    fill(house, tmp_path).file.close()
    house.close()
    line("event", "destroy", "e1")

    with contextlib.closing(HubHouse(tmp_path / "next", hub_url)) as other:
        gate = Gate(tmp_path / "other gate")
        gate.plan()
        gate.say("r9")
        other.start()
        gate.join(other.invite("Gate"))
        gate.sync()
        gate.file.close()
        assert other.store.event() == "e1"
        assert not any("r1" in str(entry.registration) for _, entry in other.store.entries())


def test_a_hub_that_still_serves_tells_nobody_anything_any_more(postgresql_url, line, tmp_path):
    with contextlib.closing(HubHouse(line.data, postgresql_url)) as house:
        gate = fill(house, tmp_path)
        gate.sync()  # the control: it answers

        line("event", "destroy", "e1")
        gate.say("r3")
        with pytest.raises(EmpfangError, match="cannot use its database"):
            gate.sync()
        gate.file.close()

        assert line.status == 0
        assert house.outages
    assert left_on_server(postgresql_url) == []


def test_an_end_that_the_server_does_not_hear_of_is_made_good(
    own_postgresql, line, tmp_path, monkeypatch
):
    url = own_postgresql.create("hub")
    with contextlib.closing(HubHouse(line.data, url)) as house:
        fill(house, tmp_path).file.close()
    with monkeypatch.context() as cut:
        drop = ending.drop_hub
        cut.setattr(ending, "drop_hub", lambda memo: (own_postgresql.stop(), drop(memo)))
        line("event", "destroy", "e1")
    assert line.status == 2
    assert "The hub's database hub on" in line.complaint
    assert (line.data / "key").exists()

    own_postgresql.start()
    assert line("event", "list") == []

    assert left_on_server(url) == []
    assert "key" not in names_in(line.data)
    assert "hub.json" not in names_in(line.data)
