"""Names are shaped as HarfBuzz shapes the whole of them, in one face a word."""

import unicodedata

import pytest
import uharfbuzz

from app.badge.clean import clean
from app.badge.script import scripts
from app.badge.shape import TextStyle, glyph_box


def style(language="", family="IBM Plex Sans", weight=700):
    return TextStyle(family, weight, language)


def whole(line, language):
    """Return the glyph numbers that HarfBuzz gives for the line's text at once."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(line.text)
    buffer.guess_segment_properties()
    if language:
        buffer.language = language
    uharfbuzz.shape(line.glyphs[0].face.hb_font, buffer, {"dlig": False})
    return [info.codepoint for info in buffer.glyph_infos]


def test_glyphs_of_a_name_in_one_script_are_those_of_the_whole_text(names, typesetter):
    compared = 0
    for person in names:
        text, language = clean(person["name"]), person["lang"]
        line = typesetter.line(text, style(language))
        one_way = not any(unicodedata.bidirectional(c) in {"EN", "AN"} for c in text)
        if len(scripts(text)) == 1 and len({g.face for g in line.glyphs}) == 1 and one_way:
            assert [g.id for g in line.glyphs] == whole(line, language), person
            compared += 1
    assert compared > 250


def test_no_word_is_set_in_two_faces(names, typesetter):
    for person in names:
        if person["script"] in {"Mixed", "Emoji", "Edge", "Han"}:
            continue
        line = typesetter.line(clean(person["name"]), style(person["lang"]))
        spelling = [glyph for glyph in line.glyphs if any(map(str.isalpha, glyph.text))]
        assert len({glyph.face.family for glyph in spelling}) == 1, person


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Nguyễn Thị Ánh", "IBM Plex Sans"),
        ("Müßigbrodt", "IBM Plex Sans"),
        ("Ọlárónkẹ́ Adéṣọ́runké", "Noto Sans"),
        ("Юлия", "IBM Plex Sans"),
        ("عمر الحداد", "Noto Sans Arabic"),
        ("שירה", "Noto Sans Hebrew"),
        ("प्रज्ञा", "Noto Sans Devanagari"),
        ("陈晓琳", "Noto Sans SC"),
        ("さくら", "Noto Sans JP"),
        ("수민", "Noto Sans KR"),
    ],
)
def test_a_name_is_whole_in_the_first_family_or_in_none_of_it(text, family, typesetter):
    line = typesetter.line(text, style())

    assert {glyph.face.family for glyph in line.glyphs} == {family}
    assert line.missing == ()


def test_right_to_left_letters_stand_from_right_to_left(typesetter):
    line = typesetter.line("אב", style())

    assert [glyph.text for glyph in line.glyphs] == ["ב", "א"]
    assert line.is_right_to_left


def test_latin_within_arabic_keeps_its_order(typesetter):
    line = typesetter.line("علي Ana", style())

    assert "".join(glyph.text for glyph in line.glyphs).startswith("Ana")


def test_glyphs_carry_all_characters_once(names, typesetter):
    for person in names:
        text = clean(person["name"])
        line = typesetter.line(text, style(person["lang"]))
        carried = "".join(glyph.text for glyph in line.glyphs)
        assert sorted(carried) == sorted(text), person


def test_the_language_chooses_the_form(typesetter):
    romanian = typesetter.line("ŞŢ", style("ro", "Noto Sans"))
    turkish = typesetter.line("ŞŢ", style("tr", "Noto Sans"))

    assert [g.id for g in romanian.glyphs] != [g.id for g in turkish.glyphs]


def test_a_language_that_is_no_tag_is_left_aside(typesetter):
    assert typesetter.line("Ana", style("Deutsch, Englisch")).glyphs


def test_arabic_names_are_not_vocalised_by_ligatures(typesetter):
    line = typesetter.line("محمد", style("ar"))

    assert len(line.glyphs) == 4


def test_a_missing_character_stands_as_a_box_and_is_named(typesetter):
    line = typesetter.line("黃\U000217d3婷", style("zh-Hant"))

    assert line.missing == ("\U000217d3",)
    assert len(line.glyphs) == 3


def test_ink_lies_within_the_bounds_of_its_line(names, typesetter):
    for person in names:
        line = typesetter.line(clean(person["name"]), style(person["lang"]))
        for glyph in line.glyphs:
            left, bottom, right, top = glyph_box(glyph.face, glyph.id) or (0, 0, 0, 0)
            assert line.left <= glyph.x + left
            assert glyph.x + right <= line.right
            assert line.bottom <= glyph.y + bottom
            assert glyph.y + top <= line.top
