"""Rows become registrations, whole or not at all."""

import pytest

from app.model.code import grouped, new_code
from app.model.standing import Booking, Status
from app.roster.rows import VALUE_LIMIT
from tests.app.roster.lists import read_list


def only_row(folder, text):
    (row,), refused = read_list(folder, text)
    assert refused == []
    return row


def reasons(folder, text):
    return [(refusal.line, refusal.reason) for refusal in read_list(folder, text)[1]]


def test_a_row_keeps_known_and_custom_fields_as_text(tmp_path):
    row = only_row(tmp_path, "Vorname;Nachname;Matrikel\n Ju\u0308rgen  P. ;Weiß;0042\n")

    assert row.line == 2
    assert row.fields == {"given": "Jürgen P.", "family": "Weiß", "Matrikel": "0042"}
    assert (row.code, row.status, row.bookings) == (None, None, None)


def test_a_cell_guarded_against_formulas_is_read_as_it_was(tmp_path):
    assert only_row(tmp_path, "Name;Telefon\nLi;'+49 211\n").fields["Telefon"] == "+49 211"


@pytest.mark.parametrize(
    ("given", "family"), [("Li", ""), ("", "Wu"), ("Suharto", ""), ("李", "伟"), ("X", "Y")]
)
def test_one_name_is_enough(tmp_path, given, family):
    person = only_row(tmp_path, f"Vorname;Nachname;Ort\n{given};{family};Bonn\n").person

    assert (person.given, person.family) == (given, family)


def test_a_row_without_a_name_is_refused(tmp_path):
    text = "Vorname;Nachname;E-Mail\n;;anna@example.org\nBen;;ben@example.org\n"

    assert reasons(tmp_path, text) == [(2, "The row has no name.")]


def test_a_row_whose_cells_slipped_is_refused(tmp_path):
    ((line, reason),) = reasons(tmp_path, "Name,Firma\nLi,Muster, Beispiel\nWu,X\n")

    assert line == 2
    assert "more cells" in reason


def test_a_row_with_an_unknown_session_is_refused_and_named(tmp_path):
    rows, refused = read_list(tmp_path, "Name;Workshops\nLi;Bewerben, Töpfern\nWu;Bewerben\n")

    assert [row.person.name for row in rows] == ["Wu"]
    assert [(one.line, one.reason) for one in refused] == [
        (2, "There is no session Töpfern in this event.")
    ]


def test_a_pasted_document_is_no_cell(tmp_path):
    ((_, reason),) = reasons(tmp_path, f"Name;Notiz\nLi;{'x' * (VALUE_LIMIT + 1)}\n")

    assert str(VALUE_LIMIT) in reason


def test_a_code_that_stands_twice_is_refused_the_second_time(tmp_path):
    rows, refused = read_list(tmp_path, "Name;Code\nLi;A1\nWu;a1\nXu;A1\n")

    assert [row.code for row in rows] == ["A1", "a1"]
    assert [(one.line, one.reason) for one in refused] == [
        (4, "The code stands in line 2 already.")
    ]


def test_own_codes_are_normalised_and_foreign_ones_kept(tmp_path):
    code = new_code()
    rows, _ = read_list(tmp_path, f"Name;Code\nLi;{grouped(code).lower()}\nWu; 00 42 \nXu;\n")

    assert [row.code for row in rows] == [code, "00 42", None]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("", Status.ACTIVE),
        ("bestätigt", Status.ACTIVE),
        ("angemeldet", Status.ACTIVE),
        ("nicht storniert", Status.ACTIVE),
        ("storniert", Status.CANCELLED),
        ("Storniert am 3.12.", Status.CANCELLED),
        ("ABGESAGT", Status.CANCELLED),
        ("abgemeldet", Status.CANCELLED),
        ("cancelled", Status.CANCELLED),
        ("Canceled", Status.CANCELLED),
        ("unbezahlt", Status.UNPAID),
        ("nicht bezahlt", Status.UNPAID),
        ("not paid", Status.UNPAID),
        ("bezahlt", Status.ACTIVE),
        ("vertreten", None),
        ("revoked", None),
    ],
)
def test_words_tell_the_status(tmp_path, cell, status):
    assert only_row(tmp_path, f"Name;Status\nLi;{cell}\n").status is status


def test_a_blank_sessions_cell_books_nothing_and_a_missing_column_says_nothing(tmp_path):
    assert only_row(tmp_path, "Name;Workshops\nLi;\n").bookings == {}
    assert only_row(tmp_path, "Name;Ort\nLi;Bonn\n").bookings is None


def test_several_columns_of_sessions_are_one(tmp_path):
    row = only_row(tmp_path, "Name;Workshop 1;Workshop 2\nLi;Bewerben;Gründen\n")

    assert row.bookings == {"s1": Booking.BOOKED, "s3": Booking.BOOKED}


def test_somebody_on_the_waiting_list_waits_for_every_session(tmp_path):
    row = only_row(tmp_path, "Name;Workshops;Status\nLi;Bewerben;Warteliste\n")

    assert row.status is Status.ACTIVE
    assert row.bookings == {"s1": Booking.WAITING}


@pytest.mark.parametrize("whole", ["Anna Weiß", "Weiß, Anna", "Dr. Anna Weiß"])
def test_a_whole_name_that_repeats_its_parts_is_left_out(tmp_path, whole):
    row = only_row(tmp_path, f"Titel;Vorname;Nachname;Name\nDr.;Anna;Weiß;{whole}\n")

    assert row.person.name == "Dr. Anna Weiß"
    assert row.fields["name"] == ""


def test_a_title_is_not_part_of_the_name(tmp_path):
    row = only_row(tmp_path, "Titel;Name\nFrau Dr.;Dr. Anna Weiß\n")

    assert (row.fields["title"], row.fields["name"]) == ("Dr.", "Anna Weiß")
