"""``badge make``, ``badge check`` and ``badge designs`` as scripts use them."""

import json

import pytest

from app.badge.raster import page_sizes, page_texts
from tests.app.badge.test_pretix_layout import NAME

LIST = """Vorname;Nachname;Code;Foto
Ana;Müller;C-ANA;
Bo;WeiÃŸ;C-BO;nein
M\u0430ria;Li;C-MARIA;
Donaukieselsteinhausenbergerdörffen;Lu;C-LU;
"""


@pytest.fixture
def troubled(event, tmp_path):
    """An event with badges that would not come out well."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    event("roster", "import", path, "--no-repair")
    return event


def test_a_check_names_person_trouble_and_cure(troubled):
    lines = {line["name"]: line for line in troubled("badge", "check")}

    assert troubled.status == 1
    assert set(lines["Bo WeiÃŸ"]) == {"id", "name", "problem", "detail"}
    assert lines["Bo WeiÃŸ"]["problem"] == "damaged"
    assert "write “Weiß”" in lines["Bo WeiÃŸ"]["detail"]
    assert "write “Maria”" in lines["M\u0430ria Li"]["detail"]
    assert lines["Donaukieselsteinhausenbergerdörffen Lu"]["problem"] == "small"


def test_an_event_without_trouble_has_no_line(listed):
    assert listed("badge", "check") == []
    assert listed.status == 0


def test_a_check_is_of_the_stock_that_is_named(listed):
    listed("badge", "check", "--stock", "a7")

    assert listed.status == 2
    assert "leaves the stock “A7”" in listed.complaint


def test_badges_go_on_a_begun_sheet(listed, tmp_path):
    out = tmp_path / "sheet.pdf"
    made = listed.one("badge", "make", "--all", "--design", "avery-5395", "--skip", 7, "--out", out)

    assert made["pages"] == len(page_sizes(out.read_bytes())) == 2


def test_who_does_not_want_photos_has_it_on_the_badge(troubled, tmp_path):
    out = tmp_path / "badge.pdf"
    troubled("badge", "make", "C-ANA", "C-BO", "--out", out)

    plain, flagged = page_texts(out.read_bytes())
    assert "Bitte kein Foto" not in plain
    assert "Bitte kein Foto" in flagged


def test_shipped_designs_are_listed_with_their_sizes(line):
    designs = {design["name"]: design for design in line("badge", "designs")}

    assert {"a6", "a7", "90x54", "cr80", "4x3in", "62mm"} <= designs.keys()
    assert (designs["cr80"]["width_mm"], designs["cr80"]["height_mm"]) == (85.6, 54)


def test_a_design_of_one_s_own_is_listed_and_drawn_by_its_name(troubled, tmp_path):
    layout, out = tmp_path / "layout.json", tmp_path / "badge.pdf"
    layout.write_text(json.dumps({"name": "Gäste", "layout": [NAME]}), encoding="utf-8")
    troubled("badge", "layout", layout)

    assert "Gäste" in {design["name"] for design in troubled("badge", "designs")}
    assert troubled.one("badge", "make", "C-ANA", "--design", "Gäste", "--out", out)["pages"] == 1

    assert page_texts(out.read_bytes())[0].strip() == "Ana Müller"
