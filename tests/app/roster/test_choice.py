"""Single edits of a difference can be left, and doubles are told."""

import pytest

from app.model.standing import Status
from app.roster.choice import chosen, edits, every_key, is_harm
from app.roster.difference import drafts
from tests.app.roster.lists import Event, counts

LIST = """Code;Vorname;Nachname;E-Mail;Firma;Workshop
a;Ana;Müller;ana@example.org;Uni;Bewerben
b;Bo;Li;bo@example.org;Uni;
c;Chi;Ngô;chi@example.org;Uni;
"""
LATER = """Code;Vorname;Nachname;E-Mail;Firma;Workshop;Status
a;Ana;M?ller;ana@example.org;Hochschule;Gründen;
b;Bo;Li;bo@example.org;Uni;;storniert
n;Bo;Li;bo@example.org;Uni;;
m;Dina;Neu;dina@example.org;Uni;;
"""


@pytest.fixture
def event(tmp_path):
    event = Event(tmp_path)
    event.take_in(LIST)
    return event


def found(event):
    difference = event.compare(LATER)
    return difference, edits(difference, {one.registration: one for one in event.standings()})


def test_every_change_is_an_edit_of_its_own(event):
    difference, every = found(event)

    assert counts(difference) == {"new": 2, "changed": 1, "cancelled": 1, "vanished": 1}
    assert [(one.fate, one.name, one.field, one.before, one.after) for one in every] == [
        ("new", "Bo Li", "organisation", "", "Uni"),
        ("new", "Dina Neu", "organisation", "", "Uni"),
        ("changed", "Ana Müller", "family", "Müller", "M?ller"),
        ("changed", "Ana Müller", "organisation", "Uni", "Hochschule"),
        ("changed", "Ana Müller", "s1", "booked", ""),
        ("changed", "Ana Müller", "s3", "", "booked"),
        ("cancelled", "Bo Li", "", "active", "cancelled"),
        ("vanished", "Chi Ngô", "", "active", ""),
    ]
    assert {one.key for one in every} <= every_key(difference)
    assert [one.name for one in every if not one.is_usual] == ["Ana Müller", "Chi Ngô"]
    assert every[0].hint == "Bo Li"


def test_only_what_was_chosen_is_recorded(event):
    difference, every = found(event)
    wanted = [one for one in every if one.field == "organisation" or one.fate == "vanished"]

    some = chosen(difference, [one.key for one in wanted if one.name != "Bo Li"])
    assert [(draft.kind, draft.payload.get("fields")) for draft in drafts(some, str)] == [
        ("amended", {"organisation": "Hochschule"}),
        ("registered", {"given": "Dina", "family": "Neu", "email": "dina@example.org",
                        "organisation": "Uni"}),
        ("cancelled", None),
    ]  # fmt: skip
    assert drafts(chosen(difference, []), str) == []


def test_all_edits_and_no_vanished_are_the_whole_difference(event):
    difference, every = found(event)
    keys = [one.key for one in every if one.fate != "vanished"]

    assert drafts(chosen(difference, keys), str, str) == drafts(difference, str, str)


def test_who_was_cancelled_before_has_nothing_to_take(event):
    (chi,) = [one for one in event.standings() if one.person.given == "Chi"]
    event.record("cancelled", chi.registration, by="desk")

    _, every = found(event)
    assert (every[-1].key, every[-1].before) == ("", Status.CANCELLED)


@pytest.mark.parametrize(
    ("before", "after", "harm"),
    [
        ("Müller", "M?ller", True),
        ("Müller", "Muller", False),
        ("Müller", "Müller", False),
        ("Ann", "A?n", False),
    ],
)
def test_a_lost_letter_harms(before, after, harm):
    assert is_harm(before, after) is harm


@pytest.mark.parametrize(
    ("row", "double"),
    [
        ("x;Ana;Mueller;ana@example.org;;", True),
        ("x;Ana;MÜLLER;other@example.org;uni;", True),
        ("x;Ana;Müller;other@example.org;Anderswo;", False),
        ("x;Eva;Schmidt;ana@example.org;Uni;", False),
        ("x;Eva;Schmidt;eva@example.org;Uni;", False),
    ],
)
def test_a_new_row_that_resembles_somebody_is_told(event, row, double):
    difference = event.compare(f"{LIST}{row}\n")

    assert len(difference.new) == 1
    assert bool(difference.duplicates) is double


def test_two_new_rows_of_one_person_are_told(event):
    text = f"{LIST}x;Eva;Neu;eva@example.org;Uni;\ny;Eva;Neu;eva@example.org;;\n"

    (double,) = event.compare(text).duplicates
    assert (double.line, double.other_line, double.other_name) == (6, 5, "Eva Neu")


def test_who_has_come_is_not_cancelled_for_a_missing_line(event):
    event.record("arrived", event.standing("Chi").registration, reason="registered")
    difference, every = found(event)

    assert difference.vanished == (event.standing("Chi").registration,)
    assert [one.key for one in every if one.fate == "vanished"] == [""]
