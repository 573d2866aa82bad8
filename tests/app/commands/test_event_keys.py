"""Keys of an event, codes signed with them, and codes taken back, on the command line."""

import json
import stat

import pytest

from tests.app.commands.line import Line


@pytest.fixture
def signed(listed):
    """Sign the code of one guest; the key was made here."""
    listed("event", "keys", "add")
    person = next(one for one in listed("roster", "list") if one["name"] == "Ana Müller")
    return listed.one("roster", "sign", person["id"])


def test_the_private_part_stays_here_for_its_owner_only(listed):
    key = listed.one("event", "keys", "add")
    (file,) = (listed.data / "keys").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert listed("event", "keys", "list") == [key | {"private": True}]
    assert file.read_text() not in json.dumps(listed("journal", "show"))


def test_a_signed_code_is_that_persons(listed, signed):
    answer = listed.one("scan", signed["signed"])

    assert (answer["verdict"], answer["person"]["name"]) == ("welcome", "Ana Müller")


def test_a_machine_without_the_private_part_cannot_sign(listed, signed, tmp_path):
    (listed.data / "keys").rename(tmp_path / "elsewhere")

    listed("roster", "sign", signed["id"])

    assert listed.status == 2
    assert "No signing key was made on this machine" in listed.complaint


def test_who_cancelled_gets_no_signed_code(listed):
    listed("event", "keys", "add")
    chi = next(one for one in listed("roster", "list") if one["status"] == "cancelled")

    listed("roster", "sign", chi["id"])

    assert (listed.status, "no right to come" in listed.complaint) == (2, True)


def test_a_key_that_was_removed_proves_nothing(listed, signed):
    key = listed.one("event", "keys", "list")["id"]
    listed("roster", "cancel", signed["id"])
    assert listed.one("scan", signed["signed"])["reason"] == "cancelled"

    listed("event", "keys", "remove", key)

    assert listed.one("scan", signed["signed"])["reason"] == "unknown_code"


def test_a_key_that_nobody_has_cannot_be_removed(listed):
    listed("event", "keys", "remove", "12345678")

    assert (listed.status, "has no key 12345678" in listed.complaint) == (2, True)


def test_a_code_is_taken_back_and_given_again(listed):
    assert listed.one("event", "bar", "C-ANA") == {"barred": 1, "released": 0}
    assert listed.one("scan", "C-ANA")["reason"] == "revoked"

    listed("event", "unbar", "C-ANA")
    assert listed.one("scan", "C-ANA")["reason"] == "registered"


def test_lists_of_pretix_bar_and_release(listed, tmp_path):
    path = tmp_path / "blocked.json"
    rows = [{"secret": "C-ANA", "blocked": True}, {"secret": "x", "blocked": False}]
    path.write_text(json.dumps({"count": 2, "results": rows}), encoding="utf-8")

    assert listed.one("event", "bar", "--file", path) == {"barred": 1, "released": 1}


def test_a_list_of_text_has_a_code_a_line(listed, tmp_path):
    path = tmp_path / "revoked.txt"
    path.write_text("C-ANA\n\nC-BO\n", encoding="utf-8")

    assert listed.one("event", "bar", "--file", path)["barred"] == 2


@pytest.mark.parametrize("content", ['{"results": 5}', "[1]", "{", '[{"other": "x"}]'])
def test_other_json_is_refused(listed, tmp_path, content):
    path = tmp_path / "list.json"
    path.write_text(content, encoding="utf-8")

    listed("event", "bar", "--file", path)

    assert (listed.status, "no list of secrets" in listed.complaint) == (2, True)


def test_nothing_to_take_back_is_no_command(listed):
    listed("event", "bar")

    assert listed.status == 2


def test_another_machine_knows_nothing_of_the_event(tmp_path, capsys):
    line = Line(tmp_path / "empty", capsys)

    line("event", "keys", "list")

    assert line.status == 2
