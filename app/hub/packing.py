"""How the bodies of requests and answers are packed."""

import gzip

from app.hub.intake import RefusedError
from app.sync import wire
from app.sync.packing import WORTHWHILE_BYTES, OversizedError
from app.sync.packing import packed as packed_by_zstd
from app.sync.packing import unpacked as unpacked_by_zstd

GZIP = "gzip"

_CODINGS = {"identity", ""}


def unpacked(body: bytes, coding: str, limit: int) -> bytes:
    """Return a request's body as it was before it was packed.

    Args:
        body: What arrived.
        coding: The request's content coding, empty when there is none.
        limit: Most bytes that are read.

    Raises:
        RefusedError: the coding is unknown or the body too large.
        WireError: the body is damaged.
    """
    if coding in _CODINGS:
        return body
    if coding != wire.ZSTD:
        sentence = f"The hub cannot unpack {coding[:40]}; send zstd, or the body as it is."
        raise RefusedError(415, wire.BAD_REQUEST, sentence)
    try:
        return unpacked_by_zstd(body, limit)
    except OversizedError as error:
        raise oversized() from error


def packed(body: bytes, accepted: str) -> tuple[bytes, str]:
    """Return an answer's body packed as its receiver likes, and the coding's name.

    Args:
        body: The answer.
        accepted: The request's ``Accept-Encoding``.
    """
    if len(body) < WORTHWHILE_BYTES:
        return body, ""
    codings = _wanted(accepted)
    if wire.ZSTD in codings:
        return packed_by_zstd(body), wire.ZSTD
    if GZIP in codings:
        return gzip.compress(body, compresslevel=1, mtime=0), GZIP
    return body, ""


def oversized() -> RefusedError:
    """Return the refusal of a body that is too large."""
    sentence = "The hub does not read so much at once; send fewer entries."
    return RefusedError(413, wire.OVERSIZED, sentence)


def _wanted(accepted: str) -> set[str]:
    """Return the codings of an ``Accept-Encoding`` that are not ruled out."""
    parts = (part.partition(";") for part in accepted.lower().split(","))
    return {name.strip() for name, _, weight in parts if weight.strip() not in {"q=0", "q=0.0"}}
