"""The enrolment text: read back whole, refused when cut or garbled."""

import contextlib

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M

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


@pytest.mark.parametrize(("host", "length"), [("192.168.1.5", 86), ("192.168.178.55", 89)])
def test_an_enrolment_of_a_house_network_fits_a_small_qr_code(host, length):
    text = str(Enrolment(host, 8443, new_code(), PIN)).upper()
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)

    assert len(text) == length
    assert (code.version, code.modules_count) == (4, 33)


def test_the_longest_address_of_ipv4_still_fits_the_next_size():
    text = str(Enrolment("192.168.100.100", 65_535, new_code(), PIN))

    assert len(text) <= 122  # letters and digits in a QR code of version 5, error correction M
