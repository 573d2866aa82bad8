"""Cleaning takes out what steers editors and leaves what spells names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.clean import clean, damage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Ana \t Li\n", "Ana Li"),
        ("Zoe\u0308", "Zoë"),
        ("A\u200bn\u00ada\ufeff", "Ana"),
        ("\u202eanA\u202c", "anA"),
        ("\u2067عمر\u2069", "عمر"),
        ("A\u0000n\u001ba", "Ana"),
        ("ක්\u200dර", "ක්\u200dර"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("渡邊\U000e0102", "渡邊\U000e0102"),
        ("x\ud800y", "xy"),
        ("e\u0316\u0317\u0318\u0319\u031a", "e\u0316\u0317\u0318"),
        ("", ""),
    ],
)
def test_a_text_is_cleaned(text, expected):
    assert clean(text) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_clean_text_is_one_composed_line(text):
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & set("\n\r\t\u200b\u200e\u200f\u202a\u2066\ufeff")


def test_no_name_loses_a_letter(names):
    for person in names:
        before = unicodedata.normalize("NFC", person["name"])
        letters = [c for c in before if unicodedata.category(c)[0] == "L"]
        assert [c for c in clean(before) if unicodedata.category(c)[0] == "L"] == letters


@pytest.mark.parametrize("text", ["MÃ¼ller", "Ã–zgÃ¼r", "M\ufffdller", "M?ller", "Å\x81ukasz"])
def test_a_broken_name_is_found(text):
    assert damage(text)


@pytest.mark.parametrize(
    "text", ["Müller", "Ãndré", "Who?", "Ángel Ã", "São", "ÂNGELA", "Nguyễn", "عمر", ""]
)
def test_a_sound_name_is_not_suspected(text):
    assert damage(text) == ""


def test_every_sound_name_broken_by_windows_is_found(names):
    for person in names:
        try:
            broken = person["name"].encode("utf-8").decode("cp1252")
        except UnicodeDecodeError:
            continue
        assert broken == person["name"] or damage(broken)
        assert not damage(person["name"])
