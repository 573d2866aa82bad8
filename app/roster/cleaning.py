"""Text of a cell as it is kept: composed, on one line, without what nobody can see."""

import re
import unicodedata

# Control characters, byte order marks, soft hyphens, and marks that turn the direction of what
# follows. The joiners U+200C and U+200D stay: Persian and Indic names are spelt with them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return *text* in NFC, trimmed, with single spaces, without invisible characters."""
    if text.isascii() and text.isalnum():
        return text
    # Twice: what is invisible may have stood between two spaces.
    visible = _INVISIBLE.sub("", " ".join(text.split()))
    return unicodedata.normalize("NFC", " ".join(visible.split()))
