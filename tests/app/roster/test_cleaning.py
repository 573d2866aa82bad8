"""Cells lose what nobody sees and keep what names are spelt with."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.roster.cleaning import clean


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  Anna \t Maria\r\n", "Anna Maria"),
        ("Mu\u0308ller", "Müller"),
        ("\ufeffLi\u200b Wei\u00ad", "Li Wei"),
        ("Li\u00a0Wei\u3000Xu", "Li Wei Xu"),
        ("\u202eReza\u202c", "Reza"),
        ("علی\u200cاکبر", "علی\u200cاکبر"),
        ("\x00Anna\x1f", "Anna"),
        ("00042", "00042"),
        ("  \n ", ""),
        ("Li \u200b Wei", "Li Wei"),
    ],
)
def test_a_cell_is_tidied(cell, kept):
    assert clean(cell) == kept


@given(st.text())
def test_a_tidy_cell_is_composed_and_stays_as_it_is(text):
    tidy = clean(text)

    assert clean(tidy) == tidy
    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy == tidy.strip()
