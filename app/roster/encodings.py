"""Which encoding a list in bytes is in: found out, or asked where two would both make sense.

UTF-8 and UTF-16 can be told for sure. The old encodings of one byte a letter cannot: every file is
valid in most of them. So the words decide: "Müller" is one, "MŸller" is none.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from app.errors import FileError, TableError
from app.roster.reading import Doubt, ask

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""Windows, Latin-9, old Macs and Excel's "CSV (MS-DOS)", the likeliest first."""

_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "iso8859_15": "Latin-9",
    "iso8859-15": "Latin-9",
    "iso8859-1": "Latin-1",
    "mac_roman": "MacRoman",
    "mac-roman": "MacRoman",
    "cp850": "MS-DOS",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))
_CONTROLS_PER_MILLE = 5
"""More control characters than these few are not in any list, but in all binary files."""
_WIDE_SAMPLE_BYTES = 4_000
_WIDE_PER_CENT = 30
"""In UTF-16 so many of every other byte are zero where the letters are Latin."""
_REPLACEMENT = "\ufffd"
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS = 20_000

_UMLAUTS = frozenset("äöüÄÖÜ")
_OPENING = frozenset("\u201e\u201c\u201a\u2018\u2039\u203a\xab\xbb")
_CLOSING = frozenset("\u201c\u201d\u2018\u2019\u2039\u203a\xab\xbb")
"""Quotation marks, low and high, single and double, of several countries."""

_APOSTROPHES = frozenset("\u2019\u2018\xb4`")
_NEUTRAL = frozenset("–—…€¨•\xa0©®°§") | _OPENING | _CLOSING | _APOSTROPHES
_LAST_USUAL, _LAST_LETTER = "\xff", "\u017f"
"""The ends of Latin-1 and of Latin Extended-A."""

_IMPOSSIBLE, _SIGN_IN_WORD, _CAPITAL_IN_WORD = -10.0, -3.0, -3.0
_USUAL_LETTER, _RARE_LETTER = 1.0, 0.3
_CLEAR, _NEAR = 0.75, 0.4
"""So much better for each letter another encoding must be than Windows', and than any other."""
_SHOWN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and what people call its encoding."""

    text: str
    encoding: str


def decoded(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file.

    Args:
        data: Its content.
        name: Its name, for error sentences.
        encoding: What somebody said it is in; None finds out.

    Raises:
        FileError: the content is no text, or not in that encoding.
        TableError: there is no such encoding.
        ListQuestionError: two encodings make sense, and different names.
    """
    if encoding is not None:
        return _decoded(data, _known(encoding), name)
    for bom, found in _BOMS:
        if data.startswith(bom):
            return _decoded(data, found, name)
    if wide := _wide(data):
        return _decoded(data, wide, name)
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - _CONTROLS_PER_MILLE / 1000):
        sentence = f"{name} is no registration list; save the list as CSV or XLSX."
        raise FileError(sentence)
    try:
        return Decoded(data.decode("utf-8"), _NAMES["utf-8"])
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error.start, name)
        return _decoded(data, _likeliest(data, name), name)


def _known(encoding: str) -> str:
    """Return Python's name of an encoding of text."""
    spoken = {spoken.casefold(): name for name, spoken in _NAMES.items()}
    try:
        found = codecs.lookup(spoken.get(encoding.strip().casefold(), encoding.strip()))
        "".encode(found.name)  # hexadecimal and the like are no encodings of text
    except (LookupError, ValueError, TypeError) as error:
        sentence = (
            f"There is no encoding {encoding}; say utf-8, utf-16, cp1252, latin-9 or macroman."
        )
        raise TableError(sentence) from error
    return found.name


def _decoded(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"Line {line} of {name} has characters that are damaged; save it as UTF-8 again."
        raise FileError(sentence) from error
    return Decoded(text, _NAMES.get(encoding, encoding))


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 this is when it has no mark at its beginning."""
    sample = data[:_WIDE_SAMPLE_BYTES]
    if len(data) % 2 or not sample:
        return None
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros, others = sample[first::2], sample[1 - first :: 2]
        is_mostly_zero = zeros.count(0) * 100 >= len(zeros) * _WIDE_PER_CENT
        if is_mostly_zero and not others.count(0):
            return encoding
    return None


def _refuse_broken_utf8(data: bytes, position: int, name: str) -> None:
    """Refuse a file that is UTF-8 but for a few bytes: as Windows-1252 it would be gibberish."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACEMENT)
    sound = sum(not char.isascii() for char in text) - broken
    if sound > broken:
        line = data.count(b"\n", 0, position) + 1
        sentence = f"Line {line} of {name} has characters that are damaged; save it as UTF-8 again."
        raise FileError(sentence)


def _likeliest(data: bytes, name: str) -> str:
    """Return the encoding whose words look most like words; ask where two do."""
    words = Counter(_WORD.findall(data)[:_MOST_WORDS])
    marks = {one: mark for one in _OLD if (mark := _mark(words, one)) is not None}
    usual = marks.get(_OLD[0], _IMPOSSIBLE)
    best = max(marks, key=lambda one: marks[one])
    if marks[best] < 0 or usual >= max(_USUAL_LETTER, marks[best] - _CLEAR):
        return _OLD[0]  # where it cannot read the list, it says which line
    rivals = [one for one in marks if marks[one] > marks[best] - _margin(one)]
    if len({_text(words, one) for one in rivals}) == 1:
        return best
    raise _question(words, tuple(rivals), name)


def _margin(encoding: str) -> float:
    return _CLEAR if encoding == _OLD[0] else _NEAR


def _text(words: Counter[bytes], encoding: str) -> str:
    return b" ".join(words).decode(encoding)


def _question(words: Counter[bytes], encodings: tuple[str, ...], name: str) -> Exception:
    """Return the question which of *encodings* it is, with words that tell them apart."""
    telling = [word for word, _ in words.most_common() if len(_readings(word, encodings)) > 1]
    shown = telling[:_SHOWN_WORDS]
    examples = tuple(", ".join(word.decode(one) for word in shown) for one in encodings)
    spoken = tuple(_NAMES[one] for one in encodings)
    ways = " or ".join(f"{one} ({example})" for one, example in zip(spoken, examples, strict=True))
    sentence = f"{name} may be in {ways}; say which with --encoding."
    return ask(Doubt.ENCODING, sentence, spoken, examples)


def _readings(word: bytes, encodings: tuple[str, ...]) -> set[str]:
    return {word.decode(one, "replace") for one in encodings}


def _mark(words: Counter[bytes], encoding: str) -> float | None:
    """Return how sensible the words are in *encoding*, for each letter; None if they are none."""
    total, letters = 0.0, 0
    for word, times in words.items():
        try:
            text = word.decode(encoding)
        except UnicodeDecodeError:
            return None
        total += times * sum(_letter_marks(text))
        letters += times * sum(not letter.isascii() for letter in text)
    return total / max(letters, 1)


def _letter_marks(word: str) -> list[float]:
    is_all_capitals = not any(letter.islower() and letter != "ß" for letter in word)
    return [
        _sign_mark(word, place)
        if not _is_letter(letter)
        else _letter_mark(
            letter, is_amid=place > 0 and not is_all_capitals, is_alone=len(word) == 1
        )
        for place, letter in enumerate(word)
        if not letter.isascii()
    ]


def _is_letter(letter: str) -> bool:
    """Whether it is one of the letters that lists in these encodings have."""
    return letter.isalpha() and letter <= _LAST_LETTER and letter not in "ªºµ"


def _letter_mark(letter: str, *, is_amid: bool, is_alone: bool) -> float:
    if is_alone:
        return 0.0
    if letter.isupper() and is_amid:
        return _CAPITAL_IN_WORD
    if letter in _UMLAUTS:
        return 2 * _USUAL_LETTER
    return _USUAL_LETTER if letter <= _LAST_USUAL else _RARE_LETTER


def _sign_mark(word: str, place: int) -> float:
    """Rate what is no letter: quotes around words, an apostrophe within one, dashes alone."""
    sign, is_alone = word[place], len(word) == 1
    if unicodedata.category(sign) == "Cc":
        return _IMPOSSIBLE
    if sign not in _NEUTRAL:
        return 0.0 if is_alone else _SIGN_IN_WORD
    is_quoted = word[0] in _OPENING and word[-1] in _CLOSING
    is_double = sign in "„“”«»" and place == (len(word) - 1 if sign == "”" else 0)
    if is_alone or is_double or (is_quoted and place in (0, len(word) - 1)):
        return _USUAL_LETTER
    if sign in _APOSTROPHES and (place == 1 or word[place + 1 :].lower() == "s"):
        return _USUAL_LETTER
    return _RARE_LETTER
