"""Rows find their people, and never somebody else's."""

import pytest

from app.roster.matching import are_related
from tests.app.roster.lists import Event, counts


@pytest.fixture
def event(tmp_path):
    return Event(tmp_path)


def test_a_code_finds_its_person_whatever_else_changed(event):
    event.take_in("Name;Code;E-Mail\nAnna Weiß;A1;anna@example.org\n")

    difference = event.compare("Name;Code;E-Mail\nBen Schwarz;A1;ben@example.org\n")

    assert [change.fields["name"] for change in difference.changed] == ["Ben Schwarz"]


def test_an_address_finds_its_person_in_any_case(event):
    event.take_in("Vorname;Nachname;E-Mail\nAnna;Weiß;Anna@Example.org\nBen;Rot;ben@example.org\n")

    difference = event.compare("Vorname;Nachname;E-Mail\nAnna;Schwarz;anna@example.org\n")

    assert counts(difference) == {"changed": 1, "vanished": 1}
    assert difference.changed[0].fields == {"family": "Schwarz", "email": "anna@example.org"}


def test_name_and_organisation_find_a_person_without_an_address(event):
    event.take_in("Name;Firma;Ort\nAnna Weiß;Muster;Bonn\nAnna Weiß;Beispiel;Ulm\n")

    difference = event.compare("Name;Firma;Ort\nanna weiß;MUSTER;Köln\n")

    assert [change.fields["Ort"] for change in difference.changed] == ["Köln"]


def test_a_name_in_another_column_or_order_is_the_same(event):
    event.take_in("Vorname;Nachname\nWei;Zhang\n")

    assert counts(event.compare("Name\nZhang Wei\n")) == {"changed": 1}


def test_people_who_share_an_address_stay_apart(event):
    event.take_in("Name;E-Mail\nAnna Weiß;team@example.org\nBen Rot;team@example.org\n")

    again = event.compare("Name;E-Mail\nBen Rot;team@example.org\nCem Blau;team@example.org\n")

    assert counts(again) == {"new": 1, "unchanged": 1, "vanished": 1}


def test_another_person_with_the_address_of_one_is_new(event):
    event.take_in("Name;E-Mail\nAnna Weiß;team@example.org\n")

    again = event.compare("Name;E-Mail\nBen Schwarz;team@example.org\n")

    assert counts(again) == {"new": 1, "vanished": 1}


def test_two_people_who_cannot_be_told_apart_stay_two(event):
    text = "Name;Firma\nLi Wei;HHU\nLi Wei;HHU\nLi Wei;RWTH\n"

    assert counts(event.take_in(text)) == {"new": 3}
    assert counts(event.compare(text)) == {"unchanged": 3}


def test_two_tickets_of_another_system_are_two_guests(event):
    event.take_in("Name;Code\nLi Wei;A1\n")

    assert counts(event.compare("Name;Code\nLi Wei;B2\n")) == {"new": 1, "vanished": 1}


def test_a_ticket_that_was_issued_anew_keeps_its_person(event):
    event.take_in("Name;E-Mail;Code\nLi Wei;li@example.org;A1\n")
    event.take_in("Name;E-Mail;Code\nLi Wei;li@example.org;B2\n")

    assert event.standing("").code == "B2"
    assert event.standing("").former_codes == {"A1"}


def test_codes_that_arrive_later_replace_the_ones_that_were_made(event):
    event.take_in("Name\nLi Wei\nXu Na\n")

    assert counts(event.take_in("Name;Code\nLi Wei;A1\nXu Na;B2\n")) == {"changed": 2}
    assert sorted(one.code for one in event.standings()) == ["A1", "B2"]


def test_the_old_code_of_a_list_still_finds_its_person(event):
    event.take_in("Name;Code\nLi Wei;A1\n")
    event.record("amended", "r1", by="desk", code="NEW")

    assert counts(event.compare("Name;Code\nLi Wei;A1\n")) == {"unchanged": 1}


def test_a_living_code_goes_before_one_that_somebody_had_once(event):
    event.take_in("Name;Code\nLi Wei;A1\nXu Na;B2\n")
    event.record("amended", "r2", by="desk", code="C3")
    event.record("amended", "r1", by="desk", code="B2")

    (change,) = event.compare("Name;Code\nAnna Rot;B2\n").changed

    assert change.registration == "r1"


def test_a_walk_in_who_stands_on_a_later_list_is_known(event):
    fields = {"name": "Anna Weiß", "email": "anna@example.org"}
    event.record("registered", "w1", origin="walk_in", code="W", fields=fields)

    assert counts(event.compare("Name;E-Mail\nAnna Weiß;anna@example.org\n")) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna meier", "anna weiß"),
        ("maier", "meier"),
        ("wei zhang", "wang wei"),
        ("müller", "mueller"),
        ("伟 张", "wei zhang"),
    ],
)
def test_spellings_of_one_name_are_related(one, other):
    assert are_related(one, other)


@pytest.mark.parametrize(("one", "other"), [("anna weiß", "ben schwarz"), ("li", "wu"), ("", "x")])
def test_different_names_are_not_related(one, other):
    assert not are_related(one, other)
