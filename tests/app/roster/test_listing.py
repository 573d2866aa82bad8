"""How names and dates of a list are meant, and what is remembered of it."""

import pytest

from app.errors import ListQuestionError, TableError
from app.roster.listing import Habits, headings_key, understand
from app.roster.mapping import guess_mapping, overrides_of
from app.roster.names import parts_of
from app.roster.reading import Dates, Names, Reading
from app.roster.rows import to_registrations
from tests.app.roster.lists import SESSIONS, table_of


def rows_of(folder, text, habits=None, **said):
    listing = understand(table_of(folder, text), "list.csv", Reading(**said), habits or Habits())
    return to_registrations(
        listing.table, listing.columns, SESSIONS, is_last_first=listing.is_last_first
    )[0]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Müller, Jana", ("", "Jana", "Müller")),
        ("von der Au, Prof. Dr.-Ing. Ana Eva", ("Prof. Dr.-Ing.", "Ana Eva", "von der Au")),
        ("Weiß, Ben, Dr.", ("Dr.", "Ben", "Weiß")),
        ("Jana Müller", None),
        ("Martin Luther King, Jr.", None),
        ("Anna Weiß, MdB", None),
        ("A, B, C", None),
        ("Müller, Dr.", None),
        (", Jana", None),
    ],
)  # fmt: skip
def test_a_name_has_the_parts_that_its_comma_tells(name, parts):
    assert parts_of(name) == parts


def test_a_heading_or_the_names_tell_that_the_family_name_comes_first(tmp_path):
    for heading in ("Nachname, Vorname", "Name", "Teilnehmer"):
        (row,) = rows_of(tmp_path, f'"{heading}";Ort\nMüller, Dr. Jana;Köln\n')
        assert (row.person.given, row.person.family) == ("Jana", "Müller")
        assert row.person.name == "Dr. Jana Müller"


def test_a_comma_here_and_there_is_asked_about(tmp_path):
    text = "Name;Ort\nMüller, Jana;x\nBo Li;x\n"

    with pytest.raises(ListQuestionError, match=r"1 of 2 names.*--names last-first") as question:
        rows_of(tmp_path, text)
    assert question.value.examples == ("Jana Müller", "Müller, Jana")
    names = [row.person.name for row in rows_of(tmp_path, text, names=Names.LAST_FIRST)]
    assert names == ["Jana Müller", "Bo Li"]
    kept = [row.person.name for row in rows_of(tmp_path, text, names=Names.AS_IS)]
    assert kept == ["Müller, Jana", "Bo Li"]


@pytest.mark.parametrize(
    ("heading", "cell", "text"),
    [
        ("Geburtsdatum", "20.09.2018", "2018-09-20"),
        ("Geburtsdatum", "20.9.18", "2018-09-20"),
        ("Geburtsdatum", "3.4.75", "1975-04-03"),
        ("Geburtsdatum", "2018-09-20", "2018-09-20"),
        ("Geburtsdatum", "43363", "2018-09-20"),
        ("Geburtsdatum", "43363,5", "2018-09-20 12:00"),
        ("Geburtsdatum", "31.02.2018", "31.02.2018"),
        ("Geburtsdatum", "unbekannt", "unbekannt"),
        ("Anreise", "20.09.2018 8:30 Uhr", "2018-09-20 08:30"),
        ("Anreise", "2018-09-20T08:30:00", "2018-09-20 08:30"),
        ("Anreise", "20.09.2018, 08:30", "2018-09-20 08:30"),
        ("Uhrzeit", "8.30 Uhr", "08:30"),
        ("Uhrzeit", "8 Uhr", "08:00"),
        ("Uhrzeit", "0,354166667", "08:30"),
        ("Shuttle", "08:30", "08:30"),
        ("Shuttle", "8.30", "8.30"),
        ("Raum", "43363", "43363"),
        ("Version", "1.2.3", "1.2.3"),
    ],
)
def test_dates_and_times_have_one_form(tmp_path, heading, cell, text):
    (row,) = rows_of(tmp_path, f"Name;{heading}\nLi;{cell}\n")

    assert row.fields[heading] == text


def test_a_day_beyond_twelve_tells_where_the_month_stands(tmp_path):
    german = rows_of(tmp_path, "Name;Datum\nLi;03/04/2026\nWu;13/04/2026\n")
    american = rows_of(tmp_path, "Name;Datum\nLi;03/04/2026\nWu;04/13/2026\n")

    assert [row.fields["Datum"] for row in german] == ["2026-04-03", "2026-04-13"]
    assert [row.fields["Datum"] for row in american] == ["2026-03-04", "2026-04-13"]


def test_dates_that_can_be_read_in_two_ways_are_asked_about(tmp_path):
    text = "Name;Datum\nLi;03/04/2026\n"

    with pytest.raises(ListQuestionError, match=r"2026-04-03 or 2026-03-04; say.*--dates"):
        rows_of(tmp_path, text)
    (row,) = rows_of(tmp_path, text, dates=Dates.MONTH_FIRST)
    assert row.fields["Datum"] == "2026-03-04"


def test_numbers_keep_their_zeros(tmp_path):
    (row,) = rows_of(tmp_path, 'Name;Matrikelnummer;Telefon\nLi;"=""0042""";\'+49 211 1\n')

    assert (row.fields["Matrikelnummer"], row.fields["Telefon"]) == ("0042", "+49 211 1")


def test_what_was_said_about_a_list_is_a_habit(tmp_path):
    text = "Wer;Art;Datum\nMüller, Jana;Gast;03/04/2026\nBo Li;x;04/05/2026\n"
    said = Reading(
        columns=("name=Wer", "ignore=Art"), names=Names.LAST_FIRST, dates=Dates.DAY_FIRST
    )
    habits = understand(table_of(tmp_path, text), "list.csv", said).habits

    row, _ = rows_of(tmp_path, text, habits)
    assert row.fields == {"name": "", "given": "Jana", "family": "Müller", "title": "",
                          "Datum": "2026-04-03"}  # fmt: skip
    other, _ = rows_of(tmp_path, text, habits, columns=("custom=Art",), names=Names.AS_IS)
    assert (other.fields["name"], other.fields["Art"]) == ("Müller, Jana", "Gast")


def test_a_field_that_is_said_anew_leaves_the_column_that_had_it(tmp_path):
    text = "Name;Mail B;Mail A\nAnna Ott;b@example.org;a@example.org\n"
    first = Reading(columns=("email=Mail A",))
    habits = understand(table_of(tmp_path, text), "list.csv", first).habits

    again = understand(
        table_of(tmp_path, text), "list.csv", Reading(columns=("email=Mail B",)), habits
    )

    assert again.columns.fields == ("name", "email", "Mail A")
    assert again.habits.columns == {"Mail B": "email"}


def test_a_habit_holds_for_headings_in_another_case(tmp_path):
    said = Reading(columns=("name=Wer", "ignore=Art"))
    habits = understand(table_of(tmp_path, "Wer;Art\nJana;x\n"), "list.csv", said).habits

    (row,) = rows_of(tmp_path, "ART;WER\nx;Jana\n", habits)

    assert row.fields == {"name": "Jana"}


def test_headings_are_the_same_in_any_order_and_case():
    assert headings_key(("Name", "Ort")) == headings_key(("ORT", "name "))
    assert headings_key(("Name", "Ort")) != headings_key(("Name", "Land"))


def test_columns_can_be_said_again_in_full():
    headings = ("Wer", "Firma", "Ankunft", "Reisepass")
    columns = guess_mapping(headings, ("name=Wer",))

    assert overrides_of(headings, columns) == (
        "name=Wer", "organisation=Firma", "ignore=Ankunft", "custom=Reisepass",
    )  # fmt: skip
    assert guess_mapping(headings, overrides_of(headings, columns)) == columns


def test_a_list_without_a_name_is_a_question_about_its_columns(tmp_path):
    with pytest.raises(ListQuestionError, match="--map name=COLUMN"):
        rows_of(tmp_path, "Wer;Ort\nLi;Köln\n")
    with pytest.raises(TableError, match="no column Was"):
        rows_of(tmp_path, "Wer;Ort\nLi;Köln\n", columns=("name=Was",))
