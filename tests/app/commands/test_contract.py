"""Commands answer as scripts rely on: members, reasons, exit statuses."""

import gc
import io
import sys

import pytest

from app.model.code import is_own


def test_an_event_tells_times_with_their_offset(event):
    (shown,) = event("event", "list")

    assert shown["name"] == "Fest"
    assert shown["starts"] == "2026-12-01T17:00:00+01:00"


def test_a_session_is_a_workshop_unless_said_otherwise(event):
    (session,) = event("session", "list")

    assert (session["kind"], session["room"], session["capacity"]) == ("workshop", "1.04", 1)


def test_an_import_counts_every_row_once(event, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name;Code\nAna;A\nBo;B\n;C\n", encoding="utf-8")

    report = event.one("roster", "import", path)

    assert (report["read"], report["new"], len(report["refused"])) == (3, 2, 1)
    assert report["refused"][0]["line"] == 4


def test_a_second_import_of_the_same_list_changes_nothing(listed, tmp_path):
    report = listed.one("roster", "import", tmp_path / "list.csv")

    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 3)


def test_a_dry_run_changes_nothing(event, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    report = event.one("roster", "import", path, "--dry-run")

    assert report["new"] == 1
    assert event("roster", "list") == []


def test_a_command_leaves_its_file_whole_and_closed(event, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    gc.disable()  # which would close sooner or later what a command forgot
    try:
        event("roster", "import", path)
    finally:
        gc.enable()

    assert [file.suffix for file in (event.data / "events").iterdir()] == [".db"]


def test_who_has_no_code_gets_one(listed):
    codes = {line["name"]: line["code"] for line in listed("roster", "list")}

    assert codes["Ana Müller"] == "C-ANA"
    assert is_own(codes["Bo Li"])


@pytest.mark.parametrize(
    ("code", "verdict", "reason", "status"),
    [
        ("C-ANA", "welcome", "registered", 0),
        ("C-CHI", "stop", "cancelled", 1),
        ("SOMETHING-ELSE", "stop", "unknown_code", 1),
        ("WIFI:S:Foyer;;", "stop", "no_ticket", 1),
    ],
)
def test_a_scan_says_verdict_and_reason(listed, code, verdict, reason, status):
    answer = listed.one("scan", code)

    assert (answer["verdict"], answer["reason"], listed.status) == (verdict, reason, status)
    assert answer["recorded"] is (verdict == "welcome")


def test_a_second_scan_is_already(listed):
    first, second = listed("scan", "C-ANA", "C-ANA")

    assert (second["verdict"], second["reason"]) == ("already", "already_arrived")
    assert second["first_arrival"] == first["first_arrival"]
    assert listed.status == 1


def test_scans_are_read_line_by_line_from_standard_input(listed, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"C-ANA\n\nC-NOBODY\r\n")))

    answers = listed("scan", "-")

    assert [answer["reason"] for answer in answers] == ["registered", "unknown_code"]


def test_a_full_workshop_admits_by_override_only(listed):
    bo = next(line for line in listed("roster", "list") if line["name"] == "Bo Li")
    assert listed.one("scan", "C-ANA", "--session", "gründen")["reason"] == "booked"
    assert listed.one("scan", bo["code"], "--session", "gründen")["reason"] == "full"
    answer = listed.one("scan", bo["code"], "--session", "gründen", "--admit")

    assert (answer["verdict"], answer["recorded"]) == ("welcome", True)


def test_out_and_back(listed):
    listed("scan", "C-ANA")

    assert listed.one("scan", "C-ANA", "--direction", "out")["reason"] == "departed"
    assert listed.one("scan", "C-ANA")["reason"] == "returned"


def test_undo_takes_the_last_scan_back_and_then_says_no(listed):
    listed("scan", "C-ANA")
    listed("undo")
    assert listed.status == 0
    listed("undo")

    assert listed.status == 1
    assert listed.one("scan", "C-ANA")["reason"] == "registered"


def test_a_walk_in_gets_a_code_that_opens_the_door(event):
    guest = event.one("roster", "add", "--name", "Zoë Ünal")

    assert event.one("scan", guest["code"].lower())["reason"] == "walk_in"


def test_a_correction_outlives_the_next_import(listed, tmp_path):
    ana = next(line for line in listed("roster", "list") if line["code"] == "C-ANA")
    listed("roster", "amend", ana["id"], "family=Möller")
    listed("roster", "import", tmp_path / "list.csv")

    names = [line["name"] for line in listed("roster", "list")]
    assert "Ana Möller" in names


def test_a_substitute_takes_seat_and_place(listed):
    ana = next(line for line in listed("roster", "list") if line["code"] == "C-ANA")
    coming = listed.one("roster", "substitute", ana["id"], "--name", "Eve")

    assert coming["sessions"] == {"Gründen": "booked"}
    assert listed.one("scan", "C-ANA")["reason"] == "replaced"


def test_an_undone_substitution_leaves_nobody_behind(listed):
    ana = next(line for line in listed("roster", "list") if line["code"] == "C-ANA")
    listed("roster", "substitute", ana["id"], "--name", "Eve")
    listed("undo")

    assert [line["name"] for line in listed("roster", "list")].count("Eve") == 0
    assert listed.one("scan", "C-ANA", "--session", "Gründen")["reason"] == "booked"


def test_a_cancelled_guest_is_stopped(listed):
    ana = next(line for line in listed("roster", "list") if line["code"] == "C-ANA")
    listed("roster", "cancel", ana["id"])

    assert listed.one("scan", "C-ANA")["reason"] == "cancelled"


def test_the_journal_tells_everything_and_verifies(listed):
    entry = listed.one("scan", "C-ANA")["entry"]
    shown = {line["id"]: line for line in listed("journal", "show")}
    proof = listed.one("journal", "verify")

    assert shown[entry]["kind"] == "arrived"
    assert (proof["ok"], proof["entries"]) == (True, len(shown))


def test_the_journal_is_shown_behind_a_position(listed):
    everything = listed("journal", "show")

    assert listed("journal", "show", "--since", 2) == everything[2:]


def test_a_rebuild_changes_no_standing(listed):
    listed("scan", "C-ANA")
    before = listed.one("journal", "verify")["standings"]
    listed("journal", "rebuild")

    assert listed.one("journal", "verify")["standings"] == before
    assert listed.one("scan", "C-ANA")["reason"] == "already_arrived"


def test_code_status_and_sessions_are_amended_in_the_words_of_a_list(listed):
    ana = _named(listed, "Ana Müller")
    amended = listed.one(
        "roster", "amend", ana["id"], "Code=NEW-1", "Workshop=", "status=unbezahlt", "Firma=HHU"
    )

    assert (amended["code"], amended["sessions"], amended["status"]) == ("NEW-1", {}, "unpaid")
    assert (amended["organisation"], amended["fields"].get("code")) == ("HHU", None)
    assert listed.one("scan", "C-ANA")["reason"] == "replaced"
    assert listed.one("scan", "NEW-1")["reason"] == "unpaid"


def test_a_walk_in_may_bring_a_code_and_take_a_seat(listed):
    added = listed.one("roster", "add", "--name", "Zoë", "--field", "code=Z-1", "--field",
                       "sessions=Gründen (Warteliste)")  # fmt: skip

    assert (added["code"], added["sessions"]) == ("Z-1", {"Gründen": "waiting"})


def test_a_name_is_kept_without_what_nobody_can_see(event):
    added = event.one("roster", "add", "--name", "Zoe\u0308 \u0007Li\u200b")

    assert added["name"] == "Zoë Li"


def _named(listed, name):
    return next(person for person in listed("roster", "list") if person["name"] == name)
