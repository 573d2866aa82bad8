"""Where a line may break: behind spaces and hyphens, between words of scripts without spaces."""

from functools import lru_cache

from app.badge.script import SPACELESS, clusters, scripts

_BREAKS_AFTER = frozenset(" -\u2010\u05be\u0f0b/\u30fb")
_MIDDLE_DOT = "\u00b7"
"""Stands between the words of foreign names in Chinese, within a letter of Catalan."""
_NEVER_FIRST = frozenset("々ー・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜ﾞﾟ、。")
_DICTIONARY = {"Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my"}
"""Scripts whose words only a dictionary tells apart, with a language for it."""


_HAN = frozenset({"Hani"})
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_TRAILING_VOWELS = frozenset("ะาำๅๆฯະາຳໆຯ")
_BINDING = frozenset("\u1039\u103a")
"""Burmese signs on a consonant that closes the syllable before it."""


def pieces(text: str) -> list[str]:
    """Return the pieces of *text* between which a line may break; joined they are *text*.

    Thai, Lao, Khmer and Burmese break between words, a text of Han, kana or Tibetan without
    spaces between any two letters; no piece ends within what readers take for one letter.
    """
    found = _spaced(text)
    parts = [part for piece in found for part in _words(piece)]
    if len(parts) == 1 and scripts(text) & SPACELESS - _DICTIONARY.keys():
        return _letters(text)
    return parts


def _spaced(text: str) -> list[str]:
    """Break behind spaces and hyphens that bear no marks."""
    letters = list(clusters(text))
    found = [""]
    for letter, following in zip(letters, [*letters[1:], " "], strict=False):
        found[-1] += letter
        breaks = letter in _BREAKS_AFTER or (letter == _MIDDLE_DOT and scripts(following) == _HAN)
        if breaks and following not in _BREAKS_AFTER:
            found.append("")
    return [piece for piece in found if piece.strip()]


def _letters(text: str) -> list[str]:
    """Break between letters, but not before one that never begins a line."""
    found: list[str] = []
    for letter in clusters(text):
        if found and letter in _NEVER_FIRST:
            found[-1] += letter
        else:
            found.append(letter)
    return found


@lru_cache(maxsize=4096)
def _words(piece: str) -> tuple[str, ...]:
    """Break between words by ICU's dictionaries where the script needs them."""
    language = next((_DICTIONARY[name] for name in scripts(piece) if name in _DICTIONARY), "")
    if not language:
        return (piece,)
    # Costs tens of megabytes of memory maps, and most events never need it.
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 - large, and most names never need it

    ends = set()
    length = 0
    for cluster in clusters(piece):
        length += len(cluster)
        ends.add(length)
    words = [""]
    length = 0
    for word in map(str, LineBreaker(piece, language)):
        words[-1] += word
        length += len(word)
        if length in ends and not _is_within_syllable(piece, length):
            words.append("")
    return tuple(filter(None, words))


def _is_within_syllable(text: str, place: int) -> bool:
    """Whether a dictionary that does not know a name tears a syllable apart at *place*."""
    before, after = text[place - 1], text[place : place + 2]
    return (
        before in _LEADING_VOWELS
        or after[:1] in _TRAILING_VOWELS
        or (len(after) > 1 and after[1] in _BINDING)
    )
