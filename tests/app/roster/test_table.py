"""Lists in text files of every origin become the same table."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FileError, InputError, ListQuestionError, TableError
from app.roster.table import read_table
from tests.app.roster.lists import table_of, written

LIST = "Vorname;Nachname;Ort\r\nJürgen;Weiß;Köln\r\nAnna;Müller;Bonn\r\n"
CELLS = [("Jürgen", "Weiß", "Köln"), ("Anna", "Müller", "Bonn")]


def cells(table):
    return [row.cells for row in table.rows]


OLD = ["cp1252", "iso8859_15", "mac_roman", "cp850"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", *OLD]
)
def test_every_usual_encoding_is_read(tmp_path, encoding):
    table = table_of(tmp_path, LIST, encoding=encoding)

    assert table.headings == ("Vorname", "Nachname", "Ort")
    assert cells(table) == CELLS


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_every_usual_separator_and_line_end_is_read(tmp_path, separator, ending):
    text = LIST.replace(";", separator).replace("\r\n", ending)

    assert cells(table_of(tmp_path, text)) == CELLS


@pytest.mark.parametrize(
    "text",
    [
        "Name,Workshops\nLi,A;B;C\nWu,A;C;D\nXu,B;C;D\nHo,A;B;D\n",
        "Name;Workshops\nLi;A,B,C\nWu;A,C,D\nXu;B,C,D\nHo;A,B,D\n",
        'Name\tWorkshops\nLi\t"A;B,C"\nWu\tA,C;D\n',
    ],
)
def test_separators_inside_cells_do_not_mislead(tmp_path, text):
    assert {len(row) for row in cells(table_of(tmp_path, text))} == {2}


def test_one_column_of_names_with_commas_stays_one_column(tmp_path):
    assert cells(table_of(tmp_path, "Name\nLi, Wei\nWu, Na\n")) == [("Li, Wei",), ("Wu, Na",)]


def test_excel_may_declare_the_separator(tmp_path):
    table = table_of(tmp_path, "sep=|\nName|Ort\nA;B;C|x;y\n")

    assert cells(table) == [("A;B;C", "x;y")]
    assert table.rows[0].line == 3


def test_quoted_line_breaks_and_quotes_belong_to_the_cell(tmp_path):
    table = table_of(tmp_path, 'Name;Notiz\n"Li ""David""";"a\nb;c"\nWu;d\n')

    assert cells(table) == [('Li "David"', "a\nb;c"), ("Wu", "d")]
    assert [row.line for row in table.rows] == [2, 4]


def test_blank_rows_and_title_rows_are_skipped(tmp_path):
    text = "Gästeliste 2026;;\n;;\nVorname;Nachname;Ort\n;;\nAnna;Müller;Bonn\n\n"
    table = table_of(tmp_path, text)

    assert table.headings == ("Vorname", "Nachname", "Ort")
    assert [(row.line, row.cells) for row in table.rows] == [(5, ("Anna", "Müller", "Bonn"))]


def test_trailing_empty_columns_are_left_out(tmp_path):
    table = table_of(tmp_path, "Name;Ort;;\nLi;Köln;;\n")

    assert table.headings == ("Name", "Ort")
    assert not table.rows[0].is_ragged


def test_a_column_without_a_heading_gets_a_number(tmp_path):
    assert table_of(tmp_path, "Name;;Ort\nLi;x;Köln\n").headings == ("Name", "Column 2", "Ort")


def test_a_row_whose_cells_slipped_is_marked(tmp_path):
    rows = table_of(tmp_path, "Name,Firma\nLi,Muster, Beispiel\nWu,X\n").rows

    assert [row.is_ragged for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("\ufeff", "empty"),
        ("Vorname;Nachname\n", "no guests below"),
        ("Anna;anna@example.org\nBen;ben@example.org\n", "no heading row"),
        ("Name;Ort;name\nLi;x;y\n", "two columns name"),
        ('Name;Ort\nLi;"Köln\nWu;Bonn\n', "Line 2.*never closed"),
        (f"Name;Ort\nLi;{'x' * 200_000}\n", "Line 2.*cannot be read"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence(tmp_path, text, words):
    with pytest.raises(TableError, match=words) as failure:
        table_of(tmp_path, text)

    assert "\n" not in failure.value.sentence
    assert "list.csv" in failure.value.sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40), "no registration list"),
        (b"SQLite format 3\x00" + bytes(60), "no registration list"),
        ("Name\nJürgen\nÄnne\n".encode() + b"Wei\xdf\n", "Line 4.*damaged"),
        (b"\xff\xfeN\x00a\x00m\x00e\x00\n\x00\x00\xd8\n\x00", "damaged"),
    ],
)
def test_binary_and_damaged_files_are_refused_in_one_sentence(tmp_path, content, words):
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(FileError, match=words):
        read_table(path)


def test_a_file_that_is_not_in_the_encoding_that_somebody_said_is_refused(tmp_path):
    path = written(tmp_path, "Name\nJürgen\n", encoding="cp1252")

    with pytest.raises(FileError, match=r"Line 2.*damaged"):
        read_table(path, encoding="utf-8")
    with pytest.raises(TableError, match="no encoding klingon"):
        read_table(path, encoding="klingon")
    assert cells(read_table(path, encoding="windows-1252")) == [("Jürgen",)]
    assert read_table(path).encoding == "Windows-1252"


def test_two_encodings_that_both_make_sense_are_asked_about(tmp_path):
    path = written(tmp_path, "Name\nPeña\n", encoding="mac_roman")

    with pytest.raises(ListQuestionError, match="--encoding") as asked:
        read_table(path)
    assert asked.value.doubt == "encoding"
    assert "Peña" in asked.value.examples
    assert cells(read_table(path, encoding="MacRoman")) == [("Peña",)]


def test_a_separator_that_somebody_says_wins(tmp_path):
    table = read_table(written(tmp_path, "Name;Ort,Land\nLi;Köln,x\n"), separator="comma")

    assert table.headings == ("Name;Ort", "Land")
    with pytest.raises(TableError, match="no separator x"):
        read_table(written(tmp_path, LIST), separator="x")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(FileError, match="There is no file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(FileError, match="is a folder"):
        read_table(tmp_path)


def test_a_text_file_has_no_sheets(tmp_path):
    with pytest.raises(TableError, match="leave --sheet out"):
        read_table(written(tmp_path, LIST), sheet="Gäste")


ALMOST_LISTS = st.text(";,\t\"\n\rNameOrt'=@ é", max_size=200).map(str.encode)


@given(content=st.binary(max_size=300) | ALMOST_LISTS)
def test_any_bytes_are_a_table_or_a_clear_refusal(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "list.csv"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        table = read_table(path)

        assert {len(row.cells) for row in table.rows} == {len(table.headings)}


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n"))
HEADINGS = ("Vorname", "Nachname", "Bemerkung")


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL).filter(lambda row: "".join(row).strip()), min_size=1),
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_written_list_reads_back(tmp_path_factory, rows, separator, encoding):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([HEADINGS, *rows])
    table = table_of(tmp_path_factory.mktemp("list"), text.getvalue(), encoding=encoding)

    assert table.headings == HEADINGS
    assert cells(table) == rows
