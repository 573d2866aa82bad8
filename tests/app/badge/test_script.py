"""Scripts, clusters and the language of Han characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.script import clusters, han_language, is_emoji, script_of, scripts, seen


@pytest.mark.parametrize(
    ("character", "script"),
    [("a", "Latn"), ("Ж", "Cyrl"), ("ع", "Arab"), ("中", "Hani"), ("あ", "Hira"), ("1", "")],
)
def test_a_character_has_a_script_or_belongs_to_all(character, script):
    assert script_of(character) == script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana", ["A", "n", "a"]),
        ("Ẹ\u0300lá", ["Ẹ\u0300", "l", "á"]),
        ("क्षि", ["क्षि"]),
        ("น้ำ", ["น้ำ"]),
        ("👩🏽\u200d💻x", ["👩🏽\u200d💻", "x"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("邊\U000e0102瑠", ["邊\U000e0102", "瑠"]),
        ("ᄒ\u1161\u11ab", ["ᄒ\u1161\u11ab"]),
        ("ශ්\u200dරී", ["ශ්\u200dරී"]),
    ],
)
def test_a_reader_s_letter_stays_whole(text, expected):
    assert list(clusters(text)) == expected


@given(st.text())
def test_clusters_are_the_text_in_order(text):
    assert "".join(clusters(text)) == text


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


def test_joiners_and_selectors_need_no_glyph():
    assert seen("a\u200d\u200c\ufe0f\U000e0102b") == "ab"


@pytest.mark.parametrize(("cluster", "expected"), [("🎈", True), ("❤\ufe0f", True), ("a", False)])
def test_pictures_are_known(cluster, expected):
    assert is_emoji(cluster) is expected


def test_scripts_of_a_text_leave_out_signs():
    assert scripts("Ana-عمر 1") == {"Latn", "Arab"}
