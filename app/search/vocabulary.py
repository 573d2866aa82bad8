"""All words of all names, to find those that somebody may have meant.

Misspelt words are compared with the few different words, never with the many people.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.ports import SearchIndex
from app.search.skeleton import skeleton

SHORTEST_MISSPELT = 3
"""Shorter words are taken as they are: everything is alike two letters."""

ALTERNATIVES = 60
"""Words that are tried in place of one misspelt word."""

_SHORTEST_EDITED = 4
_SHORTEST_EDITED_TWICE = 6
_SHORTEST_BEGUN_SKELETON = 3


Key = TypeVar("Key")


class Vocabulary:
    """The words of *index*, read again when it has changed."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._revision = -1
        self._words: frozenset[str] = frozenset()
        self._by_length: dict[int, list[str]] = {}
        self._by_skeleton: dict[str, list[str]] = {}
        self._skeletons: list[str] = []

    def alike(self, word: str, *, is_unfinished: bool) -> list[str]:
        """Return at most `ALTERNATIVES` words that sound like *word* or are nearly it.

        Args:
            word: A folded word.
            is_unfinished: Whether more letters may follow; then words that begin with the
                same consonants count too.
        """
        if len(word) < SHORTEST_MISSPELT:
            return []
        self._refresh()
        bones = skeleton(word)
        found = [*self._edited(word), *self._by_skeleton.get(bones, ())]
        if is_unfinished and len(bones) >= _SHORTEST_BEGUN_SKELETON:
            found.extend(self._begun(bones))
        nearest = sorted(dict.fromkeys(found), key=lambda other: OSA.distance(word, other))
        return nearest[:ALTERNATIVES]

    def borders(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to read *word* as a known word and the rest: a space was left out."""
        self._refresh()
        places = range(SHORTEST_MISSPELT, len(word) - 1)
        cuts = ((word[:place], word[place:]) for place in places)
        return [(head, tail) for head, tail in cuts if head in self._words]

    def _refresh(self) -> None:
        revision = self._index.revision()
        if revision == self._revision:
            return
        words = self._index.vocabulary()
        self._words = frozenset(words)
        self._by_length = _grouped(words, (len(word) for word in words))
        self._by_skeleton = _grouped(words, map(skeleton, words))
        self._skeletons = sorted(self._by_skeleton)
        self._revision = revision

    def _edited(self, word: str) -> list[str]:
        """Return words at most two slips of the keyboard away, one for short words."""
        if len(word) < _SHORTEST_EDITED:
            return []
        slips = 1 if len(word) < _SHORTEST_EDITED_TWICE else 2
        found: list[str] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            near = process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=ALTERNATIVES,
            )
            found.extend(other for other, _distance, _place in near)
        return found

    def _begun(self, bones: str) -> list[str]:
        """Return words whose skeleton begins with *bones*."""
        found: list[str] = []
        for place in range(bisect_left(self._skeletons, bones), len(self._skeletons)):
            if len(found) >= ALTERNATIVES or not self._skeletons[place].startswith(bones):
                break
            found.extend(self._by_skeleton[self._skeletons[place]])
        return found


def _grouped(words: Iterable[str], keys: Iterable[Key]) -> dict[Key, list[str]]:
    """Return the words under their keys."""
    groups: dict[Key, list[str]] = defaultdict(list)
    for key, word in zip(keys, words, strict=True):
        groups[key].append(word)
    return dict(groups)
