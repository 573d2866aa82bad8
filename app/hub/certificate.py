"""The hub's TLS key and certificate: made at the first start, recognised by the key's pin.

No authority signs it and no name or date in it matters: stations compare the SHA-256 of the
public key. So a fresh certificate for the same key needs no new enrolment. A next key is
prepared long before it is used, so that all stations have heard of its pin.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from app.errors import FileError
from app.sync.enrolment import pin_of
from app.vault.files import publish_private, replace_private

_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""RFC 5280's date for "has no end": a station's clock may be wrong by years."""


_KEY, _NEXT_KEY, _CERTIFICATE = "hub-key.pem", "hub-key-next.pem", "hub-certificate.pem"


@dataclass(frozen=True, slots=True)
class Identity:
    """Where the hub's key and certificate lie (PEM), and the pin that stations compare."""

    key_file: Path
    certificate_file: Path
    pin: str


def identity(folder: Path) -> Identity:
    """Return the hub's key and certificate in *folder*, made on first use.

    Raises:
        FileError: they cannot be read or written.
    """
    key_file, certificate_file = folder / _KEY, folder / _CERTIFICATE
    with _sentenced(folder):
        if not key_file.exists():
            publish_private(key_file, _pem(ec.generate_private_key(ec.SECP256R1())))
        key = _read_key(key_file)
        if not _is_certificate_of(certificate_file, key):
            replace_private(certificate_file, _self_signed(key).public_bytes(Encoding.PEM))
    return Identity(key_file, certificate_file, _pin(key))


def next_pin(folder: Path) -> str:
    """Return the pin of the key that the hub will have one day, empty when none is prepared.

    Raises:
        FileError: it cannot be read.
    """
    with _sentenced(folder):
        try:
            return _pin(_read_key(folder / _NEXT_KEY))
        except FileNotFoundError:
            return ""


def prepare_next(folder: Path) -> str:
    """Make the hub's next key, if none is prepared; return its pin.

    Raises:
        FileError: it cannot be written.
    """
    with _sentenced(folder):
        if not (folder / _NEXT_KEY).exists():
            publish_private(folder / _NEXT_KEY, _pem(ec.generate_private_key(ec.SECP256R1())))
    return next_pin(folder)


def prepared_ms(folder: Path) -> int:
    """Return since when there is a next key, Unix time in ms; stations here since know it.

    Raises:
        FileError: there is none.
    """
    try:
        return round((folder / _NEXT_KEY).stat().st_mtime * 1000)
    except FileNotFoundError:
        sentence = (
            "No next key is prepared; make one with `hub rotate` and let stations hear of it."
        )
        raise FileError(sentence) from None


def switch(folder: Path) -> Identity:
    """Put the next key in place of the present one, which is gone then.

    Raises:
        FileError: there is none, or it cannot be put there.
    """
    prepared_ms(folder)
    with _sentenced(folder):
        # A certificate that does not belong to the key is made anew, also after a crash here.
        (folder / _NEXT_KEY).replace(folder / _KEY)
    return identity(folder)


@contextlib.contextmanager
def _sentenced(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        sentence = f"The hub's key in {folder} cannot be used ({error}); check the folder."
        raise FileError(sentence) from error


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        sentence = f"{path} holds no P-256 key; move it away and enrol the stations anew."
        raise FileError(sentence)
    return key


def _is_certificate_of(path: Path, key: ec.EllipticCurvePrivateKey) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        return False
    return certificate.public_key() == key.public_key()


def _pin(key: ec.EllipticCurvePrivateKey) -> str:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return pin_of(public)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _self_signed(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Empfang hub")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BEGINNING)
        .not_valid_after(_NO_END)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
