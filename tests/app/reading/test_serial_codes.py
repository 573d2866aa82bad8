"""Bytes of a serial line become codes, however they are cut on the way."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.payload import TEXT_LIMIT
from app.reading.serial_codes import SerialCodes

CODES = st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), min_size=1))


@given(CODES, st.sampled_from([b"\r", b"\n", b"\r\n"]), st.lists(st.integers(1, 30)))
def test_codes_come_out_whole_however_they_are_cut(codes, ending, lengths):
    sent = b"".join(code.encode() + ending for code in codes)
    serial, received = SerialCodes(), []
    for length in lengths:
        received += serial.feed(sent[:length])
        sent = sent[length:]
    received += serial.feed(sent)

    assert received == codes
    assert not serial.is_open


def test_silence_ends_a_code_once():
    serial = SerialCodes()
    assert serial.feed(b"TICKET-1") == []

    assert serial.is_open
    assert serial.end() == ["TICKET-1"]
    assert serial.end() == []


def test_what_is_not_utf_8_is_latin_1():
    assert SerialCodes().feed("Müller\r".encode("latin-1")) == ["Müller"]


def test_half_a_code_is_forgotten():
    serial = SerialCodes()
    serial.feed(b"TICK")
    serial.forget()

    assert serial.feed(b"TICKET-2\r") == ["TICKET-2"]


def test_noise_without_end_takes_no_memory():
    serial = SerialCodes()
    for _ in range(100):
        serial.feed(b"\x7f" * TEXT_LIMIT)

    assert len("".join(serial.end())) <= 4 * TEXT_LIMIT
