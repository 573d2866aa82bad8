"""A list is compared with what it last said; the desk's word stands."""

import time

import pytest

from app.model.code import is_own
from app.model.entry import Kind
from app.model.erasure import marked
from app.model.standing import Booking, Status
from app.roster.difference import compare, drafts
from tests.app.roster.lists import Event, counts, read_list

HEAD = "Vorname;Nachname;E-Mail;Firma;Workshops;Status\n"
ANNA = "Anna;Weiß;anna@example.org;Muster;Bewerben;\n"
BEN = "Ben;Rot;ben@example.org;Beispiel;;\n"
CEM = "Cem;Kaya;cem@example.org;;Gründen;storniert\n"


@pytest.fixture
def event(tmp_path):
    return Event(tmp_path)


def test_the_first_list_is_all_new_cancelled_people_too(event):
    assert counts(event.take_in(HEAD + ANNA + BEN + CEM)) == {"new": 3}
    assert event.standing("Cem").status is Status.CANCELLED
    assert event.standing("Anna").bookings == {"s1": Booking.BOOKED}


def test_everybody_gets_an_own_code_unless_the_list_has_one(event):
    event.take_in("Name;Code\nLi;0042\nWu;\n")

    listed, made = (one.code for one in event.standings())
    assert listed == "0042"
    assert is_own(made)


def test_the_same_list_again_changes_nothing(event):
    event.take_in(HEAD + ANNA + BEN + CEM)
    before = len(event.entries)

    assert counts(event.take_in(HEAD + CEM + ANNA + BEN)) == {"unchanged": 3}
    assert len(event.entries) == before


def test_a_changed_cell_is_amended_alone(event):
    event.take_in(HEAD + ANNA)

    (change,) = event.take_in(HEAD + ANNA.replace("Muster", "Neu")).changed

    assert change.fields == {"organisation": "Neu"}
    assert (change.bookings, change.status, change.code) == ({}, None, None)
    assert event.standing("Anna").person.organisation == "Neu"


def test_a_blank_cell_takes_a_value_away(event):
    event.take_in(HEAD + ANNA)
    event.take_in(HEAD + ANNA.replace("Muster", ""))

    assert event.standing("Anna").person.organisation == ""
    assert counts(event.compare(HEAD + ANNA.replace("Muster", ""))) == {"unchanged": 1}


def test_a_column_that_a_list_does_not_have_says_nothing(event):
    event.take_in(HEAD + ANNA + CEM)

    again = event.compare(
        "Vorname;Nachname;E-Mail\nAnna;Weiß;anna@example.org\nCem;Kaya;cem@example.org\n"
    )

    assert counts(again) == {"unchanged": 2}


def test_a_correction_at_the_desk_outlives_an_unchanged_list(event):
    event.take_in(HEAD + ANNA)
    event.record("amended", "r1", by="desk", fields={"family": "Weiss"}, bookings={"s3": "booked"})

    assert counts(event.take_in(HEAD + ANNA.replace("Muster", "Neu"))) == {"changed": 1}
    assert event.standing("Anna").person.family == "Weiss"
    assert set(event.standing("Anna").bookings) == {"s1", "s3"}


def test_a_list_that_learns_of_the_correction_changes_nothing(event):
    event.take_in(HEAD + ANNA)
    event.record("amended", "r1", by="desk", fields={"family": "Weiss"})

    assert counts(event.compare(HEAD + ANNA.replace("Weiß", "Weiss"))) == {"unchanged": 1}


def test_a_later_word_of_the_list_goes_before_the_desk(event):
    event.take_in(HEAD + ANNA)
    event.record("amended", "r1", by="desk", fields={"family": "Weiss"})
    event.take_in(HEAD + ANNA.replace("Weiß", "Schwarz"))

    assert event.standing("Anna").person.family == "Schwarz"


def test_bookings_are_added_changed_and_given_back(event):
    event.take_in(HEAD + ANNA)

    (change,) = event.take_in(HEAD + ANNA.replace("Bewerben", "Gründen (Warteliste)")).changed

    assert change.bookings == {"s1": None, "s3": Booking.WAITING}
    assert event.standing("Anna").bookings == {"s3": Booking.WAITING}


def test_who_cancels_counts_as_cancelled_whatever_else_changed(event):
    event.take_in(HEAD + ANNA + BEN)

    gone = ANNA.replace("Muster", "Neu").replace(";\n", ";storniert\n")

    assert counts(event.take_in(HEAD + gone + BEN)) == {"cancelled": 1, "unchanged": 1}
    assert event.standing("Anna").status is Status.CANCELLED
    assert event.standing("Anna").person.organisation == "Neu"
    assert counts(event.compare(HEAD + gone + BEN)) == {"unchanged": 2}


def test_who_comes_back_is_changed_and_active_again(event):
    event.take_in(HEAD + CEM)

    assert counts(event.take_in(HEAD + CEM.replace("storniert", ""))) == {"changed": 1}
    assert event.standing("Cem").status is Status.ACTIVE


def test_a_cancellation_at_the_desk_outlives_an_unchanged_list(event):
    event.take_in(HEAD + ANNA)
    event.record("cancelled", "r1", by="desk")

    assert counts(event.take_in(HEAD + ANNA)) == {"unchanged": 1}
    assert event.standing("Anna").status is Status.CANCELLED


def test_somebody_who_is_replaced_stays_replaced(event):
    event.take_in(HEAD + ANNA)
    event.record("substituted", "r1", by="r9")

    assert counts(event.compare(HEAD + ANNA)) == {"unchanged": 1}
    assert counts(event.compare(HEAD + ANNA.replace(";\n", ";storniert\n"))) == {"unchanged": 1}


def test_who_is_missing_is_reported_and_left_alone(event):
    event.take_in(HEAD + ANNA + BEN)
    event.record("registered", "w1", origin="walk_in", code="W", fields={"name": "Xu"})

    assert event.take_in(HEAD + BEN).vanished == ("r1",)
    assert event.standing("Anna").status is Status.ACTIVE


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("Li;Wei;A1\n", Status.ACTIVE),
        ("Li;Wei;A1;\n", Status.ACTIVE),
        ("Li;Wei;A1;storniert\n", Status.CANCELLED),
    ],
)
def test_who_was_cancelled_for_want_of_a_row_is_expected_with_the_next(event, row, status):
    head = "Vorname;Nachname;Code\n"
    event.take_in(head + "Li;Wei;A1\nBo;Ek;B2\n")
    event.take_in(head + "Bo;Ek;B2\n", cancels_vanished=True)
    assert event.standing("Li").status is Status.CANCELLED
    assert counts(event.take_in(head + "Bo;Ek;B2\n", cancels_vanished=True))["unchanged"] == 1

    back = head if row.count(";") == 2 else "Vorname;Nachname;Code;Status\n"
    event.take_in(back + row)

    assert event.standing("Li").status is status
    assert counts(event.compare(back + row)) == {"unchanged": 1, "vanished": 1}


def test_that_is_known_also_when_other_words_were_deleted_in_their_time(event):
    head, li = "Vorname;Nachname;Code\n", {"given": "Li", "family": "Wei"}
    event.take_in(head + "Li;Wei;A1\nBo;Ek;B2\n")
    event.take_in(head + "Bo;Ek;B2\n", cancels_vanished=True)
    words = [entry.id for entry in event.entries if entry.registration == "r1"]
    kept = {"origin": "list", "code": "A1", "status": "cancelled", "fields": li, "source": li}
    event.record("reduced", "r1", instead=words, source_status=None, **kept)

    event.take_in(head + "Li;Wei;A1\n")

    assert event.standing("Li").status is Status.ACTIVE


def test_who_was_cancelled_by_word_stays_so_in_a_list_without_that_column(event):
    event.take_in("Vorname;Nachname;Code;Status\nLi;Wei;A1;storniert\n")

    assert counts(event.take_in("Vorname;Nachname;Code\nLi;Wei;A1\n")) == {"unchanged": 1}
    assert event.standing("Li").status is Status.CANCELLED


def test_the_person_of_a_refused_row_has_not_vanished(event):
    event.take_in(HEAD + ANNA + BEN)

    again = event.compare(HEAD + ANNA.replace("Bewerben", "Töpfern") + BEN)

    assert counts(again) == {"refused": 1, "unchanged": 1}
    assert again.read == 2


def test_an_erased_person_is_not_taken_in_again(event):
    event.take_in("Name;Code\nLi;A1\n")
    event.record("erased", "r1", salt="00", marks=[marked("00", "code a1")])

    difference = event.take_in("Name;Code\nLi;A1\n")

    assert counts(difference) == {"refused": 1}
    assert "erased" in difference.refused[0].reason


def test_entries_come_in_the_order_of_the_list(event):
    event.take_in(HEAD + BEN)
    changed = BEN.replace("Beispiel", "Neu").replace(";;\n", ";;storniert\n")
    difference = event.compare(HEAD + ANNA + changed + CEM)

    ids = iter("xyz")
    made = drafts(difference, lambda _code: next(ids), iter("123").__next__)

    kinds = [(draft.kind, draft.registration) for draft in made]
    assert kinds == [
        (Kind.REGISTERED, "x"),
        (Kind.AMENDED, "r1"),
        (Kind.CANCELLED, "r1"),
        (Kind.REGISTERED, "y"),
    ]
    assert made[1].payload == {"by": "list", "fields": {"organisation": "Neu"}}


def test_ten_thousand_guests_are_compared_within_five_seconds(event):
    lines = (f"Vor{n};Nach{n % 997};p{n}@example.org;F{n % 50};Bewerben;\n" for n in range(10_000))
    text = HEAD + "".join(lines)
    event.take_in(text)
    standings = event.standings()
    rows, refused = read_list(event.folder, text)

    start_s = time.process_time()
    difference = compare(rows, standings, refused)

    assert time.process_time() - start_s < 5
    assert counts(difference) == {"unchanged": 10_000}
