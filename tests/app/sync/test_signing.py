"""Signatures: only the key's holder, only this message."""

import pytest

from app.sync.signing import is_public_key, is_signed_by, new_key, public_part, sign


@pytest.fixture(scope="module")
def key():
    return new_key()


def test_the_holder_of_the_key_is_recognised(key):
    assert is_signed_by(public_part(key), b"entries", sign(key, b"entries"))


def test_a_changed_message_is_not(key):
    assert not is_signed_by(public_part(key), b"entries!", sign(key, b"entries"))


def test_another_key_is_not(key):
    assert not is_signed_by(public_part(new_key()), b"entries", sign(key, b"entries"))


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64, "00"])
def test_noise_is_not(key, signature):
    assert not is_signed_by(public_part(key), b"entries", signature)


@pytest.mark.parametrize("text", ["", "zz" * 32, "00" * 31])
def test_noise_is_no_key(text):
    assert not is_public_key(text)
