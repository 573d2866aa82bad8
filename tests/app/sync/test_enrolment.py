"""The enrolment text: read back whole, refused when cut or garbled."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EnrolmentError
from app.sync.enrolment import Enrolment, new_code, pin_of

PIN = pin_of(b"a key")
hosts = st.sampled_from(["hub.example.org", "10.0.0.1", "::1", "fe80::1"])
good = st.builds(Enrolment, hosts, st.integers(0, 65_535), st.builds(new_code), st.just(PIN))


@given(good)
def test_a_text_is_read_back(enrolment):
    assert Enrolment.parse(f" {enrolment}\n") == enrolment


@given(good)
def test_case_does_not_matter(enrolment):
    assert Enrolment.parse(str(enrolment).lower()) == enrolment
    assert Enrolment.parse(str(enrolment).upper()) == enrolment


@given(good, st.data())
def test_a_text_that_was_cut_off_is_refused(enrolment, data):
    text = str(enrolment)
    with pytest.raises(EnrolmentError):
        Enrolment.parse(text[: data.draw(st.integers(0, len(text) - 1))])


@given(st.text() | st.text().map("EV1:".__add__))
def test_anything_else_is_refused_only_with_its_own_error(text):
    with contextlib.suppress(EnrolmentError):
        assert str(Enrolment.parse(text)).casefold() == text.strip().casefold()


def test_a_code_has_sixty_bits_and_no_two_are_alike():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert {len(code) for code in codes} == {12}
    assert len(set("".join(codes))) == 32


def test_a_whole_enrolment_has_the_length_of_a_small_qr_code():
    text = str(Enrolment("192.168.100.100", 65_535, new_code(), PIN))

    assert len(text) <= 122  # letters and digits in a QR code of version 5, error correction M
