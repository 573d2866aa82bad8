"""A badge bears the person's code and its own serial, and is told from any other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.qr import qr_matrix
from app.model.code import ALPHABET, new_code
from app.model.serial import badge_text, new_serial, split_badge_text, with_badge_codes

serials = st.text(ALPHABET, min_size=3, max_size=3)


@given(st.text(min_size=1), serials)
def test_a_badge_is_split_into_code_and_serial(code, serial):
    assert split_badge_text(badge_text(code, serial)) == (code, serial)


def test_a_scanner_with_caps_lock_reads_the_same_badge():
    code = new_code()
    found = split_badge_text(badge_text(code, "KLN").swapcase())

    assert found is not None
    assert (found[0].upper(), found[1]) == (code, "KLN")


def test_without_a_serial_the_badge_bears_the_code():
    assert badge_text("BCDE", "") == "BCDE"


@pytest.mark.parametrize("text", ["", "KLN", "BCDEFGH1", "https://shop.example/t/9"])
def test_other_texts_are_no_badges(text):
    assert split_badge_text(text) is None


@given(st.text(min_size=1), serials, st.sampled_from(ALPHABET))
def test_one_check_letter_of_all_fits(code, serial, letter):
    text = badge_text(code, serial)

    assert (split_badge_text(text[:-1] + letter) is None) == (letter != text[-1])


def test_codes_of_badges_come_behind_what_was_read():
    badge = badge_text("CODE", "KLN")

    assert with_badge_codes(["X", badge, "X"]) == ["X", badge, "CODE"]


def test_a_new_serial_is_none_of_the_known():
    known = {a + b + c for a in ALPHABET for b in ALPHABET for c in ALPHABET} - {"XXX"}

    assert new_serial(known) == "XXX"


def test_an_own_code_with_its_serial_fits_the_smallest_qr_code():
    assert len(qr_matrix(badge_text(new_code(), new_serial()))) == 21
