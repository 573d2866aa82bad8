"""Bad input: one clear sentence, status 2, nothing changed."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__)


def test_nothing_works_without_an_event_and_says_why(line):
    line("scan", "ABC")

    assert line.status == 2
    assert "event create" in line.complaint


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("scan",), "codes"),
        (("scan", "C-ANA", ""), "empty"),
        (("scan", "\udcff"), "UTF-8"),
        (("find", "ana", "--limit", "0"), "limit"),
        (("roster", "add", "--name", "A", "--field", "\udcff=\udcff"), "name"),
        (("undo", "\udcff"), "UTF-8"),
        (("scan", "C-ANA", "--session", "Nirgends"), "Nirgends"),
        (("scan", "C-ANA", "--direction", "up"), "direction"),
        (("roster", "import", "/no/such/list.csv"), "/no/such/list.csv"),
        (("roster", "import", HERE.parent), str(HERE.parent)),
        (("roster", "amend", "nobody", "name=X"), "nobody"),
        (("roster", "amend", "nobody", "name"), "field=value"),
        (("roster", "cancel", "nobody"), "nobody"),
        (("roster", "add", "--name", "  "), "name"),
        (("roster", "add", "--name", "\u0007\u200b"), "name"),
        (("roster", "add", "--name", "A", "--field", "code=C-ANA"), "C-ANA"),
        (("roster", "add", "--name", "A", "--field", "sessions=Nirgends"), "Nirgends"),
        (("roster", "add", "--name", "A", "--field", "status=vielleicht"), "vielleicht"),
        (("roster", "add", "--name", "A", "--field", "status=vertreten"), "substitute"),
        (("roster", "add", "--name", "A" * 2001), "2001"),
        (("roster", "add", "--name", "A", "--field", "Ankunft=heute"), "Ankunft"),
        (("roster", "add", "--name", "A", "--session", "Nirgends"), "Nirgends"),
        (("session", "add", "Gründen"), "Gründen"),
        (("session", "add", " "), "name"),
        (("session", "add", "\u0007\udcff"), "name"),
        (("event", "create", "\u0007", "--starts", "2026-01-01", "--ends", "2026-01-02"), "name"),
        (("session", "add", "X", "--starts", "soon"), "soon"),
        (("session", "add", "X", "--capacity", "-1"), "capacity"),
        (
            ("session", "add", "X", "--starts", "2026-12-01T18:00", "--ends", "2026-12-01T17:00"),
            "before",
        ),
        (("event", "create", "Fest", "--starts", "2026-01-01", "--ends", "2026-01-02"), "Fest"),
        (("event", "create", "Y", "--starts", "2026-01-02", "--ends", "2026-01-01"), "before"),
        (("event", "create", "Y", "--starts", "x", "--ends", "2026-01-01"), "x"),
        (
            ("event", "create", "Y", "--starts", "2026-01-01", "--ends", "2026-01-02",
             "--timezone", "Mars/Base"),
            "Mars/Base",
        ),
        (("undo", "no-such-entry"), "no-such-entry"),
        (("decode", "/no/such.png"), "/no/such.png"),
        (("decode", HERE), "picture"),
        (("badge", "make", "NOBODY", "--out", "x.pdf"), "NOBODY"),
        (("badge", "make", "--out", "x.pdf"), "--all"),
        (("badge", "make", "--all", "--out", "x.pdf", "--design", "none"), "none"),
        (("print", "NOBODY"), "NOBODY"),
        (("frobnicate",), "frobnicate"),
    ],
)  # fmt: skip
def test_bad_input_changes_nothing(listed, arguments, word):
    before = listed.one("journal", "verify")
    printed = listed(*arguments)

    assert (listed.status, printed) == (2, [])
    assert word in listed.complaint
    assert len(listed.complaint.strip().splitlines()) == 1
    assert listed.one("journal", "verify") == before


def test_two_events_ask_which_is_meant(event):
    event("event", "create", "Zwei", "--starts", "2026-01-01", "--ends", "2026-01-02")
    event("roster", "list")

    assert event.status == 2
    assert "--event" in event.complaint


def test_an_event_is_named_in_any_case(event):
    event("event", "create", "Zwei", "--starts", "2026-01-01", "--ends", "2026-01-02")

    assert event("--event", "ZWEI", "session", "list") == []
    assert event.status == 0


def test_two_entrances_ask_which_is_meant(listed):
    listed("session", "add", "Tag 1", "--kind", "entrance")
    assert listed.one("scan", "C-ANA")["recorded"]
    listed("session", "add", "Tag 2", "--kind", "entrance")
    listed("scan", "C-ANA")

    assert listed.status == 2
    assert "--session" in listed.complaint


def test_a_file_that_is_no_database_is_left_alone(line):
    events = line.data / "events"
    events.mkdir(parents=True)
    rubbish = os.urandom(9000)
    (events / "x.db").write_bytes(rubbish)
    line("roster", "list")

    assert line.status == 2
    assert "not an event file" in line.complaint
    assert (events / "x.db").read_bytes() == rubbish


def test_a_data_folder_that_is_a_file_is_refused(line):
    line.data.write_text("x", encoding="utf-8")
    line("event", "create", "Fest", "--starts", "2026-01-01", "--ends", "2026-01-02")

    assert line.status == 2
    assert str(line.data) in line.complaint


def test_an_unknown_kind_of_session_is_refused(event):
    event("session", "add", "X", "--kind", "party")

    assert event.status == 2
    assert "party" in event.complaint
