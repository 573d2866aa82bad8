"""Which of a person's badges it is: a serial that stands behind the person's code.

A printed badge bears the code, three letters and a check letter. Whoever reads it finds the
person by the code alone, so a badge opens every door at once, also at a station that has not
heard yet that it was printed. The serial only tells an older badge from the latest one. The
letters are those of own codes, which survive every keyboard; an own code with its serial has
20 letters, as many as the smallest QR code holds.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable

from app.model.code import ALPHABET

LENGTH = 3
_TAIL = LENGTH + 1


def new_serial(known: Collection[str] = ()) -> str:
    """Return a serial of `LENGTH` letters that is not among *known*, at most a few thousand."""
    while True:
        serial = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if serial not in known:
            return serial


def badge_text(code: str, serial: str) -> str:
    """Return what a badge's QR code says; without a serial the code itself."""
    return code + serial + _check(code, serial) if serial else code


def split_badge_text(text: str) -> tuple[str, str] | None:
    """Return code and serial of a badge in any case, None for any other text."""
    code, tail = text[:-_TAIL], text[-_TAIL:].upper()
    if not code or not set(tail) <= set(ALPHABET):
        return None
    return (code, tail[:-1]) if _check(code, tail[:-1]) == tail[-1] else None


def with_badge_codes(codes: Iterable[str]) -> list[str]:
    """Return *codes*, and behind them the codes of the badges among them; each once."""
    texts = list(codes)
    badges = filter(None, map(split_badge_text, texts))
    return list(dict.fromkeys([*texts, *(code for code, _ in badges)]))


def _check(code: str, serial: str) -> str:
    """Return the letter that tells a badge from a longer code; the case does not matter."""
    digest = hashlib.sha256(f"{code.casefold()} {serial}".encode("utf-8", "surrogatepass"))
    return ALPHABET[int.from_bytes(digest.digest()[:8]) % len(ALPHABET)]
