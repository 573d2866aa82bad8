"""Which of the found people is meant.

A whole word counts more than the beginning of one, the name more than what stands beside it.
Among equals come first those who have not arrived yet: they are the ones at the desk.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from app.ports import Hit
from app.search.fold_name import fold_name, fold_words
from app.search.skeleton import skeleton

LEAST_LIKENESS = 66.0
"""Percent below which a name is another name, not a misspelt one."""

Ways = Sequence[Sequence[str]]

_WHOLE, _BEGUN, _BESIDE = 3, 2, 1
_STEP = 4.0
"""Percent of likeness that are no difference worth a place."""
_NO_RESEMBLANCE = 25.0


def ranked(hits: Iterable[Hit], ways: Ways, limit: int) -> list[Hit]:
    """Return the *limit* best of people who have the words that were typed."""
    return _best(hits, ways, limit, grade=lambda hit: _matched(hit, ways))


def ranked_alike(hits: Iterable[Hit], ways: Ways, limit: int) -> list[Hit]:
    """Return the *limit* best of people whose names resemble what was typed.

    Names that resemble it by less than `LEAST_LIKENESS` are left out.
    """
    grades = {hit: likeness(hit.name, ways[0]) for hit in hits}
    alike = [hit for hit, grade in grades.items() if grade >= LEAST_LIKENESS]
    return _best(alike, ways, limit, grade=lambda hit: grades[hit] // _STEP)


def likeness(name: str, words: Sequence[str]) -> float:
    """Return how much the typed words resemble words of *name*, in percent.

    Each typed word is held against the word of the name that is nearest in letters and in
    sound, so neither the order nor the words that were not typed matter.
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


def _best(
    hits: Iterable[Hit], ways: Ways, limit: int, *, grade: Callable[[Hit], float]
) -> list[Hit]:
    typed = " ".join(ways[0])

    def place(hit: Hit) -> tuple[float, bool, float, str, str]:
        # Some people write the family name first.
        closeness = fuzz.token_sort_ratio(typed, _as_read(hit.name))
        return -grade(hit), hit.arrived is not None, -closeness, hit.name, hit.id

    return sorted(hits, key=place)[:limit]


def _matched(hit: Hit, ways: Ways) -> float:
    """Return the average worth of the typed words, in the spelling that fits best."""
    name, beside = _between_spaces(hit.name), _between_spaces(hit.organisation)
    worths = ([_worth(word, name, beside) for word in way] for way in ways)
    return max(sum(worth) / len(worth) for worth in worths)


def _worth(word: str, name: str, beside: str) -> int:
    begun = f" {word}"
    if begun in name:
        return _WHOLE if f"{begun} " in name else _BEGUN
    return _BESIDE if begun in beside else 0


@lru_cache(maxsize=8192)
def _between_spaces(text: str) -> str:
    """Return every word under which *text* is found, each between two spaces."""
    return f" {' '.join(fold_name(text))} "


@lru_cache(maxsize=8192)
def _as_read(name: str) -> str:
    """Return the folded words of a name in their order."""
    return " ".join(fold_words(name))
