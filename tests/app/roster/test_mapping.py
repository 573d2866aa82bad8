"""Headings in German and English find their fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.roster.cleaning import clean
from app.roster.mapping import FIELDS, IGNORED, NATIVE, guess_mapping, known_field


@pytest.mark.parametrize(
    ("field", "headings"),
    {
        "title": ["Titel", "Akad. Titel", "akad. Grad", "Title", "Anrede/Titel"],
        "given": ["Vorname", "Vorname(n)", "Vornamen", "Given name", "First Name", "FIRST_NAME"],
        "family": ["Nachname", "Familienname", "Surname", "Last name", "family name"],
        "name": ["Name", "Vollständiger Name", "Full name", "Nachname, Vorname", "Name*"],
        "organisation": [
            "Firma",
            "Institution",
            "Organisation",
            "Unternehmen",
            "Company",
            "Organization",
        ],
        "university": [
            "Hochschule",
            "Universität",
            "UNIVERSITAET",
            "University",
            "Uni / Hochschule",
        ],
        "country": ["Land", "Herkunftsland", "Nationalität", "Country", "Country of origin"],
        "email": ["E-Mail", "Mail", "email", "E-Mail-Adresse", "e-mail address", "E-Mail (privat)"],
        "language": ["Sprache", "Language", "Preferred language"],
        "category": ["Kategorie", "Teilnehmertyp", "Ticket", "Ticketart", "Category", "Rolle"],
        "sector": ["Bereich", "Sektor", "Branche", "Sector"],
        "code": ["Code", "Ticketcode", "Ticket-Code", "QR", "QR-Code", "Barcode"],
        "status": ["Status", "Anmeldestatus", "Registration status"],
        "sessions": ["Workshop", "Workshop(s)", "Workshops", "Sessions", "Workshop 2", "Forum"],
        "notes": ["Bemerkung", "Bemerkungen", "Notes", "Kommentar", "Anmerkungen"],
        NATIVE: ["Name in Originalschrift", "Native name", "native"],
    }.items(),
)
def test_usual_headings_are_understood(field, headings):
    for heading in headings:
        first = "Ort" if field in ("name", "given", "family") else "Vorname"
        assert guess_mapping([first, heading]).fields[1] == field, heading


@pytest.mark.parametrize("field", [*FIELDS, NATIVE])
def test_every_field_is_a_heading_of_its_own(field):
    assert known_field(field) == field


def test_name_beside_vorname_is_the_family_name():
    assert guess_mapping(["Name", "Vorname"]).fields == ("family", "given")


def test_name_beside_both_parts_is_the_whole_name():
    headings = ["Name", "Vorname", "Nachname"]

    assert guess_mapping(headings).fields == ("name", "given", "family")


def test_everything_else_is_custom_and_keeps_its_heading():
    headings = ["Name", "Matrikelnummer", "T-Shirt Größe", "Anrede"]

    assert guess_mapping(headings).fields == ("name", "Matrikelnummer", "T-Shirt Größe", "Anrede")


def test_of_two_columns_for_one_field_the_first_has_it():
    fields = guess_mapping(["Name", "E-Mail", "Mail"]).fields

    assert fields == ("name", "email", "Mail")


def test_an_exact_heading_goes_before_a_similar_one():
    assert guess_mapping(["E-Mail (privat)", "E-Mail", "Name"]).fields[:2] == (
        "E-Mail (privat)",
        "email",
    )


def test_several_columns_may_hold_sessions():
    fields = guess_mapping(["Name", "Workshop 1", "Workshop 2"]).fields

    assert fields == ("name", "sessions", "sessions")


def test_columns_that_an_export_adds_are_ignored():
    assert guess_mapping(["Name", "Erste Ankunft", "Arrived"]).fields == ("name", IGNORED, IGNORED)


@pytest.mark.parametrize("heading", ["Code of conduct", "Code / Regeln akzeptiert", "Status: neu"])
def test_codes_and_states_are_never_guessed_from_a_part(heading):
    assert guess_mapping(["Name", heading]).fields[1] == heading


def test_an_override_wins_over_every_guess():
    headings = ["Name", "Rufname", "Spitzname"]

    mapped = guess_mapping(headings, ["given=Spitzname", "notes = rufname"])

    assert mapped.fields == ("family", "notes", "given")


def test_a_column_that_lost_its_field_hides_no_field():
    fields = guess_mapping(["Name", "email", "Kontakt"], ["email=Kontakt"]).fields

    assert fields == ("name", "email (list)", "email")


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("shoe_size=Name", "names no field.*family"),
        ("name", "write field=COLUMN"),
        ("name=Nom", "no column Nom; its columns are: Name, Ort"),
        ("name=", "no column"),
    ],
)
def test_a_wrong_override_is_refused(override, words):
    with pytest.raises(TableError, match=words):
        guess_mapping(["Name", "Ort"], [override])


def test_contradicting_overrides_are_refused():
    with pytest.raises(TableError, match="contradicts"):
        guess_mapping(["Name", "Ort"], ["name=Name", "name=Ort"])
    with pytest.raises(TableError, match="contradicts"):
        guess_mapping(["Name", "Ort"], ["name=Name", "notes=Name"])


def test_a_list_without_a_name_is_refused():
    with pytest.raises(TableError, match=r"No column holds a name.*--map name=COLUMN"):
        guess_mapping(["Ort", "E-Mail"])


def test_a_sentence_about_endless_headings_can_be_read():
    with pytest.raises(TableError) as failure:
        guess_mapping([f"Spalte {number}" for number in range(500)])

    assert len(failure.value.sentence) < 500


words = st.text(min_size=1, max_size=20).map(clean).filter(bool)


@given(st.lists(words, unique_by=str.casefold, max_size=8))
def test_any_headings_have_one_field_each(headings):
    fields = guess_mapping([*headings, "Wer?"], ["name=Wer?"]).fields

    assert len(fields) == len(headings) + 1
    single = [field for field in fields if field not in ("sessions", IGNORED)]
    assert len(single) == len(set(single))
