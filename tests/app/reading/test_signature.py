"""Signed codes are believed by a key of the event and by nothing else."""

import base64
import struct
from datetime import UTC, datetime
from functools import partial

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.model.code import ALPHABET
from app.model.programme import Event, Programme
from app.model.ticket import EventKey, Scheme, SignedTicket
from app.reading.late_ticket import late_claim, sign_ticket
from app.reading.pretix_ticket import pretix_claim, pretix_key
from app.reading.signature import read_signed, registration_of

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw().hex()
REGISTRATION = "8f14e45f-ceea-467f-9575-9a3f0e9d1c11"
TICKET = SignedTicket(
    registration=REGISTRATION,
    code="BCDEFGHJKLNOPRSB",
    key="",
    fields={"name": "Thị Ngọc Ánh Nguyễn", "category": "Presse"},
)


def programme(*keys, event="e1"):
    planned = Event(id=event, name="E", starts=NOON, ends=NOON)
    return Programme(event=planned, keys=keys)


def key(scheme):
    return EventKey(scheme=scheme, public=PUBLIC)


def varints(**numbers):
    """Return protobuf's form of small whole numbers by field."""
    return b"".join(
        bytes([int(field[1:]) << 3]) + varint(value) for field, value in numbers.items()
    )


def varint(value):
    return bytes([value & 0x7F | 0x80]) + varint(value >> 7) if value > 0x7F else bytes([value])


def pretix(message, private=PRIVATE):
    signature = private.sign(message)
    raw = struct.pack(">BHH", 1, len(message), len(signature)) + message + signature
    return base64.b64encode(raw).decode()[::-1]


MESSAGE = b"\x0a\x09ABCDEFGHJ" + varints(f2=12, f3=0, f4=7)
CODE = pretix(MESSAGE)
LATE = sign_ticket(bytes(range(32)), "e1", TICKET)


def test_a_ticket_of_pretix_tells_its_product():
    read = read_signed([CODE], lambda: programme(key(Scheme.PRETIX)), NOON)

    assert read is not None
    assert (read.code, read.fields) == (CODE, {"pretix_item": "12", "pretix_subevent": "7"})
    assert read.is_due


def test_a_ticket_longer_than_a_byte_counts_is_read_too():
    long = pretix(b"\x0a\xac\x01" + b"A" * 172 + varints(f2=3))

    assert read_signed([long], lambda: programme(key(Scheme.PRETIX)), NOON) is not None


def test_our_own_form_tells_who_comes():
    read = read_signed([LATE], lambda: programme(key(Scheme.OWN)), NOON)

    assert read == SignedTicket(
        registration=REGISTRATION,
        code=TICKET.code,
        key=key(Scheme.OWN).id,
        fields=TICKET.fields,
    )


def test_our_own_form_has_only_letters_that_every_keyboard_writes():
    assert set(LATE) <= set(ALPHABET)
    assert len(LATE) < 320


def test_our_own_form_may_be_typed_small_and_in_groups():
    grouped = " ".join(LATE[start : start + 8] for start in range(0, len(LATE), 8)).lower()

    assert read_signed([grouped], lambda: programme(key(Scheme.OWN)), NOON) is not None


@pytest.mark.parametrize("code", [CODE, LATE])
def test_another_key_proves_nothing(code):
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    keys = [EventKey(scheme=scheme, public=other) for scheme in Scheme]

    assert read_signed([code], lambda: programme(*keys), NOON) is None


def test_a_code_of_another_event_is_none_of_ours():
    elsewhere = programme(key(Scheme.OWN), event="e2")

    assert read_signed([LATE], lambda: elsewhere, NOON) is None


def test_a_key_of_one_form_does_not_open_the_other():
    assert read_signed([LATE], lambda: programme(key(Scheme.PRETIX)), NOON) is None


@given(st.integers(0, len(LATE) - 1), st.sampled_from(ALPHABET))
def test_one_changed_letter_breaks_our_signature(place, letter):
    forged = LATE[:place] + letter + LATE[place + 1 :]
    read = read_signed([forged], lambda: programme(key(Scheme.OWN)), NOON)

    assert (read is not None) == (forged == LATE)


@given(st.integers(0, len(CODE) - 1), st.sampled_from("ABCxyz019+/="))
def test_one_changed_sign_breaks_a_ticket_of_pretix(place, sign):
    forged = CODE[:place] + sign + CODE[place + 1 :]
    read = read_signed([forged], lambda: programme(key(Scheme.PRETIX)), NOON)

    assert read is None or base64.b64decode(forged[::-1]) == base64.b64decode(CODE[::-1])


@pytest.mark.parametrize(
    ("begins", "ends", "is_due"),
    [
        (None, None, True),
        (datetime(2026, 12, 3, 13, tzinfo=UTC), None, False),
        (None, datetime(2026, 12, 3, 11, tzinfo=UTC), False),
        (datetime(2026, 12, 3, 11, tzinfo=UTC), datetime(2026, 12, 3, 13, tzinfo=UTC), True),
    ],
)
def test_a_code_has_its_time(begins, ends, is_due):
    late = sign_ticket(bytes(range(32)), "e1", TICKET, valid=(begins, ends))
    times = {"f5": begins, "f6": ends}
    numbers = {field: int(time.timestamp()) for field, time in times.items() if time}
    codes = {Scheme.OWN: late, Scheme.PRETIX: pretix(MESSAGE + varints(**numbers))}

    for scheme, code in codes.items():
        assert read_signed([code], partial(programme, key(scheme)), NOON).is_due is is_due


@given(st.text() | st.text(ALPHABET, min_size=170, max_size=800) | st.binary().map(repr))
def test_no_text_upsets_the_reader(text):
    assert read_signed([text], lambda: programme(key(Scheme.OWN)), NOON) is None
    assert registration_of(text)


@given(st.binary(max_size=200))
def test_no_bytes_in_a_ticket_upset_the_reader(data):
    code = base64.b64encode(b"\x01" + data).decode()[::-1]

    assert pretix_claim(code) is None or pretix_claim(code).code == code
    assert late_claim(data.hex().upper()) is None


def test_the_programme_is_asked_only_about_signed_codes():
    assert read_signed(["BCDEFGHJKLNOPRSB", "0042"], [].pop, NOON) is None


def test_a_signed_code_has_the_same_registration_everywhere():
    assert registration_of(CODE) == registration_of(CODE)
    assert registration_of("0042") != registration_of("0042")


def test_a_key_of_pretix_is_taken_as_its_server_writes_it():
    pem = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    assert pretix_key(pem.decode()) == key(Scheme.PRETIX)
    assert pretix_key(base64.b64encode(pem).decode()) == key(Scheme.PRETIX)


@pytest.mark.parametrize("text", ["", "abc", "AAAA", "-----BEGIN PUBLIC KEY-----", "é"])
def test_other_texts_are_no_key(text):
    with pytest.raises(InputError, match="no public key"):
        pretix_key(text)


def test_what_does_not_fit_is_not_signed():
    with pytest.raises(InputError, match="no UUID"):
        sign_ticket(bytes(32), "e1", SignedTicket(registration="r1", code="c", key=""))
    with pytest.raises(InputError, match="does not fit"):
        sign_ticket(
            bytes(32), "e1", SignedTicket(registration=REGISTRATION, code="c" * 300, key="")
        )
