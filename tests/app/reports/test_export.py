import csv
import json
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import openpyxl
import pytest

from app.bootstrap.rosters import import_roster
from app.errors import FileError, InputError
from app.reports.export import Format, Kind, Options, chosen, export

FORMATS = [Format.CSV, Format.XLSX]
LANGUAGES = ["de", "en"]


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_export_is_read_again_as_the_same_people(house, full, tmp_path, form, language):
    out = tmp_path / f"out.{form}"
    export(Kind.ARRIVALS, form, out, house.source(full, language=language))
    other = house.event()

    report = import_roster(other, out)

    assert (report.new, report.refused) == (4, ())
    assert house.people(other) == house.people(full)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_export_changes_nothing_where_it_came_from(house, full, tmp_path, form, language):
    full.station.accept(["TK/1"])
    full.registrar.add({"name": "Spontan Gast"}, sessions={})
    out = tmp_path / f"out.{form}"
    export(Kind.ARRIVALS, form, out, house.source(full, language=language))
    before = house.people(full)

    report = import_roster(full, out)

    assert (report.new, report.changed, report.cancelled, report.vanished) == (0, 0, 0, 0)
    assert house.people(full) == before


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "headings",
    ["Name;Email;E-Mail;X", "Name;Code;Ticketnummer;Y", "Name;Mail;E-mail address;Email"],
)
def test_two_columns_of_one_sort_come_back_as_they_were(house, tmp_path, form, language, headings):
    source = tmp_path / "list.csv"
    source.write_text(f"{headings}\nBo;b@x.de;X-1;b3\n", encoding="utf-8")
    workplace = house.event()
    import_roster(workplace, source)
    before = house.people(workplace)
    out = tmp_path / f"out.{form}"
    export(Kind.ARRIVALS, form, out, house.source(workplace, language=language))

    report = import_roster(workplace, out)

    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert house.people(workplace) == before


def test_a_csv_file_suits_a_german_spreadsheet(house, full, tmp_path):
    out = tmp_path / "out.csv"
    export(Kind.ARRIVALS, Format.CSV, out, house.source(full))
    content = out.read_bytes()

    assert content.startswith(b"\xef\xbb\xbfTitel;Vorname;Nachname;Name;Organisation;Kategorie;")
    assert content.count(b"\r\n") == content.count(b"\n") == 5


def test_no_cell_of_a_csv_file_is_a_formula(house, full, tmp_path):
    out = tmp_path / "out.csv"
    export(Kind.ARRIVALS, Format.CSV, out, house.source(full))
    cells = [cell for row in rows_of(out) for cell in row.values()]

    assert {'\'=LINK("x")', "'+49 211 89", "'-", "'@home"} <= set(cells)
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


def test_an_arrival_is_told_in_local_time(house, full, tmp_path):
    full.station.accept(["TK/1"])
    arrived = next(one.arrived for one in full.journal.standings() if one.arrived)
    out = tmp_path / "out.csv"

    export(Kind.ARRIVALS, Format.CSV, out, house.source(full))

    told = {row["Code"]: row["Angekommen"] for row in rows_of(out)}
    local = arrived.at.astimezone(ZoneInfo("Europe/Berlin"))
    assert told["TK/1"] == local.strftime("%d.%m.%Y %H:%M:%S")
    assert told["TK2"] == ""


def test_a_workbook_has_typed_cells_and_a_frozen_heading(house, full, tmp_path):
    full.station.accept(["TK/1"])
    out = tmp_path / "out.xlsx"
    export(Kind.ARRIVALS, Format.XLSX, out, house.source(full))

    page = openpyxl.load_workbook(out).active
    row = next(row for row in page.iter_rows() if "TK/1" in [cell.value for cell in row])
    cells = dict(zip([cell.value for cell in page[1]], row, strict=True))
    assert page.freeze_panes == "A2"
    assert (cells["Matrikelnr"].value, cells["Matrikelnr"].data_type) == ("007", "s")
    assert (cells["Bemerkung"].value, cells["Bemerkung"].data_type) == ('=LINK("x")', "s")
    assert isinstance(cells["Angekommen"].value, datetime)


def test_a_json_file_is_an_array_of_people(house, full, tmp_path):
    out = tmp_path / "out.json"
    export(Kind.ARRIVALS, Format.JSON, out, house.source(full))

    people = {one["code"]: one for one in json.loads(out.read_bytes())}
    assert people["TK/1"]["fields"]["Matrikelnr"] == "007"
    assert people["TK/1"]["sessions"] == ["Forum 1: Ja, bitte"]
    assert people["TK2"]["status"] == "cancelled"


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
@pytest.mark.parametrize("kind", [Kind.NO_SHOWS, Kind.MAIL_MERGE, Kind.ARRIVALS])
def test_only_the_whole_list_tells_diets(house, tmp_path, form, kind):
    event = house.event()
    listed = tmp_path / "list.csv"
    listed.write_text("Name;Code;Thema;Ernährung\nWei Zhang;TK1;Bildung;ohne Nüsse\n", "utf-8")
    import_roster(event, listed)
    out = tmp_path / f"out.{form}"
    options = Options(status="no-show", purpose="event")
    export(kind, form, out, house.source(event, options=options))

    text = out.read_text("utf-8-sig")
    assert "Bildung" in text
    assert ("ohne Nüsse" in text) is (kind is Kind.ARRIVALS)


def test_attendance_and_no_shows_share_the_expected_between_them(house, full, tmp_path):
    full.station.accept(["TK/1"])
    came, missed = tmp_path / "came.csv", tmp_path / "missed.csv"

    export(Kind.ATTENDANCE, Format.CSV, came, house.source(full))
    export(Kind.NO_SHOWS, Format.CSV, missed, house.source(full))

    assert [row["Code"] for row in rows_of(came)] == ["TK/1"]
    assert len(rows_of(missed)) == 2
    assert "storniert" not in {row["Status"] for row in rows_of(missed)}


def test_attendance_of_one_session(house, full, tmp_path):
    forum = next(iter(full.journal.programme().sessions.values()))
    full.station.accept(["TK/1"], session=forum)
    full.station.accept(["tk2"])
    out = tmp_path / "out.csv"

    export(Kind.ATTENDANCE, Format.CSV, out, house.source(full, session=forum))

    assert [row["Code"] for row in rows_of(out)] == ["TK/1"]


def test_a_substituted_person_gives_the_row_to_the_substitute(house, full, tmp_path):
    original = next(one for one in full.journal.standings() if one.code == "TK/1")
    full.registrar.substitute(original.registration, {"name": "Vera Vertretung"})
    out = tmp_path / "out.csv"

    number = export(Kind.ARRIVALS, Format.CSV, out, house.source(full))

    assert number == 4
    assert "TK/1" not in {row["Code"] for row in rows_of(out)}


def test_the_aggregate_holds_numbers_only(house, full, tmp_path):
    out = tmp_path / "out.json"
    export(Kind.AGGREGATE, Format.JSON, out, house.source(full, counted=25))

    (numbers,) = json.loads(out.read_bytes())
    assert (numbers["registered"], numbers["cancelled"], numbers["counted"]) == (4, 1, 25)
    assert b"Nguy" not in out.read_bytes()


@pytest.mark.parametrize("place", ["missing/out.csv", "folder", "a\0b"])
def test_a_place_that_cannot_be_written_is_told_in_a_sentence(house, full, tmp_path, place):
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())

    with pytest.raises(FileError, match="was not written"):
        export(Kind.ARRIVALS, Format.CSV, tmp_path / place, house.source(full))

    assert sorted(tmp_path.iterdir()) == before


def test_a_full_disk_leaves_the_earlier_file(house, full, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("earlier")
    draft = tmp_path / f".out.csv.{os.getpid()}.part"
    # Where there is no device that is always full, a folder in the way fails as well.
    draft.symlink_to("/dev/full") if Path("/dev/full").exists() else draft.mkdir()

    with pytest.raises(FileError, match="was not written"):
        export(Kind.ARRIVALS, Format.CSV, out, house.source(full))

    assert out.read_text() == "earlier"


@pytest.mark.parametrize(
    ("kind", "form", "told"),
    [
        ("tickets", None, "there are: arrivals, attendance, no-shows, codes, aggregate"),
        ("arrivals", "pdf", "csv or xlsx or json"),
        ("codes", "xlsx", "choose csv"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(kind, form, told):
    with pytest.raises(InputError, match=told):
        chosen(kind, form, Path("out"))


@pytest.mark.parametrize(
    ("kind", "out", "form"),
    [
        ("arrivals", "list", Format.CSV),
        ("arrivals", "list.XLSX", Format.XLSX),
        ("arrivals", "list.txt", Format.CSV),
        ("aggregate", "numbers.csv", Format.JSON),
    ],
)
def test_without_a_format_the_ending_decides(kind, out, form):
    assert chosen(kind, None, Path(out)) == (Kind(kind), form)


def test_an_unknown_language_is_refused(house, full, tmp_path):
    with pytest.raises(InputError, match="de or en"):
        export(Kind.ARRIVALS, Format.CSV, tmp_path / "x.csv", house.source(full, language="fr"))


def test_json_lines_are_complete_objects(house, full, tmp_path):
    out = tmp_path / "out.json"
    export(Kind.ARRIVALS, Format.JSON, out, house.source(full))

    assert len(msgspec.json.decode(out.read_bytes())) == 4
