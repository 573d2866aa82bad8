"""Who may be on the list already, under another spelling of a name.

Asked before a guest is registered at the desk. The first rule is the one by which the conflict
inbox asks afterwards (`app.search.searchable.likeness`): names that share it always come. Names
that are nearly the same by their letters come too, and those that have a word more or less.
"""

from collections.abc import Sequence

from app.ports import Hit, SearchIndex
from app.search.finder import CANDIDATES, Finder
from app.search.fold_name import fold_words
from app.search.ranking import likeness as percent_alike
from app.search.searchable import likeness

_NEAR = 84.0
"""Percent from which a whole name is nearly another one."""
_CONTAINED = 92.0
"""Percent from which two words or more of a name stand in the other."""
_TELLING = 2
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
    there, back = percent_alike(name, words), percent_alike(" ".join(words), others)
    if min(len(words), len(others)) < _TELLING:
        return len(words) == len(others) and min(there, back) >= _CONTAINED
    return min(there, back) >= _NEAR or max(there, back) >= _CONTAINED


def _place(words: Sequence[str], hit: Hit) -> tuple[float, bool, str, str]:
    others = fold_words(hit.name)
    both = percent_alike(hit.name, words) + percent_alike(" ".join(words), others)
    return -both, hit.arrived is not None, hit.name, hit.id
