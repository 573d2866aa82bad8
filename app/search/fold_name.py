"""Names as plain words: what is stored and what is typed meet in the same letters.

Folding maps every script to a-z and 0-9 (the search form of DIN 91379 for Latin letters,
transliteration for the others), so Müller, Mueller and Muller become one word. A hyphen, an
apostrophe and a space are equal: a compound is found whole, by any of its parts, and from any
part to its end.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

PARTICLE_LETTERS = 3
"""Words up to this length (von, bin, de, Mc, Li) are also written together with the next."""

_BORDER = "-"
_WORDS = re.compile(r"[a-z0-9]+")
_DIGRAPHS = re.compile(r"(a)[ae]+|([ou])e+")
_SYLLABLES = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U000323af]"
)
_RARE = re.compile("[\u00a6\u00a9\u00ae\u00b0\u2000-\U0010ffff]")
"""Text without these has neither symbols nor syllable signs: the usual case, and faster."""


def fold_words(text: str) -> tuple[str, ...]:
    """Return the words of *text* as people separate them, folded to a-z and 0-9.

    Hyphens, apostrophes and the borders of Chinese and Korean syllables separate words too.
    Emoji and punctuation are left out. Folding what is folded changes nothing.
    """
    return tuple(word for chunk in fold_chunks(text) for word in chunk)


@lru_cache(maxsize=8192)
def fold_name(text: str) -> frozenset[str]:
    """Return every word under which a name can be found.

    Beside the words themselves these are the tails of compounds in one word: ``obrien`` for
    O'Brien, ``xiaoming`` and ``wangxiaoming`` for 王小明, ``vonderheide`` for von der Heide.
    """
    chunks = fold_chunks(text)
    words = {word for chunk in chunks for word in chunk}
    compounds = [chunk for chunk in chunks if len(chunk) > 1]
    if any(len(word) <= PARTICLE_LETTERS for word in words):
        compounds += _particle_runs([joined(chunk) for chunk in chunks])
    for compound in compounds:
        words.update(joined(compound[start:]) for start in range(len(compound) - 1))
    return frozenset(words)


def spellings(text: str) -> list[tuple[str, ...]]:
    """Return the ways in which typed words may be meant, the one as typed first.

    The others are written together where the typist put a border: ``al haddad`` and
    ``al-haddad`` are also tried as ``alhaddad``.
    """
    chunks = fold_chunks(text)
    words = [word for chunk in chunks for word in chunk]
    compounds = [joined(chunk) for chunk in chunks]
    together = [
        (*words[:at], joined(pair), *words[at + 2 :]) for at, pair in enumerate(pairwise(words))
    ]
    ways = [tuple(words), tuple(compounds), *together, (joined(words),)]
    return [way for way in dict.fromkeys(ways) if any(way)]


def joined(words: Iterable[str]) -> str:
    """Return folded words as one word, folded again where two of them meet."""
    return _without_digraphs("".join(words))


def is_enough(text: str) -> bool:
    """Whether *text* says enough to show people: two letters, or one syllable sign."""
    letters = sum(character.isalnum() for character in unicodedata.normalize("NFC", text))
    return letters > 1 or _SYLLABLES.search(text) is not None


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of *text* in a-z and 0-9, with the ae, oe and ue that were written."""
    return tuple(_WORDS.findall(_plain(_signs_apart(text))))


@lru_cache(maxsize=8192)
def fold_chunks(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded parts of each run of *text* without a space."""
    chunks = (_parts(chunk) for chunk in _signs_apart(text).split())
    return tuple(chunk for chunk in chunks if chunk)


def _signs_apart(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return _readable(text) if _RARE.search(text) else text


def _readable(text: str) -> str:
    """Return *text* without signs that are no part of a word, syllable signs set apart."""
    kept = []
    for character in text:
        if _SYLLABLES.match(character):
            kept.append(f"{_BORDER}{character}{_BORDER}")
        else:
            kept.append(_BORDER if unicodedata.category(character) == "So" else character)
    return "".join(kept)


def _parts(chunk: str) -> tuple[str, ...]:
    """Return the folded words of a run without spaces."""
    return tuple(_WORDS.findall(_without_digraphs(_plain(chunk))))


def _plain(text: str) -> str:
    return (text if text.isascii() else anyascii(text)).lower()


def _without_digraphs(plain: str) -> str:
    """Return *plain* with ae, aa, oe and ue as the vowel that others write instead."""
    if "e" not in plain and "aa" not in plain:
        return plain
    return _DIGRAPHS.sub(r"\1\2", plain)


def _particle_runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every run of short words together with the word that follows it."""
    runs: list[tuple[str, ...]] = []
    start = 0
    for end, word in enumerate(words, start=1):
        if len(word) > PARTICLE_LETTERS:
            runs.append(tuple(words[start:end]))
            start = end
    return [*runs, tuple(words[start:])]
