"""The key of a data folder by command: where it is, and a PIN on top."""

import pytest

from app import vault

PIN = "vier-sieben"


@pytest.fixture(autouse=True)
def _forgetful():
    """Each command is a new process, which remembers no PIN."""
    vault._unlocked.clear()


def test_a_folder_without_events_has_no_key_yet(line):
    assert line.one("key", "show") == {"place": None, "file": None, "protected": False}


def test_where_the_key_is_is_shown_and_never_the_key(event):
    shown = event.one("key", "show")

    assert shown == {"place": "file", "file": str(event.data / "key"), "protected": False}


def test_with_a_pin_nothing_opens_without_it(listed, monkeypatch):
    monkeypatch.setenv("EMPFANG_PIN", PIN)
    assert listed.one("key", "protect") == {"protected": True}
    vault._unlocked.clear()
    monkeypatch.delenv("EMPFANG_PIN")

    assert listed("roster", "list") == []
    assert (listed.status, "EMPFANG_PIN" in listed.complaint) == (2, True)
    assert listed.one("key", "show")["protected"]


def test_a_wrong_pin_is_one_sentence(listed, monkeypatch):
    monkeypatch.setenv("EMPFANG_PIN", PIN)
    listed("key", "protect")
    vault._unlocked.clear()
    monkeypatch.setenv("EMPFANG_PIN", "vier-acht")

    assert listed("roster", "list") == []
    assert (listed.status, len(listed.complaint.splitlines())) == (2, 1)
    assert "not the PIN" in listed.complaint


def test_the_right_pin_opens_and_takes_itself_away(listed, monkeypatch):
    monkeypatch.setenv("EMPFANG_PIN", PIN)
    listed("key", "protect")
    vault._unlocked.clear()

    assert len(listed("roster", "list")) == 3
    assert listed.one("key", "unprotect") == {"protected": False}
    vault._unlocked.clear()
    monkeypatch.delenv("EMPFANG_PIN")
    assert len(listed("roster", "list")) == 3


def test_a_pin_that_is_typed_twice_differently_changes_nothing(event, monkeypatch):
    typed = iter(["vier-eins", "vier-zwei"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(typed))

    assert event("key", "protect") == []
    assert (event.status, "not the same" in event.complaint) == (2, True)
    assert not event.one("key", "show")["protected"]


def test_a_lost_key_is_one_sentence(listed):
    (listed.data / "key").unlink()

    assert listed("roster", "list") == []
    assert (listed.status, len(listed.complaint.splitlines())) == (2, 1)
    assert "put that key back" in listed.complaint


def test_doctor_says_where_the_key_is_and_makes_the_reserve(listed, monkeypatch):
    monkeypatch.setenv("EMPFANG_RESERVE_MB", "1")
    checks = {check["check"]: check for check in listed("doctor")}

    assert checks["key"]["detail"] == f"in the file {listed.data / 'key'}, without a PIN"
    assert checks["reserve"]["ok"]
    assert (listed.data / "reserve").stat().st_size == 1024 * 1024
    assert checks["space"]["detail"].endswith("MB free")
