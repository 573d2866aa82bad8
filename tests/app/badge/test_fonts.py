"""The fonts that are shipped are whole, free and can spell what the manifest says."""

import hashlib
import shutil
import tomllib

import pytest
from fontTools.ttLib import TTFont

from app import paths
from app.badge.fonts import bundled_fonts, read_manifest
from app.errors import BadgeError

FOLDER = paths.resources_dir() / "fonts"
ROWS = tomllib.loads((FOLDER / "manifest.toml").read_text("utf-8"))["font"]
SAMPLES = {
    "Latn": "ßÑ",
    "Cyrl": "Жд",
    "Grek": "Ωλ",
    "Arab": "عم",
    "Hebr": "שי",
    "Deva": "कि",
    "Thai": "ณั",
    "Geor": "ქა",
    "Armn": "Աբ",
    "Beng": "শ্র",
    "Guru": "ਗੁ",
    "Gujr": "જ્ઞ",
    "Orya": "ଜ୍ୟ",
    "Taml": "ஸ்ரீ",
    "Telu": "శ్రీ",
    "Knda": "ಶ್ರೀ",
    "Mlym": "ശ്രീ",
    "Sinh": "ශ්‍රී",
    "Thaa": "އަ",
    "Laoo": "ສົ",
    "Khmr": "ក្ត",
    "Mymr": "ခင်",
    "Ethi": "ሰላ",
    "Cher": "ᏣᎳ",
    "Cans": "ᐃᓄ",
    "Adlm": "𞤀𞤣",
    "Java": "ꦱꦿꦶ",
    "Tibt": "བསྟ",
    "Mong": "ᠮᠣ",
    "Tfng": "ⵣⵉ",
    "Nkoo": "ߡߊ",
    "Syrc": "ܫܡ",
    "Hani": "王骨",
    "Bopo": "ㄅㄆ",
    "Hira": "あい",
    "Kana": "アイ",
    "Hang": "한글",
    "Zsye": "🎈",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_font_is_the_file_that_the_manifest_names(row):
    content = (FOLDER / row["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert row["licence"] == "OFL-1.1"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / row["licence_file"]).read_text("utf-8")
    assert "://" not in row["origin"]


def test_no_font_is_shipped_without_origin_and_licence():
    assert {path.name for path in FOLDER.glob("*.[to]t[fc]")} == {row["file"] for row in ROWS}


def test_the_folder_stays_small_enough_to_download():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 70_000_000


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_font_is_static_truetype_of_the_weight_it_claims(row):
    with TTFont(FOLDER / row["file"], lazy=True) as font:
        assert "glyf" in font
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == row["weight"]


@pytest.mark.parametrize("face", read_manifest(FOLDER), ids=lambda face: face.path.name)
def test_a_font_has_letters_of_every_script_that_it_claims(face):
    assert all(face.covers(SAMPLES[script]) for script in face.scripts)


def test_the_window_can_load_every_file(fonts):
    assert len(fonts.paths) == len(ROWS)
    assert all(path.is_file() for path in fonts.paths)


@pytest.mark.parametrize(
    ("weight", "expected"), [(300, 300), (450, 500), (600, 600), (900, 700), (100, 300)]
)
def test_the_nearest_weight_is_taken(fonts, weight, expected):
    assert fonts.face("IBM Plex Sans", weight).weight == expected


def test_an_unknown_family_is_refused_with_the_known_ones(fonts):
    with pytest.raises(BadgeError, match=r"no font family “Comic Sans”.*Noto Sans Hebrew"):
        fonts.face("Comic Sans", 400)


@pytest.mark.parametrize(
    ("han", "family"),
    [
        ("zh-Hans", "Noto Sans SC"),
        ("zh-Hant", "Noto Sans TC"),
        ("ja", "Noto Sans JP"),
        ("ko", "Noto Sans KR"),
    ],
)
def test_han_takes_the_forms_of_its_language(fonts, han, family):
    assert fonts.fallback("骨", "Hani", han, 700).family == family


def test_a_character_of_no_font_has_no_face(fonts):
    assert fonts.fallback("\U000217d3", "Hani", "zh-Hant", 700) is None


def test_an_incomplete_installation_is_told(tmp_path):
    shutil.copy(FOLDER / "manifest.toml", tmp_path)

    with pytest.raises(BadgeError, match=r"NotoSans-Bold.ttf.*install Empfang again"):
        read_manifest(tmp_path)


def test_a_damaged_manifest_is_told(tmp_path):
    (tmp_path / "manifest.toml").write_text("[[font]]\nfile = 3\n", "utf-8")

    with pytest.raises(BadgeError, match=r"cannot be read.*install Empfang again"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["Keʻalohilani", "Oʻgʻiloy", "Tłʼízí"])
def test_a_letter_that_is_spaced_like_a_figure_needs_another_face(name):
    plex = bundled_fonts().face("IBM Plex Sans", 700)
    noto = bundled_fonts().face("Noto Sans", 700)

    assert not all(plex.covers(letter) for letter in name)
    assert all(noto.covers(letter) for letter in name)
