"""Signed codes, verified without network and without a list.

A signature says that the organiser gave the code out. It cannot say that nobody used it
elsewhere: two copies at two stations that are offline are both let in, and stand as two
arrivals of one registration as soon as both stations have synced.
"""

import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from app.model.entry import Randbits
from app.model.programme import Programme
from app.model.ticket import EventKey, SignedTicket
from app.reading.claim import Claim
from app.reading.late_ticket import event_tag, late_claim
from app.reading.pretix_ticket import pretix_claim


def read_signed(
    codes: Sequence[str], programme: Callable[[], Programme], now: datetime
) -> SignedTicket | None:
    """Return the ticket that one of *codes* is, signed with a key of this event.

    Args:
        codes: The candidates of a scan.
        programme: Gives event and keys; asked only when a code looks signed.
        now: Decides whether a ticket's time has come.
    """
    claims = [claim for code in codes if (claim := _claim(code)) is not None]
    if not claims:
        return None
    plan = programme()
    tag = event_tag(plan.event.id)
    for claim in claims:
        key = _key_of(claim, plan.keys) if claim.event_tag in (b"", tag) else None
        if key is not None:
            return SignedTicket(
                registration=claim.registration,
                code=claim.code,
                key=key.id,
                fields=claim.fields,
                is_due=claim.is_due(now),
                due=claim.due(now),
            )
    return None


def registration_of(code: str, randbits: Randbits = secrets.randbits) -> str:
    """Return the id for a new registration with *code*.

    A code of pretix's signed form always gives the same one, so that a guest whom a station
    let in by signature and the row of a list that comes later are one registration.
    """
    claim = pretix_claim(code)
    if claim is not None:
        return claim.registration
    return str(uuid.UUID(int=randbits(128), version=4))


def _claim(code: str) -> Claim | None:
    return pretix_claim(code) or late_claim(code)


def _key_of(claim: Claim, keys: Iterable[EventKey]) -> EventKey | None:
    """Return the key with which *claim* was signed, if it is one of *keys*."""
    fitting = [key for key in keys if key.scheme is claim.scheme]
    return next((key for key in fitting if _is_signed_with(key, claim)), None)


def _is_signed_with(key: EventKey, claim: Claim) -> bool:
    # Only a station with signed codes pays for loading this.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - large
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - large
        Ed25519PublicKey,
    )

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public))
        public.verify(claim.signature, claim.signed)
    except (InvalidSignature, ValueError):
        return False
    return True
