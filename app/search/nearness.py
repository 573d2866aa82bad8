"""How far a name is from what was typed, in slips of the keyboard or of the ear."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from app.ports import Hit
from app.search.forms import forms
from app.search.skeleton import skeleton
from app.search.typed import Typed

_BEGUN = 0.3
_SOUNDS_ALIKE = 1.2
_BEGUN_SLIP = 0.6
"""What a slip in the beginning of a longer word costs beside the slip."""
_BEGUN_SOUND = 1.9
_MISSING = 3.0
_SHORT_SLIP = 0.4
"""What a slip costs more in a word of three letters or less."""
_SHORT = 3
_SHORTEST_TWO_SLIPS = 5
_SHORTEST_BEGUN_TWO_SLIPS = 7
_SHORTEST_BEGUN_SKELETON = 3
_MISSING_SHARE = 0.34
"""Of the typed letters may belong to words that are no part of the name."""
_UNLIKE = 40.0
"""Percent of likeness below which words of one sound are different names."""


class Nearness:
    """Tells for each of many names how far it is from one typed text."""

    def __init__(self, typed: Typed) -> None:
        self._variants = [typed.variants(place) for place in range(len(typed.words))]
        self._letters = sum(map(len, typed.words))
        self._costs: list[dict[str, float | None]] = [{} for _ in self._variants]

    def distance(self, hit: Hit) -> float | None:
        """Return the sum of what each typed word is away from the nearest word of a name.

        None when the name is another one. Neither the order nor the words that were not typed
        matter.
        """
        found = self._sum(word for word in hit.words.split() if word.isascii())
        if found is None and len(self._variants) == 1:  # The space may have been left out.
            return self._sum(forms(hit.name).together)
        return found

    def _sum(self, of_name: Iterable[str]) -> float | None:
        words = tuple(of_name)
        total = 0.0
        missing = 0
        for variants, known in zip(self._variants, self._costs, strict=True):
            for other in words:
                if other not in known:
                    known[other] = _cost(variants, other)
            costs = [cost for other in words if (cost := known[other]) is not None]
            if not costs:
                missing += len(variants[0])
            total += min(costs, default=_MISSING)
        return None if missing > _MISSING_SHARE * self._letters else total


def _cost(variants: Sequence[str], other: str) -> float | None:
    """Return how far a typed word is from one word of a name, None when it is another word."""
    word = variants[0]
    if other.startswith(word):
        return 0.0 if other == word else _BEGUN
    costs = [_slips(variant, other) for variant in variants]
    costs.append(_sound(word, other))
    least = min((cost for cost in costs if cost is not None), default=None)
    # Among words of one distance the one with more of the same letters is likelier.
    return least and least + (1 - fuzz.ratio(word, other) / 100) / 4


def _slips(word: str, other: str) -> float | None:
    """Return the cost of the slips between *word* and *other* or the beginning of it."""
    length = len(word)
    most = 2 if length >= _SHORTEST_TWO_SLIPS else 1
    extra = _SHORT_SLIP if length <= _SHORT else 0.0
    whole = OSA.distance(word, other, score_cutoff=most)
    if whole <= 1:
        return whole + extra
    slips = _begun_slips(word, other)
    begun = None if slips is None else slips + _BEGUN_SLIP + extra
    if whole <= most:
        return whole if begun is None else min(whole, begun)
    return begun


def _begun_slips(word: str, other: str) -> int | None:
    """Return the fewest slips between *word* and a beginning of *other*."""
    length = len(word)
    if length < _SHORT or len(other) <= length:
        return None
    most = 2 if length >= _SHORTEST_BEGUN_TWO_SLIPS else 1
    ends = range(length - most, min(length + most, len(other)) + 1)
    least = min(OSA.distance(word, other[:end], score_cutoff=most) for end in ends)
    return least if least <= most else None


def _sound(word: str, other: str) -> float | None:
    """Return the cost of words that sound alike, None when they do not."""
    if len(word) < _SHORT:
        return None
    bones, others = skeleton(word), skeleton(other)
    if bones == others and fuzz.ratio(word, other) >= _UNLIKE:
        return _SOUNDS_ALIKE
    if len(bones) >= _SHORTEST_BEGUN_SKELETON and others.startswith(bones):
        return _BEGUN_SOUND
    return None
