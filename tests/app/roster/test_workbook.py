"""Lists in workbooks, written by other libraries than the one that reads them."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from app.errors import AmbiguousError, FileError, TableError, UnknownError
from app.roster.table import read_table


def workbook(folder, *sheets, name="list.xlsx"):
    """Write a workbook of (name, rows, state); return its path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows, *state in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state[0] if state else "visible"
        for row in rows:
            sheet.append(row)
    path = folder / name
    book.save(path)
    return path


GUESTS = ("Gäste", [["Vorname", "Nachname"], ["Anna", "Müller"]])
TEAM = ("Team", [["Vorname", "Nachname"], ["Ben", "Weiß"]])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("王伟", "王伟"),
        (42, "42"),
        (4.5, "4.5"),
        ("00042", "00042"),
        (dt.datetime(2018, 9, 20), "2018-09-20"),  # noqa: DTZ001 - workbooks know no zones
        (dt.datetime(2018, 9, 20, 8, 30), "2018-09-20 08:30"),  # noqa: DTZ001 - nor times
        (dt.time(8, 30), "08:30"),
        (True, "true"),
        (None, ""),
    ],
)
def test_values_become_the_text_that_people_see(tmp_path, value, text):
    path = workbook(tmp_path, ("Liste", [["Name", "Wert"], ["Li", value]]))

    assert read_table(path).rows[0].cells == ("Li", text)


def test_rows_are_numbered_as_the_program_shows_them(tmp_path):
    rows = [[], ["Gästeliste"], ["Vorname", "Nachname"], [], ["Anna", "Müller"]]

    table = read_table(workbook(tmp_path, ("Liste", rows)))

    assert table.headings == ("Vorname", "Nachname")
    assert [row.line for row in table.rows] == [5]


def test_a_column_without_a_heading_is_kept(tmp_path):
    rows = [["Name", "Ort"], ["Li", "Köln", "kommt später"]]

    table = read_table(workbook(tmp_path, ("Liste", rows)))

    assert table.headings == ("Name", "Ort", "Column 3")
    assert table.rows[0].cells == ("Li", "Köln", "kommt später")


def test_several_lists_ask_for_a_sheet(tmp_path):
    with pytest.raises(AmbiguousError, match=r"Gäste, Team.*--sheet"):
        read_table(workbook(tmp_path, GUESTS, TEAM))


def test_a_sheet_is_named_in_any_case(tmp_path):
    table = read_table(workbook(tmp_path, GUESTS, TEAM), sheet=" team ")

    assert table.rows[0].cells == ("Ben", "Weiß")


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(UnknownError, match="no sheet Presse; it has: Gäste, Team"):
        read_table(workbook(tmp_path, GUESTS, TEAM), sheet="Presse")


def test_empty_and_hidden_sheets_are_no_lists(tmp_path):
    path = workbook(tmp_path, ("Leer", []), GUESTS, (*TEAM, "hidden"))

    assert read_table(path).rows[0].cells == ("Anna", "Müller")
    assert read_table(path, sheet="Team").rows[0].cells == ("Ben", "Weiß")


def test_a_workbook_without_text_is_refused(tmp_path):
    with pytest.raises(TableError, match="no sheet with text"):
        read_table(workbook(tmp_path, ("Leer", [])))


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + bytes(50), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)],
)
def test_a_damaged_workbook_is_refused(tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    with pytest.raises(FileError, match="no workbook that can be read"):
        read_table(path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_torn_workbook_is_refused(tmp_path, share):
    path = workbook(tmp_path, GUESTS)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(FileError, match="no workbook that can be read"):
        read_table(path)


def test_the_content_decides_and_not_the_ending(tmp_path):
    path = workbook(tmp_path, GUESTS, name="list.csv")

    assert read_table(path).headings == ("Vorname", "Nachname")


def open_document(folder, *rows):
    """Write a sheet as LibreOffice does, as far as it matters; return its path."""
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    kinds = {kind: f'xmlns:{kind}="{name}{kind}:1.0"' for kind in ("office", "table", "text")}
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(map(cell.format, row)) for row in rows)
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    path = folder / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest xmlns="{name}manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {' '.join(kinds.values())}><office:body><office:spreadsheet>"
            f'<table:table table:name="Liste">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_a_list_of_libreoffice_is_read(tmp_path):
    path = open_document(tmp_path, ("Vorname", "Nachname"), ("Łukasz", "Wójcik"))

    assert read_table(path).rows[0].cells == ("Łukasz", "Wójcik")
