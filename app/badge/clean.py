"""What is taken out of a text before it is set, and how to see that it came broken."""

import re
import unicodedata
from functools import lru_cache

# Bidi controls, zero-width space, soft hyphen, word joiner and byte-order mark steer an
# editor, not a name. ZWJ, ZWNJ and variation selectors stay: they choose letter forms.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x061C,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    ]
)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufff9\ufffa\ufffb")
_SPACES = re.compile(r"\s+")
_PILE = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
# A leading byte of UTF-8 and one that follows it, as Windows or Latin-1 shows them.
_FOLLOWING = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x80-\xbf"
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{_FOLLOWING}]")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Return *text* as it is set: NFC, one line, single spaces, nothing invisible.

    At most three loose accents stay on a Latin letter, so that no pile grows over the page.
    Cleaning twice changes nothing.
    """
    visible = "".join(filter(_is_printable, text.translate(_INVISIBLE)))
    composed = unicodedata.normalize("NFC", visible)
    return _SPACES.sub(" ", _PILE.sub(r"\1", composed)).strip()


def folded(text: str) -> str:
    """Return the letters and digits of *text* without regard to capitals, for comparing.

    Signs do not matter: Referent:in and Referent*in are Referentin.
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text))).casefold()


def damage(text: str) -> str:
    """Return the part of *text* that a wrong encoding broke; empty when it is sound.

    Found are replacement characters, question marks inside a word and UTF-8 that was read
    as Windows text, such as ``MÃ¼ller``.
    """
    broken = re.search("\ufffd+|\\w\\?+\\w", text)
    if broken:
        return broken.group()
    twice = _MOJIBAKE.search(text)
    if twice is None or not repaired(text):
        return ""
    return twice.group()


def repaired(text: str) -> str:
    """Return *text* with its Windows bytes read as UTF-8; empty when they are none."""
    for encoding in ("cp1252", "latin-1"):
        try:
            read = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return read if read != text else ""
    return ""


def controls(text: str) -> str:
    """Return the codes in *text* that are no letters and turn or break it, tabs and ends aside."""
    return "".join(filter(_is_control, text))


def _is_control(character: str) -> bool:
    is_code = unicodedata.category(character) in {"Cc", "Cs"} and not character.isspace()
    return is_code or character in _TURNING


def _is_printable(character: str) -> bool:
    """Whether a character is more than a control code or half of a surrogate pair."""
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs"}
