"""Counting and calling from the command line."""

import pytest


@pytest.fixture
def ana(listed):
    return next(line["id"] for line in listed("roster", "list") if line["name"] == "Ana Müller")


def test_people_are_counted_and_not_counted(event):
    counted = event.one("count", 25, "--label", "Klasse 7b")
    assert (counted["number"], counted["label"], counted["counted"]) == (25, "Klasse 7b", 25)
    assert event.one("count", 1, "--session", "Gründen")["session"] == "Gründen"
    assert event.one("figures")["counted"] == 26

    assert event.one("undo")["kind"] == "counted"
    assert event.one("figures")["counted"] == 25


def test_a_wild_number_is_refused(event):
    event("count", 0)

    assert event.status == 2


def test_a_call_is_shown_taken_and_put_back(listed, ana):
    call = listed.one("call", ana, "--note", "payment")["call"]
    (shown,) = listed("calls")
    assert (shown["id"], shown["name"], shown["note"]) == (call, "Ana Müller", "payment")
    assert (shown["reason"], shown["registration"], shown["to"]) == ("help", ana, None)

    listed.one("answer", call)
    assert listed("calls") == []
    listed("answer", call)
    assert listed.status == 2

    listed.one("undo")
    assert [one["id"] for one in listed("calls")] == [call]


def test_a_station_that_nobody_knows_is_not_called(listed, ana):
    listed("call", ana, "--to", "Nowhere")

    assert listed.status == 2


def test_a_call_about_nobody(event):
    event.one("call", "-", "--reason", "kiosk")

    assert [one["name"] for one in event("calls")] == [""]
