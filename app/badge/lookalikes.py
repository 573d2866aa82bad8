"""Letters of one script that stand for those of another which look the same.

They come from keyboards left in another layout and from copying. On paper nothing shows; but
the name is not found when somebody searches it, and it may be set in two faces.
"""

import re
import unicodedata
from collections import Counter

from app.badge.script import script_of, scripts

_LATIN = "AaBCcEeHIijKMNOoPpSsTXxYyv"
# Where an alphabet has no twin the Latin letter stands for itself.
_CYRILLIC = (
    "\u0410\u0430\u0412\u0421\u0441\u0415\u0435\u041d\u0406\u0456\u0458\u041a\u041c"
    "N\u041e\u043e\u0420\u0440\u0405\u0455\u0422\u0425\u0445\u0423\u0443v"
)
_GREEK = (
    "\u0391\u03b1\u0392CcEe\u0397\u0399\u03b9\u03f3\u039a\u039c"
    "\u039d\u039f\u03bf\u03a1\u03c1Ss\u03a4\u03a7\u03c7\u03a5y\u03bd"
)
_ALPHABETS = {"Latn": _LATIN, "Cyrl": _CYRILLIC, "Grek": _GREEK}
_WORD = re.compile(r"[^\W\d_]{2,}")
_STYLED = (range(0x1D400, 0x1D800), range(0xFF21, 0xFF5B), range(0x2460, 0x2500))


def unmixed(text: str) -> str:
    """Return *text* with each word in one script, and no letters of mathematics.

    A word of Latin, Cyrillic and Greek letters is put into the script of most of them as far
    as there are twins. A text without such words is returned as it is.
    """
    plain = "".join(_plain(character) for character in text)
    return _WORD.sub(lambda match: _in_one_script(match.group()), plain)


def _plain(character: str) -> str:
    is_styled = any(ord(character) in block for block in _STYLED)
    return unicodedata.normalize("NFKC", character) if is_styled else character


def _in_one_script(word: str) -> str:
    counts = Counter(name for name in map(script_of, word) if name in _ALPHABETS)
    if len(counts) <= 1:
        return word
    readings = [_spelled(word, wanted) for wanted, _ in counts.most_common()]
    whole = [reading for reading in readings if len(scripts(reading)) == 1]
    return [*whole, *readings][0]


def _spelled(word: str, wanted: str) -> str:
    """Return *word* with the twins of one script where it has any."""
    twins = {
        letter: twin
        for name, alphabet in _ALPHABETS.items()
        if name != wanted
        for letter, twin in zip(alphabet, _ALPHABETS[wanted], strict=True)
    }
    return "".join(twins.get(letter, letter) for letter in word)
