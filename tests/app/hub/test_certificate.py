"""The hub's key: made once, kept private, the same pin for ever."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.errors import FileError
from app.hub.certificate import identity, next_pin, prepare_next, switch
from app.sync.enrolment import pin_of


def test_the_pin_stays(tmp_path):
    assert identity(tmp_path) == identity(tmp_path)


def test_all_who_begin_at_once_have_the_first_ones_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        pins = {one.result().pin for one in [pool.submit(identity, tmp_path) for _ in range(16)]}

    assert pins == {identity(tmp_path).pin}


def test_a_lost_certificate_is_made_again_for_the_same_key(tmp_path):
    before = identity(tmp_path)
    before.certificate_file.unlink()

    assert identity(tmp_path).pin == before.pin


def test_two_hubs_have_two_pins(tmp_path):
    (tmp_path / "other").mkdir()

    assert identity(tmp_path).pin != identity(tmp_path / "other").pin


def test_the_key_is_p256_and_good_at_any_date(tmp_path):
    pem = identity(tmp_path).certificate_file.read_bytes()
    certificate = x509.load_pem_x509_certificate(pem)

    assert isinstance(certificate.public_key().curve, SECP256R1)
    assert certificate.not_valid_before_utc.year == 2000
    assert certificate.not_valid_after_utc.year == 9999


def test_its_files_are_its_owners_only(tmp_path):
    identity(tmp_path)
    prepare_next(tmp_path)
    others = [path.stat().st_mode & 0o077 for path in tmp_path.glob("*.pem")]

    assert others == [0, 0, 0] or os.name == "nt"  # where the folder's own list of rights decides


def test_a_broken_key_is_said_so_and_kept(tmp_path):
    key_file = identity(tmp_path).key_file
    key_file.write_text("no key")

    with pytest.raises(FileError, match="cannot be used"):
        identity(tmp_path)
    assert key_file.read_text() == "no key"


def test_a_next_key_is_prepared_once_and_takes_over(tmp_path):
    before = identity(tmp_path).pin
    announced = prepare_next(tmp_path)

    assert (prepare_next(tmp_path), next_pin(tmp_path)) == (announced, announced)
    assert identity(tmp_path).pin == before != announced
    assert switch(tmp_path).pin == announced
    assert (identity(tmp_path).pin, next_pin(tmp_path)) == (announced, "")


def test_the_certificate_follows_the_key(tmp_path):
    prepare_next(tmp_path)
    identity(tmp_path)
    pem = switch(tmp_path).certificate_file.read_bytes()
    key = x509.load_pem_x509_certificate(pem).public_key()

    assert pin_of(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)) == (
        identity(tmp_path).pin
    )


def test_nothing_takes_over_that_was_not_announced(tmp_path):
    before = identity(tmp_path)

    with pytest.raises(FileError, match="hub rotate"):
        switch(tmp_path)
    assert identity(tmp_path) == before
