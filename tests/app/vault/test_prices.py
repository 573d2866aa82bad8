"""Guessing is dear, and what an earlier release locked at that price still opens."""

import pytest
from cryptography.exceptions import InvalidTag

from app.errors import PinError
from app.sync import handover
from app.vault import pin

WRAPPED = (
    "pin-1 argon2id b3fcf30ff0fe67b4fca533035da0ec34 ace0a8d716726f4f79eb47b1 "
    "da905f9a6b997710af71637f2427d645b121a9ec8a24e077a428b38af725c4329692d391f6972f855cb751e25ff65689"
)
"""The 32 bytes from 0 on, by Argon2id with 64 MB, 3 rounds and 4 lanes."""

CODE, SEALED = "ABCDEFGHIJKLMNOP", bytes.fromhex("5e0bb799a820b546ea81ee564a697f9134ed5df93c4a75")
"""A chunk of a hand-over, by scrypt with 64 MB."""


@pytest.mark.usefixtures("real_prices")
def test_a_key_behind_a_pin_opens_at_the_real_price():
    assert pin.unwrap(WRAPPED, "4711-ä") == bytes(range(32))
    with pytest.raises(PinError):
        pin.unwrap(WRAPPED, "4711-b")


@pytest.mark.usefixtures("real_prices")
def test_a_hand_over_opens_at_the_real_price():
    assert handover._cipher(CODE, bytes(16)).decrypt(bytes(12), SEALED, None) == b"Empfang"


def test_neither_opens_at_a_lower_one():
    with pytest.raises(PinError):
        pin.unwrap(WRAPPED, "4711-ä")
    with pytest.raises(InvalidTag):
        handover._cipher(CODE, bytes(16)).decrypt(bytes(12), SEALED, None)
