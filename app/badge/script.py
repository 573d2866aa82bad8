"""Scripts, and the pieces of a text that must not be torn apart."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import uharfbuzz

JOINERS = frozenset("\u200c\u200d")
_FIRST_MARK = "\u0300"
_VIRAMA = 9
"""Canonical combining class of the signs that bind two consonants into one letter."""
_SILENCING = frozenset("\u103a\u0e3a\u0eba")
"""Signs of that class that only take the vowel from a consonant: Burmese, Thai and Pali Lao."""
_UNSEEN = frozenset([0x034F, 0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_EMOJI = (range(0x1F000, 0x1FB00), range(0x2600, 0x27C0), range(0x2B00, 0x2C00))
# Thai and Lao AM are spacing letters that belong to the letter before them.
_TRAILING = frozenset("\u0e33\u0eb3")
_HANGUL_VOWELS = (range(0x1160, 0x1200), range(0xD7B0, 0xD7FC))
_HANGUL = (range(0x1100, 0x1200), range(0xA960, 0xA97D), range(0xD7B0, 0xD7FC))
SPACELESS = frozenset({"Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that put no space between words."""


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """Return the ISO 15924 code of a character; empty when it belongs to every script."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    script = buffer.script
    return "" if script in {None, "Zyyy", "Zinh", "Zzzz"} else str(script)


def scripts(text: str) -> frozenset[str]:
    """Return the scripts that *text* is written in."""
    return frozenset(filter(None, map(script_of, text)))


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is a picture, which no letter font has."""
    return "\ufe0f" in cluster or any(ord(cluster[0]) in block for block in _EMOJI)


def seen(cluster: str) -> str:
    """Return the characters of a cluster that need a glyph of their own."""
    return "".join(character for character in cluster if ord(character) not in _UNSEEN)


def clusters(text: str) -> Iterator[str]:
    """Yield what readers take for one letter: a base with its marks, joiners and stacks."""
    start = 0
    for index in range(1, len(text)):
        if not _continues(text, start, index):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _continues(text: str, start: int, index: int) -> bool:
    """Whether the character at *index* belongs to the cluster that began at *start*."""
    before, here = text[index - 1], text[index]
    if here < _FIRST_MARK:
        return False
    code = ord(here)
    if unicodedata.category(here)[0] == "M" or here in JOINERS or here in _TRAILING:
        return True
    if code in _SKIN_TONES or (before == "\u200d" and is_emoji(here)):
        return True
    if code in _FLAGS and ord(before) in _FLAGS:
        return (index - start) % 2 == 1
    bound_to = text[index - 2] if before in JOINERS and index - start > 1 else before
    return _binds_hangul(before, here) or _binds_consonant(bound_to, here)


def _binds_hangul(before: str, here: str) -> bool:
    """Whether a conjoining jamo goes on with the syllable."""
    is_jamo = any(ord(before) in block for block in _HANGUL) or "가" <= before <= "힣"
    return is_jamo and any(ord(here) in block for block in _HANGUL_VOWELS)


def _binds_consonant(before: str, here: str) -> bool:
    """Whether a virama (perhaps with a joiner) binds the next consonant to the cluster."""
    binds = unicodedata.combining(before) == _VIRAMA and before not in _SILENCING
    return binds and unicodedata.category(here) == "Lo"
