"""Text that went through the wrong encoding: "MÃ¼ller" for "Müller", and what was lost for good.

Whether it is repaired is for a human to say: a name may look damaged and be right.
"""

import html
import re
import unicodedata
from collections.abc import Sequence

_ROUNDS = 3
"""Some lists went through it twice."""

_TAIL = range(0x80, 0xC0)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_SPACING = re.compile("([aouAOUeiEI])\xa8")
"""A letter and its two dots side by side, as texts copied from PDF have them."""
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])")
"""A letter that nobody can bring back: it became a question mark."""


def repaired(text: str) -> str:
    """Return *text* as it was before it went through the wrong encoding."""
    if text.isascii():
        return html.unescape(text) if "&" in text and _ENTITY.search(text) else text
    # Of two ways back, the one that explains more leaves less.
    text = min((_undone(text, *way) for way in _WAYS), key=len)
    if _ENTITY.search(text):
        text = html.unescape(text)
    return _SPACING.sub(lambda found: unicodedata.normalize("NFC", f"{found[1]}\u0308"), text)


def is_lost(text: str) -> bool:
    """Whether a letter of *text* became a question mark, which nobody can take back."""
    # A question within an address of the web is a question.
    return bool(_LOST.search(text)) and "://" not in text and "=" not in text


def _undone(text: str, pattern: re.Pattern[str], known: dict[str, int]) -> str:
    for _ in range(_ROUNDS):
        before = text
        text = pattern.sub(lambda found: _meant(found[0], known), text)
        if text == before:
            break
    return text


def _bytes_of(codec: str) -> dict[str, int]:
    """Return which byte each character above ASCII was read from; gaps read as controls."""
    known = {chr(number): number for number in range(0x80, 0xA0)}
    for number in range(0x80, 0x100):
        letter = bytes([number]).decode(codec, "ignore")
        if letter:
            known[letter] = number
    return known


def _pattern(known: dict[str, int], leads: Sequence[int]) -> re.Pattern[str]:
    """Return what finds the letters that one letter of UTF-8 became.

    *leads* are the first bytes of two that no sound text has before a second one.
    """

    def some(numbers: Sequence[int]) -> str:
        return "[" + re.escape("".join(one for one, byte in known.items() if byte in numbers)) + "]"

    tail = some(_TAIL)
    two, three, four = map(some, (leads, range(0xE0, 0xF0), range(0xF0, 0xF5)))
    return re.compile(f"{four}{tail}{{3}}|{three}{tail}{{2}}|{two}{tail}")


def _meant(letters: str, known: dict[str, int]) -> str:
    """Return the letter that *letters* were; themselves where that is none that names have."""
    try:
        letter = bytes(known[one] for one in letters).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return letters
    # Two signs that happen to follow each other, as É» in quotes, give a letter of phonetics.
    is_unlikely = any(ord(letter) in some for some in _UNLIKELY) and letter not in _RARE
    return letters if is_unlikely or unicodedata.category(letter) in ("Cn", "Co") else letter


_UNLIKELY = (range(0x180, 0x300), range(0x340, 0x370))
_RARE = "\u01a0\u01a1\u01af\u01b0\u0259\u018f\u0218\u0219\u021a\u021b\u01ce\u01d0\u01d2\u01d4"
"""Letters of Vietnamese, Azerbaijani, Romanian and of Pinyin beyond Latin Extended-A."""

_LEADS = range(0xC2, 0xDC)
"""From 0xDC on it would be Syriac or N'Ko, but ß and a no-break space are a German word."""

_LEADS_OF_MACS = range(0xC2, 0xC7)
"""Of old Macs the others are quotation marks, dashes and letters that names have."""

_WAYS = tuple(
    (_pattern(known, leads), known)
    for known, leads in (
        (_bytes_of("cp1252"), _LEADS),
        (_bytes_of("mac_roman"), _LEADS_OF_MACS),
    )
)
