"""Recognising the hub's TLS key: names and dates in its certificate mean nothing."""

import ssl

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.sync.enrolment import pin_of


def pin_of_certificate(certificate: bytes) -> str:
    """Return the pin of the key in a certificate (DER), empty where nobody can read one.

    Whoever is at an address can show whatever OpenSSL lets pass.
    """
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        return ""
    return pin_of(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def trusting_only(certificate: bytes) -> ssl.SSLContext:
    """Return a context that accepts this one certificate (DER) and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(certificate))
    return context
