"""Names that nobody chose: generated ones of many countries come out as HarfBuzz shapes them."""

import unicodedata

import faker
import pytest
import uharfbuzz

from app.badge.clean import clean
from app.badge.fit import Wish, fit
from app.badge.language import language_of
from app.badge.script import scripts
from app.badge.shape import TextStyle, Typesetter, glyph_box

LOCALES = [
    "ar_AA",
    "ar_EG",
    "ar_SA",
    "az_AZ",
    "bg_BG",
    "bn_BD",
    "bs_BA",
    "cs_CZ",
    "da_DK",
    "de_AT",
    "de_DE",
    "el_GR",
    "en_GB",
    "en_IE",
    "en_IN",
    "es_ES",
    "es_MX",
    "et_EE",
    "fa_IR",
    "fi_FI",
    "fr_FR",
    "ga_IE",
    "gu_IN",
    "he_IL",
    "hi_IN",
    "hr_HR",
    "hu_HU",
    "hy_AM",
    "id_ID",
    "is_IS",
    "it_IT",
    "ja_JP",
    "ka_GE",
    "ko_KR",
    "lt_LT",
    "lv_LV",
    "ne_NP",
    "nl_NL",
    "no_NO",
    "or_IN",
    "pl_PL",
    "pt_BR",
    "pt_PT",
    "ro_RO",
    "ru_RU",
    "sk_SK",
    "sl_SI",
    "sq_AL",
    "sv_SE",
    "ta_IN",
    "th_TH",
    "tr_TR",
    "uk_UA",
    "uz_UZ",
    "vi_VN",
    "yo_NG",
    "zh_CN",
    "zh_TW",
    "zu_ZA",
]
NAMES_EACH = 8
BOX = (252.3, 101.0)


def unseen(locale):
    generator = faker.Faker(locale)
    generator.seed_instance(7)
    return [clean(generator.name()) for _ in range(NAMES_EACH)]


def in_one_way(text):
    return not any(unicodedata.bidirectional(letter) in {"EN", "AN"} for letter in text)


def whole(line, text, language):
    """Return glyphs and places that HarfBuzz gives for the whole text in the line's face."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if language:
        buffer.language = language
    face = line.glyphs[0].face
    uharfbuzz.shape(face.hb_font, buffer, {"dlig": False})
    pen, found = 0.0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found.append((info.codepoint, round(pen + position.x_offset * face.scale, 2)))
        pen += position.x_advance * face.scale
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_glyphs_and_places_are_those_of_the_whole_name(locale, typesetter):
    for name in unseen(locale):
        style = TextStyle("IBM Plex Sans", 700, locale.replace("_", "-"))
        line = typesetter.line(name, style)
        assert line.missing == (), name
        found = scripts(name)
        if len(found) == 1 and in_one_way(name) and len({g.face for g in line.glyphs}) == 1:
            language = language_of(name, next(iter(found)), style.language)
            ours = [(glyph.id, round(glyph.x, 2)) for glyph in line.glyphs]
            assert ours == whole(line, name, language), name


@pytest.mark.parametrize("locale", LOCALES)
def test_no_name_is_cut_or_leaves_its_box(locale, fonts):
    typesetter = Typesetter(fonts)
    style = TextStyle("IBM Plex Sans", 700, locale.replace("_", "-"))
    for name in unseen(locale):
        block = fit(name, lambda text: typesetter.line(text, style), *BOX, Wish(48, 3))
        shown = "".join(line.text for line in block.lines)
        assert shown.replace(" ", "") == name.replace(" ", "")
        assert block.width <= BOX[0] + 0.001
        assert block.height <= BOX[1] + 0.001
        assert block.size >= 14


def test_no_character_of_a_bundled_font_is_a_box(fonts, typesetter):
    style = TextStyle("IBM Plex Sans", 700)
    for family in fonts.families:
        face = fonts.face(family, 700)
        letters = [chr(code) for code in sorted(face.hb_face.unicodes)]
        visible = [c for c in letters if clean(c) and unicodedata.category(c)[0] in "LN"]
        for start in range(0, len(visible), 97 if len(visible) > 3000 else 1):
            assert typesetter.line(clean(visible[start]), style).missing == (), family


def test_ink_of_every_unseen_name_is_bounded(typesetter):
    for locale in LOCALES:
        for name in unseen(locale)[:2]:
            line = typesetter.line(name, TextStyle("IBM Plex Sans", 700, locale))
            for glyph in line.glyphs:
                left, bottom, right, top = glyph_box(glyph.face, glyph.id) or (0, 0, 0, 0)
                assert line.left <= glyph.x + left
                assert glyph.x + right <= line.right
                assert line.bottom <= glyph.y + bottom
                assert glyph.y + top <= line.top
