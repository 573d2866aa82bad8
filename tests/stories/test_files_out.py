"""What leaves the house as a file: stories O10 to O12, O23 and O24 of the users."""

import csv
import io
import re
import unicodedata
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.model.cell import FORMULA_SIGNS, restored
from app.model.person import Person
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.standing import Booking, Direction, Movement, Origin, Standing, Status
from app.reports.catering import KEPT, meals
from app.reports.export import Format, Kind, Options, Source, export, unwritable
from app.reports.files import csv_bytes
from app.reports.mail_merge import EVENT as FOR_THE_EVENT
from app.reports.mail_merge import MergeStatus, recipients
from app.reports.sheet import Sheet
from app.reports.source import Encoding
from app.reports.words import ENGLISH, GERMAN
from app.roster.table import read_table
from tests.stories.guests import guests

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)
EVENT = Event(id="e", name="Talente am Rhein", starts=STARTS, ends=STARTS + timedelta(hours=5))
FORUM = Session(id="forum", name="Forum 1", kind=SessionKind.WORKSHOP)
PROGRAMME = Programme(event=EVENT, sessions={"forum": FORUM})
SIGNS = [*FORMULA_SIGNS, "'", '"', ";", "ä", "x", " "]
ROUNDS = 300


def someone(number, *, came=False, origin=Origin.LIST, status=Status.ACTIVE, **fields):
    seats = fields.pop("seats", {})
    erased = fields.pop("erased", False)
    at = STARTS + timedelta(seconds=number)
    return Standing(
        registration=f"r{number}",
        origin=origin,
        code=f"CODE{number}",
        person=Person({"name": f"Gast {number}", **fields}),
        status=status,
        bookings=seats,
        movements=(Movement(f"{number}.1", None, Direction.IN, at, "s"),) if came else (),
        is_erased=erased,
    )


def source(people, **options):
    return Source(programme=PROGRAMME, standings=people, now=STARTS, options=Options(**options))


def cells_of(content, encoding="utf-8-sig"):
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=";"))


@pytest.mark.parametrize("sign", [*FORMULA_SIGNS])
def test_o10_no_cell_begins_as_a_formula_does(sign):
    texts = [f"{sign}1+1", sign, f"'{sign}", f"{sign}{sign}"]
    content = csv_bytes(Sheet(("A",), tuple((text,) for text in texts)), GERMAN)

    found = [row[0] for row in cells_of(content)[1:]]
    assert not [cell for cell in found if cell[0] in FORMULA_SIGNS]
    assert [restored(cell) for cell in found] == texts


@given(st.lists(st.text(st.sampled_from(SIGNS), max_size=6), min_size=1, max_size=4))
@example(["'=1", "=1", "''@x", "\t", "\r\n="])
@settings(max_examples=ROUNDS, deadline=None)
def test_o10_whatever_a_cell_holds_comes_back_as_it_was(texts):
    content = csv_bytes(Sheet(("A",), tuple((text,) for text in texts)), GERMAN)

    found = [row[0] if row else "" for row in cells_of(content)[1:]]
    assert not [cell for cell in found if cell[:1] and cell[0] in FORMULA_SIGNS]
    assert [restored(cell) for cell in found] == texts


def test_o10_a_list_with_formulas_is_imported_as_it_was_exported(tmp_path, measured):
    """Through the real file and the real reader, for every sign and in both formats."""
    notes = [f"{sign}CMD|' /C calc'!A0" for sign in FORMULA_SIGNS if sign not in "\t\r\n\0"]
    people = [someone(n, came=True, notes=note, Matrikel="007") for n, note in enumerate(notes)]
    for form in (Format.CSV, Format.XLSX):
        out = tmp_path / f"list.{form}"
        export(Kind.ARRIVALS, form, out, source(people))
        table = read_table(out)
        place = table.headings.index("Bemerkung")
        back = [restored(row.cells[place]) for row in table.rows]
        assert sorted(back) == sorted(notes)
    measured("O10", f"{len(FORMULA_SIGNS)} signs, {ROUNDS} random columns come back")


def test_o11_a_csv_file_is_what_german_excel_expects(tmp_path, measured):
    people = [someone(1, came=True, given="Jörg", family="Groß", Matrikel="0012", Telefon="+49 1")]
    out, share = tmp_path / "list.csv", tmp_path / "share.csv"
    export(Kind.ARRIVALS, Format.CSV, out, source(people))
    content = out.read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert b"03.12.2026 17:00:01" in content
    assert "Groß;Gast 1" in content.decode("utf-8-sig")
    assert ';"0012";\'+49 1\r\n' in content.decode("utf-8-sig")

    crowd = [someone(n, came=True, country="Peru" if n < 7 else "Chile") for n in range(21)]
    export(Kind.THIRD_PARTY, Format.CSV, share, source(crowd))
    assert "Land;Peru;7;33,3\r\n" in share.read_bytes().decode("utf-8-sig")
    measured("O11", "BOM, semicolon, CRLF, 33,3 and 03.12.2026")


def test_o11_cells_of_a_workbook_have_their_types(tmp_path):
    people = [someone(1, came=True, Matrikel="0012", Telefon="+49 211 1", notes="=1+1")]
    export(Kind.ARRIVALS, Format.XLSX, tmp_path / "list.xlsx", source(people))
    export(Kind.CATERING, Format.XLSX, tmp_path / "meals.xlsx", source(fed()))

    page = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    cells = dict(zip([cell.value for cell in page[1]], page[2], strict=True))
    assert {cells[name].data_type for name in ("Matrikel", "Telefon", "Bemerkung")} == {"s"}
    assert [cells[name].value for name in ("Matrikel", "Telefon")] == ["0012", "+49 211 1"]
    assert isinstance(cells["Angekommen"].value, datetime)
    meal = openpyxl.load_workbook(tmp_path / "meals.xlsx").active
    assert {cell.data_type for row in meal.iter_rows(min_row=2) for cell in row[1:]} == {"n"}


def test_o11_an_english_file_has_english_numbers():
    sheet = Sheet(("A", "B"), ((1.5, 2),))

    assert cells_of(csv_bytes(sheet, ENGLISH))[1] == ["1.5", "2"]


def test_o12_exactly_those_who_cannot_be_written_are_told(tmp_path, measured):
    people = [someone(n, **guest.fields) for n, guest in enumerate(guests(600))]
    asked = source(people, encoding=Encoding.CP1252)
    out = tmp_path / "list.csv"

    told = unwritable(Kind.ARRIVALS, asked)
    number = export(Kind.ARRIVALS, Format.CSV, out, asked)

    content = out.read_bytes().decode("cp1252")
    assert number == len(people)
    assert {one.registration for one, _ in told} == {
        one.registration for one in people if not is_cp1252("".join(one.person.fields.values()))
    }
    assert "Ã" not in content
    assert content.startswith("Titel;Vorname;Nachname;")
    measured("O12", f"{len(told)} of {len(people)} guests told")


def is_cp1252(text):
    """Whether text can be written, by the codec itself and nothing of ours."""
    return unicodedata.normalize("NFC", text).encode("cp1252", "ignore").decode(
        "cp1252"
    ) == unicodedata.normalize("NFC", text)


def test_o12_letters_in_two_signs_are_written_as_one(tmp_path):
    out = tmp_path / "list.csv"
    asked = source([someone(1, family="Mu\u0308ller")], encoding=Encoding.CP1252)

    export(Kind.ARRIVALS, Format.CSV, out, asked)

    assert unwritable(Kind.ARRIVALS, asked) == []
    assert "Müller".encode("cp1252") in out.read_bytes()


def test_o12_other_formats_have_one_encoding(tmp_path):
    with pytest.raises(InputError, match="leave --encoding out"):
        export(Kind.ARRIVALS, Format.XLSX, tmp_path / "x", source([], encoding=Encoding.CP1252))


def fed():
    rows = [("vegan", "ja")] * 3 + [("halal", "2026-11-02")] * 2 + [("Nüsse", "nein"), ("", "ja")]
    return [
        someone(n, came=n % 2 == 0, Ernährung=diet, diet_consent=agreed)
        for n, (diet, agreed) in enumerate(rows)
    ]


def test_o23_meals_are_counted_without_names_and_only_with_consent(tmp_path, measured):
    out = tmp_path / "meals.csv"
    cancelled = someone(8, status=Status.CANCELLED, Ernährung="vegan", diet_consent="ja")
    walk_in = someone(9, came=True, origin=Origin.WALK_IN, Ernährung="vegan", diet_consent="ja")

    export(Kind.CATERING, Format.CSV, out, source([*fed(), cancelled, walk_in]))

    assert cells_of(out.read_bytes())[1:] == [
        ["vegan", "3", "3"],
        ["halal", "2", "1"],
        ["ohne Angabe", "2", "1"],
        ["Gesamt", "7", "5"],
    ]
    assert not re.search(r"Gast|CODE|Nüsse", out.read_text("utf-8-sig"))
    measured("O23", "2 diets, 1 without consent untold")


def test_o23_nobody_is_counted_where_no_column_tells_of_consent():
    people = [someone(1, Ernährung="vegan")]

    with pytest.raises(InputError, match="Without consent no diet"):
        meals(PROGRAMME, people, STARTS)
    assert meals(PROGRAMME, people, STARTS, consent="Ernährung")[0].diet == ""


def test_o23_two_days_after_the_event_no_diet_is_told():
    last = EVENT.ends + KEPT

    assert meals(PROGRAMME, fed(), last)
    with pytest.raises(InputError, match="48 hours"):
        meals(PROGRAMME, fed(), last + timedelta(seconds=1))


def audience():
    """Return 400 registrations of every kind, in a fixed disorder."""
    people = []
    for number in range(400):
        origin = Origin.WALK_IN if number % 11 == 0 else Origin.LIST
        status = list(Status)[number % 5] if number % 3 == 0 else Status.ACTIVE
        seats = [{}, {"forum": Booking.WAITING}, {"forum": Booking.BOOKED}][number % 3]
        people.append(
            someone(
                number,
                came=number % 4 == 0,
                origin=origin,
                status=status,
                seats=seats,
                erased=number % 37 == 0,
                consent_contact=["ja", "nein", ""][number % 7 % 3],
            )
        )
    return people


def test_o24_the_files_share_nobody_and_miss_nobody(tmp_path, measured):
    people = audience()
    files = {}
    for status in MergeStatus:
        out = tmp_path / f"{status}.csv"
        asked = source(people, status=status, purpose=FOR_THE_EVENT)
        files[status] = export(Kind.MAIL_MERGE, Format.CSV, out, asked)
    codes = [
        row[headings.index("Code")]
        for status in MergeStatus
        for headings, *rows in [cells_of((tmp_path / f"{status}.csv").read_bytes())]
        for row in rows
    ]

    assert len(codes) == len(set(codes)) == sum(files.values())
    assert set(codes) == {one.code for one in people if not one.is_erased}
    assert all(files.values())
    measured("O24", ", ".join(f"{number} {status}" for status, number in files.items()))


def test_o24_letters_after_the_event_go_to_those_who_agreed():
    people = audience()
    agreed = {one.registration for one in people if one.person.get("consent_contact") == "ja"}

    for status in MergeStatus:
        everybody = recipients(people, status, FOR_THE_EVENT)
        chosen = {one.registration for one in recipients(people, status)}
        assert chosen == {one.registration for one in everybody} & agreed
        assert 0 < len(chosen) < len(everybody)


def test_o24_a_letter_tells_nobody_what_somebody_eats(tmp_path):
    out = tmp_path / "letter.csv"
    people = [someone(1, came=True, Ernährung="vegan", Thema="Bildung")]

    asked = source(people, status="arrived", purpose=FOR_THE_EVENT)
    export(Kind.MAIL_MERGE, Format.CSV, out, asked)

    assert "Bildung" in out.read_text("utf-8-sig")
    assert "vegan" not in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"status": "friends"}, "Choose whom the letter is for"),
        ({"status": "arrived"}, "No registration says who agreed"),
        ({"status": "arrived", "purpose": "Werbung"}, "column Werbung"),
    ],
)
def test_o24_what_is_not_known_is_asked(tmp_path, asked, told):
    with pytest.raises(InputError, match=told):
        export(Kind.MAIL_MERGE, Format.CSV, tmp_path / "x.csv", source([someone(1)], **asked))
