"""``hub board``: one link until it is changed, none when it is put away."""

import json

import pytest

from app.__main__ import run
from app.vault import key_of
from db.hub_memo import settle
from db.hub_store import open_hub_store


@pytest.fixture
def told(tmp_path, capsys):
    """Run ``hub board`` in the folder of a hub; give status and answer."""
    open_hub_store(settle(tmp_path).database, key_of(tmp_path)).close()

    def ask(*options):
        address = ("--address", "hub.example:8443")
        status = run(["--data", str(tmp_path), "--json", "hub", "board", *address, *options])
        said = capsys.readouterr()
        return status, json.loads(said.out)["board"] if said.out else said.err

    return ask


def test_the_link_stays_until_it_is_changed_or_put_away(told):
    _, first = told()

    assert first.startswith("https://hub.example:8443/board?key=")
    assert told() == (0, first)
    status, second = told("--new")
    assert (status, second == first) == (0, False)
    assert told("--off") == (0, None)
    assert told()[1] not in {first, second}


def test_two_wishes_at_once_change_nothing(told):
    before = told()

    status, sentence = told("--new", "--off")

    assert (status, "either" in sentence) == (2, True)
    assert told() == before
