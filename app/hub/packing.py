"""Bodies packed by zstd or gzip, never larger than a hub wants to read."""

import gzip
import io

import zstandard

from app.hub.intake import RefusedError
from app.sync import wire

LEVEL = 3
WORTHWHILE_BYTES = 1_000
"""Shorter answers are sent as they are."""

GZIP = "gzip"

_LARGEST_WINDOW_BYTES = 2**27
"""What any usual level of zstd needs; memory is taken only as far as the body is read."""


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return a request's body as it was before it was packed.

    Args:
        body: What arrived.
        encoding: The request's content coding, empty when there is none.

    Raises:
        RefusedError: the coding is unknown, the body is damaged or too large.
    """
    if encoding in {"", "identity"}:
        return body
    if encoding != wire.ZSTD:
        sentence = f"The hub cannot unpack {encoding[:40]}; send zstd, or the body as it is."
        raise RefusedError(415, wire.BAD_REQUEST, sentence)
    unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW_BYTES)
    try:
        with unpacker.stream_reader(io.BytesIO(body)) as reader:
            plain: bytes = reader.read(wire.MAX_BODY_BYTES + 1)
    except (zstandard.ZstdError, MemoryError) as error:
        sentence = f"The body is damaged: {error}"
        raise RefusedError(400, wire.BAD_REQUEST, sentence) from error
    if len(plain) > wire.MAX_BODY_BYTES:
        raise oversized()
    return plain


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
        return zstandard.ZstdCompressor(level=LEVEL).compress(body), wire.ZSTD
    if GZIP in codings:
        return gzip.compress(body, compresslevel=1, mtime=0), GZIP
    return body, ""


def oversized() -> RefusedError:
    """Return the refusal of a body that is too large."""
    sentence = f"The hub reads at most {wire.MAX_BODY_BYTES} bytes at once; send fewer entries."
    return RefusedError(413, wire.OVERSIZED, sentence)


def _wanted(accepted: str) -> set[str]:
    """Return the codings of an ``Accept-Encoding`` that are not ruled out."""
    parts = (part.partition(";") for part in accepted.lower().split(","))
    return {name.strip() for name, _, weight in parts if weight.strip() not in {"q=0", "q=0.0"}}
