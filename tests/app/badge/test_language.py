"""Whose forms of letters a text takes."""

import pytest

from app.badge.language import han_language, language_of, languages_in, territory_of


@pytest.mark.parametrize(
    ("text", "language", "country", "expected"),
    [
        ("陈", "zh", "", "zh-Hans"),
        ("陳", "zh-TW", "", "zh-Hant"),
        ("陳", "zh_Hant", "", "zh-Hant"),
        ("林", "ja", "China", "ja"),
        ("林", "ko-KR", "", "ko"),
        ("林さくら", "", "China", "ja"),
        ("林수민", "de", "", "ko"),
        ("陳ㄔ", "", "", "zh-Hant"),
        ("林", "de", "Japan", "ja"),
        ("林", "", " TAIWAN ", "zh-Hant"),
        ("林", "Deutsch", "Südkorea", "ko"),
        ("林", "", "", "zh-Hans"),
    ],
)
def test_han_is_read_in_the_guest_s_language(text, language, country, expected):
    assert han_language(text, language, country) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("陈晓琳", "zh-Hans"),
        ("陳曉琳", "zh-Hant"),
        ("髙﨑", "ja"),
        ("龘", "zh-Hant"),
        ("𰻝", "zh-Hans"),
    ],
)
def test_han_of_which_nothing_is_known_tells_by_its_characters(text, expected):
    assert han_language(text) == expected


@pytest.mark.parametrize(
    ("script", "listed", "country", "expected"),
    [
        ("Arab", "Englisch", "Syrien", "ar"),
        ("Arab", "Englisch", "Pakistan", "ur"),
        ("Arab", "", "Iran", "fa"),
        ("Arab", "", "", "ar"),
        ("Arab", "Deutsch, Persisch", "", "fa"),
        ("Deva", "", "Nepal", "ne"),
        ("Deva", "", "", "hi"),
        ("Cyrl", "Serbisch", "", "sr"),
        ("Cyrl", "", "Bulgarien", "bg"),
        ("Latn", "", "Rumänien", "ro"),
        ("Latn", "Katalanisch", "Spanien", "ca"),
        ("Latn", "ca", "", "ca"),
        ("Latn", "Türkçe", "", "tr"),
        ("Latn", "", "China", "de"),
        ("Latn", "Klingonenlatein", "Entenhausen", "de"),
        ("Hani", "zh", "Taiwan", "zh-Hant"),
        ("Hang", "Deutsch", "", "ko"),
        ("", "de", "", ""),
    ],
)
def test_the_list_tells_then_script_and_country_then_the_event(script, listed, country, expected):
    assert language_of("x", script, listed, country, "de") == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Deutsch, Chinesisch", ("de", "zh")),
        ("English / German und Arabic", ("en", "de", "ar")),
        ("zh_Hant", ("zh-Hant",)),
        ("中文", ("zh",)),
        ("lieber gar keine", ()),
        ("de," * 300, ()),
        ("", ()),
    ],
)
def test_languages_are_known_by_tag_and_name(listed, expected):
    assert languages_in(listed) == expected


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("Südkorea", "KR"),
        ("日本", "JP"),
        ("台灣", "TW"),
        ("TR", "TR"),
        ("Türkiye", "TR"),
        ("Mond", ""),
    ],
)
def test_countries_are_known_as_people_write_them(country, expected):
    assert territory_of(country) == expected
