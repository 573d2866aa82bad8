"""Which word of a guest stands where on a badge."""

import pytest

from app.badge.words import expand, words_of


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("Ngọc Ánh", "Nguyễn", "", ""), ("Ngọc Ánh", "Nguyễn", "")),
        (("Omar", "al-Haddad", "", "عمر الحداد"), ("Omar", "al-Haddad", "عمر الحداد")),
        (("Käthe", "Überschär", "Dr.", ""), ("Käthe", "Dr. Überschär", "")),
        (("Suharto", "", "", ""), ("Suharto", "", "")),
        (("", "Suharto", "Dr.", ""), ("Suharto", "Dr.", "")),
        (("晓琳", "陈", "", ""), ("陈晓琳", "", "")),
        (("수민", "김", "", "김수민"), ("김수민", "", "")),
        (("Ana", "Li", "", "Ana Li"), ("Ana", "Li", "")),
    ],
)
def test_given_name_first_and_family_below(fields, expected, guest):
    given, family, title, native = fields
    content = guest(name="", given=given, family=family, title=title, native=native)
    words = words_of(content)

    assert (words["first"], words["second"], words["native"]) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Änne Weißgerber", ("Änne Weißgerber", "")),
        ("Xiaolin Chen 陈晓琳", ("Xiaolin Chen", "陈晓琳")),
        ("عمر الحداد (Omar al-Haddad)", ("Omar al-Haddad", "عمر الحداد")),
        ("김 Grace 수민 Park", ("김 Grace 수민 Park", "")),
        ("陈晓琳", ("陈晓琳", "")),
        ("J. P. 3", ("J. P. 3", "")),
        ("", ("", "")),
    ],
)
def test_a_name_in_one_column_is_large_and_its_own_script_below(name, expected, guest):
    words = words_of(guest(name=name, given="", family=""))

    assert (words["first"], words["native"]) == expected
    assert words["second"] == ""


@pytest.mark.parametrize("name", ["Käthe Überschär", "Dr. Käthe Überschär"])
def test_a_title_stands_once_before_a_whole_name(name, guest):
    words = words_of(guest(name=name, given="", family="", title="Dr."))

    assert words["first"] == "Dr. Käthe Überschär"


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ("1.04", ("1.04", "")),
        ("1.04, 1. Obergeschoss", ("1.04", "1. Obergeschoss")),
        ("Raum 2.11", ("2.11", "")),
        ("Room B 7", ("Room B 7", "")),
        ("Großer Saal, Erdgeschoss", ("Großer Saal", "Erdgeschoss")),
        ("", ("", "")),
    ],
)
def test_a_room_is_short_on_its_tile(room, expected, guest):
    words = words_of(guest(room=room))

    assert (words["room"], words["place"]) == expected


def test_words_are_cleaned_but_codes_are_not(guest):
    words = words_of(guest(organisation=" Hoch\u00adschule\n", code=" a b "))

    assert words["organisation"] == "Hochschule"
    assert words["code"] == " a b "


def test_an_own_code_is_also_there_in_groups(guest):
    assert words_of(guest(code="BCDEFGHJKLNOPRST"))["code_grouped"] == "BCDEFGHJKLNOPRST"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{given}", "Ana"),
        ("{family|given}", "Ana"),
        ("{given} {family}", "Ana"),
        ("{family}\n{given}", "Ana"),
        ("Raum\n{family}", "Raum"),
        ("{country}", "{given}"),
    ],
)
def test_a_template_takes_what_is_there(template, expected):
    assert expand(template, {"given": "Ana", "family": "", "country": "{given}"}) == expected
