"""All words of all names, to find those that somebody may have meant.

Misspelt words are compared with the few different words, never with the many people.
"""

import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.ports import SearchIndex
from app.search.skeleton import skeleton

SHORTEST_MISSPELT = 3
"""Shorter words are taken as they are when nothing else was typed: everything is alike them."""

ALTERNATIVES = 80
"""Words that are tried in place of one misspelt word."""

PEOPLE = 4_000
"""People whom the alternatives of one word may have: more cannot be compared in time."""

LONGEST_BEGINNING = 8
"""A slip behind the so many first letters is found by them."""

_SHORTEST_EDITED_TWICE = 5
_SHORTEST_BEGUN_SKELETON = 3
_PAUSES_A_READING = 50
"""Reading a large vocabulary anew takes at most this part of the time, unless it is fast."""
_FAST_S = 0.1

Key = TypeVar("Key")


class Vocabulary:
    """The words of *index*, read again when it has changed."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._revision = -1
        self._rests_until_s = 0.0
        self._people: Mapping[str, int] = {}
        self._by_length: dict[int, list[str]] = {}
        self._by_skeleton: dict[str, list[str]] = {}
        self._skeletons: list[str] = []
        self._beginnings: dict[int, Counter[str]] = {}
        self._heads: dict[int, list[str]] = {}

    def near(self, variants: Iterable[str], people: int = PEOPLE) -> list[str]:
        """Return words that are one slip away from one of *variants* or sound like it.

        So many as *people* have, the nearest first.
        """
        self.refresh()
        found = {
            other: slips
            for word in variants
            for other, slips in chain(self._edited(word, 1), self._sounding(word))
        }
        return self._bounded(found, people)

    def far(self, variants: Iterable[str], people: int = PEOPLE) -> list[str]:
        """Return patterns of words two slips away, and of those that begin with a slip.

        So many as *people* have, the nearest first.
        """
        self.refresh()
        found: dict[str, float] = {}
        for word in variants:
            if len(word) > SHORTEST_MISSPELT:
                found.update(self._begun(word))
                found.update(self._begun_sound(word))
            if len(word) >= _SHORTEST_EDITED_TWICE:
                found.update(self._edited(word, 2))
        return self._bounded(found, people)

    def borders(self, word: str) -> list[tuple[str, str]]:
        """Return the ways to read *word* as a known word and the rest: a space was left out."""
        self.refresh()
        places = range(SHORTEST_MISSPELT, len(word) - 1)
        cuts = ((word[:place], word[place:]) for place in places)
        return [(head, tail) for head, tail in cuts if head in self._people]

    def refresh(self) -> None:
        """Read the words again when they have changed; a large file's not too often."""
        begun_s = time.monotonic()
        if begun_s < self._rests_until_s:
            return
        revision = self._index.revision()
        if revision == self._revision:
            return
        self._people = self._index.vocabulary()
        words = list(self._people)
        self._by_length = _grouped(words, map(len, words))
        self._by_skeleton = _grouped(words, map(skeleton, words))
        self._skeletons = sorted(self._by_skeleton)
        self._beginnings = _beginnings(self._people)
        self._heads = {length: list(heads) for length, heads in self._beginnings.items()}
        self._revision = revision
        taken_s = time.monotonic() - begun_s
        if taken_s > _FAST_S:
            self._rests_until_s = begun_s + _PAUSES_A_READING * taken_s

    def _bounded(self, found: Mapping[str, float], people: int) -> list[str]:
        """Return the nearest patterns, as many as can be asked for in time."""
        kept: list[str] = []
        for pattern in sorted(found, key=lambda pattern: found[pattern])[:ALTERNATIVES]:
            people -= self._count(pattern)
            if people < 0 and kept:
                break
            kept.append(pattern)
        return kept

    def _count(self, pattern: str) -> int:
        beginning = pattern.removesuffix("*")
        if beginning == pattern:
            return self._people.get(pattern, 0)
        return self._beginnings[len(beginning)][beginning]

    def _edited(self, word: str, most: int) -> Iterator[tuple[str, float]]:
        """Yield words at most so many slips of the keyboard away, with their number."""
        for length in range(len(word) - most, len(word) + most + 1):
            yield from _within(word, self._by_length.get(length, ()), most)

    def _sounding(self, word: str) -> Iterator[tuple[str, float]]:
        if len(word) >= SHORTEST_MISSPELT:
            for other in self._by_skeleton.get(skeleton(word), ()):
                yield other, 1 + OSA.normalized_distance(word, other)

    def _begun(self, word: str) -> Iterator[tuple[str, float]]:
        """Yield patterns of words that begin nearly like *word*."""
        head = word[:LONGEST_BEGINNING]
        for length in (len(head), len(head) + 1, len(head) - 1):
            for other, slips in _within(head, self._heads.get(length, ()), 1):
                yield f"{other}*", slips

    def _begun_sound(self, word: str) -> Iterator[tuple[str, float]]:
        """Yield words whose skeleton begins with that of *word*."""
        bones = skeleton(word)
        if len(bones) < _SHORTEST_BEGUN_SKELETON:
            return
        for place in range(bisect_left(self._skeletons, bones), len(self._skeletons)):
            if not self._skeletons[place].startswith(bones):
                break
            for other in self._by_skeleton[self._skeletons[place]]:
                yield other, 1 + OSA.normalized_distance(word, other)


def _within(word: str, others: Iterable[str], most: int) -> Iterator[tuple[str, float]]:
    """Yield those of *others* that are at most so many slips from *word*."""
    scorer: Any = OSA.distance
    for other, slips, _ in process.extract(
        word, others, scorer=scorer, score_cutoff=most, limit=None
    ):
        yield other, slips


def _grouped(words: Iterable[str], keys: Iterable[Key]) -> dict[Key, list[str]]:
    """Return the words under their keys."""
    groups: dict[Key, list[str]] = defaultdict(list)
    for key, word in zip(keys, words, strict=True):
        groups[key].append(word)
    return dict(groups)


def _beginnings(people: Mapping[str, int]) -> dict[int, Counter[str]]:
    """Return how many people have a word with each beginning, by its length."""
    lengths = range(2, LONGEST_BEGINNING + 2)
    counted: dict[int, Counter[str]] = {length: Counter() for length in lengths}
    for word, count in people.items():
        for length in lengths[: len(word) - 1]:
            counted[length][word[:length]] += count
    return counted
