"""``badge design``: categories of guests print with designs of their own."""

import pytest

from app.badge.library import DesignLibrary
from app.badge.raster import page_sizes, page_texts
from tests.plain_designs import keep_designs

LIST = """Vorname;Nachname;Kategorie;Code
Ana;Müller;Gast;C-ANA
Bo;Li;Referent:in;C-BO
Chi;Ngô;Presse;C-CHI
Dana;Klein;;C-DANA
Eva;Groß;Gast;C-EVA
"""
EVERYBODY = ("C-ANA", "C-BO", "C-CHI", "C-DANA", "C-EVA")
SPEAKER, PRESS = ("badge", "design", "referentin"), ("badge", "design", "Presse")


@pytest.fixture
def mixed(event, tmp_path):
    """Guests of three categories and one of none, and a plain design for speakers and press."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    event("roster", "import", path)
    library = DesignLibrary(tmp_path / "data" / "designs")
    keep_designs(library, speaker="a6", press="a6", card="cr80")
    return event


def pages(line, out, *options):
    """Return the text of each badge of everybody, in the order of the list."""
    line("badge", "make", *EVERYBODY, "--out", out, *options)
    assert line.status == 0
    return [" ".join(text.split()) for text in page_texts(out.read_bytes())]


def test_a_batch_of_three_categories_has_three_designs_in_the_order_given(mixed, tmp_path):
    mixed(*SPEAKER, "speaker")
    mixed(*PRESS, "press")

    ana, bo, chi, dana, eva = pages(mixed, tmp_path / "all.pdf")

    assert bo == "SPEAKER Bo Li"
    assert chi == "PRESS Chi Ngô"
    assert all("Gast · Guest" in usual for usual in (ana, dana, eva))


def test_badges_of_another_size_stand_together_behind_the_others(mixed, tmp_path):
    mixed(*SPEAKER, "card")

    texts = pages(mixed, tmp_path / "all.pdf")

    assert texts[-1] == "CARD Bo Li"
    sizes = page_sizes((tmp_path / "all.pdf").read_bytes())
    assert sizes[-1] == pytest.approx((242.6, 153.1), abs=0.2)
    assert all(size == pytest.approx((297.6, 419.5), abs=0.2) for size in sizes[:-1])


def test_a_design_that_is_named_is_everybodys(mixed, tmp_path):
    mixed(*SPEAKER, "speaker")

    texts = pages(mixed, tmp_path / "all.pdf", "--design", "press")

    assert all(text.startswith("PRESS ") for text in texts)


def test_the_table_tells_who_prints_with_what(mixed):
    rows = {row["category"]: row for row in mixed(*SPEAKER, "speaker")}

    assert list(rows) == ["", "Gast", "Presse", "referentin"]
    assert [(row["design"], row["own"], row["guests"]) for row in rows.values()] == [
        ("a6", False, 5), ("a6", False, 2), ("a6", False, 1), ("speaker", True, 1),
    ]  # fmt: skip
    assert all(row["fits"] and not row["remark"] for row in rows.values())
    assert mixed("badge", "design") == list(rows.values())


def test_a_design_of_another_size_is_warned_about(mixed):
    row = {row["category"]: row for row in mixed(*PRESS, "card")}["Presse"]

    assert not row["fits"]
    assert "85.6 × 54 mm, the usual ones 105 × 148 mm" in row["remark"]
    assert mixed.status == 0


def test_the_usual_design_comes_back(mixed, tmp_path):
    mixed(*SPEAKER, "speaker")

    mixed("badge", "design", "REFERENT*IN", "--usual")

    assert not any("SPEAKER" in text for text in pages(mixed, tmp_path / "all.pdf"))


def test_who_has_a_design_that_is_gone_gets_the_usual_one(mixed, tmp_path):
    mixed(*SPEAKER, "speaker")
    (tmp_path / "data" / "designs" / "speaker.toml").unlink()

    row = {row["category"]: row for row in mixed("badge", "design")}["referentin"]
    texts = pages(mixed, tmp_path / "all.pdf")

    assert "missing or wrong" in row["remark"]
    assert "Gast · Guest" not in texts[1]
    assert "Referent:in · Speaker" in texts[1]


def test_the_check_is_of_the_design_that_prints(mixed, tmp_path):
    library = DesignLibrary(tmp_path / "data" / "designs")
    narrow = library.text("speaker").replace("hard_min = 6", "min = 20, hard_min = 20")
    library.keep("speaker", narrow.replace("[6, 16, 60, 10]", "[6, 16, 6, 10]"))
    assert mixed("badge", "check") == []

    mixed(*SPEAKER, "speaker")

    assert [line["name"] for line in mixed("badge", "check")] == ["Bo Li"]


def test_a_stock_that_is_named_is_for_all_designs(mixed, tmp_path):
    mixed(*SPEAKER, "speaker")

    mixed("badge", "make", "--all", "--stock", "a7", "--out", tmp_path / "all.pdf")

    assert mixed.status == 2
    assert "leaves the stock" in mixed.complaint


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("Presse",), "Name the category and its design"),
        (("Presse", "press", "--usual"), "Name the category and its design"),
        (("Presse", "nowhere"), "no design “nowhere”"),
        ((" ", "press"), "Name the category of guests"),
    ],
)
def test_what_cannot_be_chosen_is_told_and_changes_nothing(mixed, words, complaint):
    before = mixed("badge", "design")

    mixed("badge", "design", *words)

    assert mixed.status == 2
    assert complaint in mixed.complaint
    assert mixed("badge", "design") == before
