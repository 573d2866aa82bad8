import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FileError
from app.model.code import new_code
from app.reading.optical import read_image
from app.reports.codes import export_codes, image_name
from app.reports.words import GERMAN
from tests.app.reports.people import Origin, Status, person


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_guest_gets_a_picture_that_reads_as_the_code(tmp_path):
    guests = [person("a", code=new_code()), person("b", code="TK/1"), person("c", code="tk/1")]

    assert export_codes(guests, tmp_path / "codes.csv", GERMAN) == 3

    for row in rows_of(tmp_path / "codes.csv"):
        assert read_image(tmp_path / row["QR-Datei"]) == [row["Code"]]


def test_those_who_lost_the_right_to_come_get_no_code(tmp_path):
    gone = [person(status, status=status) for status in Status if status != "active"]
    walk_in = person("w", origin=Origin.WALK_IN)

    export_codes([*gone, walk_in], tmp_path / "codes.csv", GERMAN)

    codes = {row["Code"] for row in rows_of(tmp_path / "codes.csv")}
    assert codes == {"TK-unpaid", "TK-w"}


def test_a_second_export_replaces_the_pictures(tmp_path):
    for code in ("TK-00001", "TK-00002"):
        export_codes(
            [person("a", code="TK-00001"), person("b", code=code)], tmp_path / "c.csv", GERMAN
        )

    assert sorted(path.name for path in tmp_path.iterdir()) == ["c-qr", "c.csv"]
    assert {path.name for path in (tmp_path / "c-qr").iterdir()} == {"TK-00001.png", "TK-00002.png"}


def test_no_list_is_left_where_pictures_cannot_be_written(tmp_path):
    (tmp_path / "codes-qr").write_text("a file is in the way")

    with pytest.raises(FileError, match="was not written"):
        export_codes([person()], tmp_path / "codes.csv", GERMAN)

    assert [path.name for path in tmp_path.iterdir()] == ["codes-qr"]


@given(st.text(min_size=1), st.text(min_size=1))
def test_image_names_are_plain_and_different(one, other):
    name = image_name(one)

    assert name.removesuffix(".png").replace("-", "").replace("_", "").isalnum()
    assert name.isascii()
    assert len(name) < 70
    assert (name.casefold() == image_name(other).casefold()) == (one == other)
