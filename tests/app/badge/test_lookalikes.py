"""Letters that only look right, and what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.lookalikes import unmixed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M\u0430ria", "Maria"),
        ("\u0405\u0430ndr\u0430", "Sandra"),
        ("\u0418\u0432ao", "\u0418\u0432\u0430\u043e"),
        ("\u039dikos", "Nikos"),
        ("Ａｎｎａ", "Anna"),
        ("𝓐nna", "Anna"),
        ("Maria Иванова", "Maria Иванова"),
        ("Ωmega", "Ωmega"),
        ("Οδυσσεύς", "Οδυσσεύς"),
        ("", ""),
    ],
)
def test_a_word_is_put_into_one_script(text, expected):
    assert unmixed(text) == expected


@given(st.text("aeopAM\u0430\u043e\u0418\u0432\u03bf\u03b1 -1陈", max_size=20))
def test_doing_it_twice_changes_nothing_more(text):
    assert unmixed(unmixed(text)) == unmixed(text)


@given(st.text("abcäöüßéñ -'", max_size=30))
def test_latin_names_stay_as_they_are(text):
    assert unmixed(text) == text
