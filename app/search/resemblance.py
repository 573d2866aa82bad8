"""Who may be on the list already, under another spelling of a name.

Asked before a guest is registered at the desk. The first rule is the one by which the conflict
inbox asks afterwards (`app.search.searchable.likeness`): names that share it always come. Names
that are nearly the same by their letters come too, and those that have a word more or less.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from app.ports import Hit, SearchIndex
from app.search.finder import CANDIDATES, Finder
from app.search.fold_name import fold_name, fold_words
from app.search.searchable import likeness
from app.search.skeleton import skeleton

_NEAR = 84.0
"""Percent from which a whole name is nearly another one."""
_CONTAINED = 92.0
"""Percent from which two words or more of a name stand in the other."""
_TELLING = 2
_NO_RESEMBLANCE = 25.0
"""Percent of equal letters below which words are not asked whether they sound alike."""
_ASKED = 12


def resembling(index: SearchIndex, finder: Finder, name: str, limit: int = 3) -> list[Hit]:
    """Return at most *limit* people who may be the one called *name*, the likeliest first."""
    words = fold_words(name)
    if not words:
        return []
    shared = likeness(words)
    alike = index.matches([tuple(shared)], CANDIDATES) if shared else []
    found = {hit.id: hit for hit in alike}
    found |= {hit.id: hit for hit in finder.find(name, _ASKED) if _is_near(words, hit.name)}
    return sorted(found.values(), key=lambda hit: _place(words, hit))[:limit]


def _is_near(words: Sequence[str], name: str) -> bool:
    others = fold_words(name)
    there, back = _percent_alike(name, words), _percent_alike(" ".join(words), others)
    if min(len(words), len(others)) < _TELLING:
        return len(words) == len(others) and min(there, back) >= _CONTAINED
    return min(there, back) >= _NEAR or max(there, back) >= _CONTAINED


def _place(words: Sequence[str], hit: Hit) -> tuple[float, bool, str, str]:
    others = fold_words(hit.name)
    both = _percent_alike(hit.name, words) + _percent_alike(" ".join(words), others)
    return -both, hit.arrived is not None, hit.name, hit.id


def _percent_alike(name: str, words: Sequence[str]) -> float:
    """Return how much *words* resemble words of *name*, in percent.

    Each word is held against the word of the name that is nearest in letters and in sound, so
    neither the order nor the words of the name that nobody said matter.
    """
    others = fold_name(name)
    total = sum(
        len(word) * max((_resemblance(word, other) for other in others), default=0.0)
        for word in words
    )
    return total / sum(map(len, words))


def _resemblance(word: str, other: str) -> float:
    letters = fuzz.ratio(word, other)
    if letters < _NO_RESEMBLANCE:
        return letters
    return (2 * letters + fuzz.ratio(skeleton(word), skeleton(other))) / 3
