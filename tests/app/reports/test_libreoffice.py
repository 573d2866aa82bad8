"""Files as a spreadsheet program opens them; chosen with ``-m libreoffice``, which needs it."""

import csv
import shutil
import subprocess

import pytest

from app.model.standing import Direction
from app.reports.export import Format, Kind, export
from tests.app.reports.people import PROGRAMME, person
from tests.app.reports.test_papers import Source

pytestmark = [pytest.mark.libreoffice, pytest.mark.timeout(600)]

PEOPLE = [
    person("a", given="Jörg", family="Groß", Matrikel="0012345", Telefon="+49 211 8900"),
    person("b", given="محمد", family="الحداد", notes='=HYPERLINK("http://x")', Matrikel="007"),
    person("c", given="Łukasz", family="Ğ", notes="-1+1", Matrikel="00"),
    person("d", given="小明", family="王", notes="@SUM(1;1)", Matrikel="1e5"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Convert a file with LibreOffice, as a German one opens it; give the rows that it shows."""
    program = shutil.which("soffice")
    assert program, "type: sudo apt-get install libreoffice-calc-nogui"
    home = tmp_path_factory.mktemp("office")

    def shown(path):
        command = [program, f"-env:UserInstallation=file://{home}", "--headless", "--norestore"]
        # As shown on the screen: UTF-8, every cell formatted, formulas computed.
        output = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1031,true,true"
        infilter = ["--infilter=CSV:59,34,76,1,,1031,true"] if path.suffix == ".csv" else []
        target = path.parent / "shown"
        subprocess.run(
            [*command, *infilter, "--convert-to", output, "--outdir", target, path],
            check=True,
            capture_output=True,
            timeout=200,
        )
        with (target / f"{path.stem}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    return shown


@pytest.mark.parametrize("form", [Format.XLSX, Format.CSV])
def test_names_zeros_and_would_be_formulas_are_shown_as_they_are(office, tmp_path, form):
    out = tmp_path / f"list.{form}"
    export(Kind.ARRIVALS, form, out, Source(programme=PROGRAMME, standings=PEOPLE))

    rows = {row["Code"]: row for row in office(out)}

    assert {row["Nachname"] for row in rows.values()} == {"Groß", "الحداد", "Ğ", "王"}
    assert {row["Vorname"] for row in rows.values()} == {"Jörg", "محمد", "Łukasz", "小明"}
    notes = {row["Bemerkung"].lstrip("'") for row in rows.values()}
    assert notes == {"", '=HYPERLINK("http://x")', "-1+1", "@SUM(1;1)"}
    assert rows["TK-a"]["Telefon"].lstrip("'") == "+49 211 8900"
    assert [rows[f"TK-{n}"]["Matrikel"] for n in "abcd"] == ["0012345", "007", "00", "1e5"]


def test_numbers_of_a_csv_file_are_numbers_for_a_german_program(office, tmp_path):
    crowd = [
        person(f"r{n}", (0, None, Direction.IN), country="Peru" if n < 7 else "") for n in range(21)
    ]
    out = tmp_path / "share.csv"
    export(Kind.THIRD_PARTY, Format.CSV, out, Source(programme=PROGRAMME, standings=crowd))

    rows = office(out)

    # Read with a decimal comma, as a German program does; told with a point, as a number.
    assert ("Peru", "7", "33.3") in {
        (row["Gruppe"], row["Gekommen"], row["Anteil in Prozent"]) for row in rows
    }
