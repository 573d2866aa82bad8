import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.cell import FORMULA_SIGNS, neutralised, restored

texts = st.text() | st.text("'" + FORMULA_SIGNS + "a", max_size=6)


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 211", "-", "@name", "\tx", "\rx", "＝1", "＋", "－", "＠"]
)
def test_a_formula_becomes_text(text):
    assert neutralised(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Anna", "'s-Hertogenbosch", "'", "a=b", "O'Brien"])
def test_other_text_stays_as_it_is(text):
    assert neutralised(text) == text
    assert restored(text) == text


@given(texts)
def test_reading_a_cell_gives_back_what_was_written(text):
    assert restored(neutralised(text)) == text


@given(texts)
def test_no_cell_begins_with_a_formula_sign(text):
    assert neutralised(text)[:1] not in set(FORMULA_SIGNS)
