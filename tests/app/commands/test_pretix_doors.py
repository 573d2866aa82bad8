"""What happens at the doors reaches pretix, and what happens there is known here.

A real server said what is replayed: three arrivals told, one of them taken back, and two that
another device made meanwhile.
"""

import json

import pytest

from tests.peers.pretix_replay import RECORDED, Replay

ZOE, IRINA, RITA = "Zoë Müller", "Ирина Петрова", "Rita Rechnung"


@pytest.fixture
def pretix():
    with Replay("doors") as server:
        yield server


@pytest.fixture
def joined(pretix, line):
    line("join", pretix.invitation, "--event", "hall5")
    assert line.status == 0
    return line


@pytest.fixture
def told(joined):
    """The station has told pretix of three arrivals."""
    codes = {one["name"]: one["code"] for one in joined("roster", "list")}
    joined("scan", "--session", "Eingang", codes[ZOE], codes[IRINA])
    joined("scan", "--session", "Workshop Gründen", codes[ZOE])
    upload, download = joined("sync")
    assert upload["pretix_upload"]["redeemed"] == 3
    assert download["pretix"]["heard"] == 0
    return joined


def people(line):
    return {one["name"]: one for one in line("roster", "list")}


def test_arrivals_are_told_with_what_pretix_wants_to_know(told, pretix):
    bodies = [body for body in pretix.bodies if body and "nonce" in body]

    assert len({body["nonce"] for body in bodies}) == 3
    assert {body["type"] for body in bodies} == {"entry"}
    assert all(body["force"] and body["datetime"].endswith("Z") for body in bodies)
    told("sync")
    assert len([body for body in pretix.bodies if body and "secret" in body]) == 3


def test_what_was_taken_back_is_annulled_and_what_others_did_is_known(told, pretix):
    told("undo")

    upload, download = told("sync")

    assert upload["pretix_upload"]["annulled"] == 1
    assert pretix.asked[-1][1].endswith("/orders/")
    assert download["pretix"]["heard"] == 2
    assert people(told)[RITA]["arrived"]
    (question,) = told("conflicts")
    assert (question["kind"], question["name"]) == ("admitted_twice", IRINA)
    assert "pretix 2" in question["stations"]


def test_undo_leaves_alone_what_was_heard(told):
    told("undo")
    told("sync")

    undone = told.one("undo")

    assert undone["name"] in (ZOE, IRINA)


def test_no_token_was_written_down():
    said = (RECORDED / "doors.json").read_text("utf-8")

    assert {
        one["json"]["api_token"] for one in json.loads(said) if "device/init" in one["path"]
    } == {"TOKEN"}
