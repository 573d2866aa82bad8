"""Letters that went through the wrong encoding come back, sound ones stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ListQuestionError
from app.roster.listing import understand
from app.roster.mojibake import is_lost, repaired
from app.roster.reading import Reading
from tests.app.roster.lists import table_of
from tests.stories.messy_lists import twice

NAMES = (
    "Müller", "Thị Ngọc Ánh Nguyễn", "Łukasz Wiśniewski", "عمر الحداد", "张伟", "François Ángel",
    "Ünal", "Žižek Şahin", "Ivan Petrović", "Мария",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_a_damaged_name_comes_back(name, codec):
    assert repaired(twice(name, codec)) == name


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("Мария", "عمر الحداد")])
def test_a_name_that_an_old_mac_damaged_comes_back(name):
    assert repaired(twice(name, "mac_roman")) == name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_damaged_twice_comes_back(name):
    assert repaired(twice(name, times=2)) == name


@pytest.mark.parametrize(
    ("damaged", "name"),
    [
        ("M&uuml;ller &amp; S&#246;hne", "Müller & Söhne"),
        ("Mu\xa8ller", "Müller"),
        ("M\u221a\u00baller", "Müller"),
    ],
)
def test_other_damages_come_back(damaged, name):
    assert repaired(damaged) == name


@pytest.mark.parametrize(
    "sound",
    [
        *NAMES,
        "Weiß\xa0GmbH",
        "»CAFÉ«",
        "AT&T",
        "R&D; Lab",
        "Größe?",
        "O’Brien",
        "À la carte",
        "“Übersee”",
        "Köln–Ägypten",
        "«école»",
        "KNÍŽE",
    ],
)
def test_what_is_sound_stays(sound):
    assert repaired(sound) == sound


SMALL = st.text(st.characters(categories=["Ll"], max_codepoint=0x17F))


@given(text=SMALL)
def test_the_repair_undoes_the_damage_of_any_word(text):
    assert repaired(text) == text
    assert repaired(twice(text)) == text


@pytest.mark.parametrize(
    ("text", "lost"),
    [("M?ller", True), ("M\ufffdller", True), ("Wer?", False), ("https://x.example/a?b=c", False)],
)
def test_a_lost_letter_is_told(text, lost):
    assert is_lost(text) is lost


def test_a_damaged_list_is_asked_about_and_mended_only_then(tmp_path):
    table = table_of(tmp_path, "Vorname;Nachname\nAnna;MÃ¼ller\nBen;K?hn\nChi;Ngô\n")

    with pytest.raises(ListQuestionError, match=r"1 cell .*MÃ¼ller for Müller in line 2.*--repair"):
        understand(table, "list.csv", Reading())
    kept = understand(table, "list.csv", Reading(repair=False))
    assert kept.table.rows[0].cells == ("Anna", "MÃ¼ller")
    listing = understand(table, "list.csv", Reading(repair=True))
    assert listing.table.rows[0].cells == ("Anna", "Müller")
    assert [(one.line, one.text, one.mended) for one in listing.damaged] == [
        (2, "MÃ¼ller", "Müller"),
        (3, "K?hn", ""),
    ]
