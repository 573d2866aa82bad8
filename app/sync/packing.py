"""Bodies packed with zstd; unpacking stops where a body may not be larger."""

import zstandard

from app.sync.wire import MAX_BODY_BYTES, WireError

LEVEL = 3
WORTHWHILE_BYTES = 1_000
"""Smaller bodies fit into one packet anyway."""

_LARGEST_WINDOW_BYTES = 8 * 2**20
"""RFC 9659: no more memory may be asked of whoever unpacks a body."""


class OversizedError(WireError):
    """There is more in the body than anybody wants to read."""


def packed(body: bytes) -> bytes:
    """Return *body* packed."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(body)


def unpacked(body: bytes, limit: int = MAX_BODY_BYTES) -> bytes:
    """Return what was packed, at most *limit* bytes.

    Raises:
        OversizedError: it is larger.
        WireError: it is no such body, or was cut off.
    """
    decompressor = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW_BYTES)
    try:
        with decompressor.stream_reader(body, read_across_frames=False) as reader:
            whole = reader.read(limit + 1)
    except zstandard.ZstdError as error:
        sentence = f"The body cannot be unpacked: {error}"
        raise WireError(sentence) from error
    if len(whole) > limit:
        sentence = f"The body is larger than {limit} bytes when unpacked"
        raise OversizedError(sentence)
    return whole
