"""Which of the found people is meant.

A whole word counts more than the beginning of one, the name more than what stands beside it.
Among equals come first those who have not arrived yet and are expected at this door: they are
the ones at the desk.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from heapq import nsmallest

from rapidfuzz import fuzz

from app.ports import Hit
from app.search.forms import PARTICLES, forms
from app.search.nearness import Nearness
from app.search.searchable import BESIDE
from app.search.typed import Typed

_WHOLE, _BEGUN, _BESIDE = 3.0, 2.0, 1.0
_INNER = 0.2
"""What it costs that a word is no first part of a compound: Peter of Hans-Peter."""
_PARTICLE = 1.9
"""Worth of a whole particle: less than the beginning of a word that somebody is called by."""
_SHORTLIST = 3
"""So many times as many people as are wanted are looked at closely."""


def ranked(hits: Iterable[Hit], typed: Typed, limit: int) -> list[Hit]:
    """Return the *limit* best of people who have the words that were typed."""

    def rough(hit: Hit) -> tuple[float, bool, bool, int]:
        worth = max(_rough_worth(way, f" {hit.words} ") for way in typed.ways)
        return -worth, hit.arrived is not None, not hit.is_expected, len(hit.name)

    shortlist = nsmallest(_SHORTLIST * limit, hits, key=rough)
    return _best(shortlist, typed, limit, grade=lambda hit: -_matched(hit, typed))


def ranked_alike(hits: Iterable[Hit], typed: Typed, limit: int) -> list[Hit]:
    """Return the *limit* best of people whose names resemble what was typed.

    Others are left out; see `Nearness`.
    """
    nearness = Nearness(typed)
    distances = {hit.id: nearness.distance(hit) for hit in hits}
    near = [hit for hit in hits if distances[hit.id] is not None]
    shortlist = nsmallest(_SHORTLIST * limit, near, key=lambda hit: distances[hit.id] or 0.0)
    return _best(shortlist, typed, limit, grade=lambda hit: distances[hit.id] or 0.0)


def _rough_worth(words: Sequence[str], known: str) -> float:
    """Return about what `_worth_of_all` will be, by the words of the index alone."""
    total = 0.0
    for word in words:
        if f" {word}" in known:
            total += _WHOLE if f" {word} " in known else _BEGUN
        elif f" {BESIDE}{word}" in known:
            total += _BESIDE
    return total / len(words)


def _best(
    hits: Iterable[Hit], typed: Typed, limit: int, *, grade: Callable[[Hit], float]
) -> list[Hit]:
    text = " ".join(typed.words)
    plain = [f" {word}" for word in typed.plain] if typed.plain != typed.words else []

    def place(hit: Hit) -> tuple[float, bool, bool, int, float, str, str]:
        name = forms(hit.name)
        written = sum(word in name.as_written for word in plain)
        # Some people write the family name first.
        closeness = fuzz.token_sort_ratio(text, name.as_read)
        is_here = hit.arrived is not None
        return grade(hit), is_here, not hit.is_expected, -written, -closeness, hit.name, hit.id

    return sorted(hits, key=place)[:limit]


def _matched(hit: Hit, typed: Typed) -> float:
    """Return the average worth of the typed words, in the spelling that fits best."""
    return max(map(partial(_worth_of_all, hit), typed.ways))


def _worth_of_all(hit: Hit, words: Sequence[str]) -> float:
    name = forms(hit.name)
    total = 0.0
    for place, word in enumerate(words):
        worth = _worth(word, name.leads, name.inner)
        if worth and len(words) > 1 and _is_taken(words, place, name.leads + name.inner):
            worth = 0.0
        if not worth and f" {BESIDE}{word}" in f" {hit.words}":
            worth = _BESIDE
        total += worth
    return total / len(words)


def _worth(word: str, leads: str, inner: str) -> float:
    """Return how well one typed word fits the words of a name."""
    begun = f" {word}"
    if begun in leads:
        if f"{begun} " not in leads:
            return _BEGUN
        return _PARTICLE if word in PARTICLES else _WHOLE
    if begun in inner:
        return (_WHOLE if f"{begun} " in inner else _BEGUN) - _INNER
    return 0.0


def _is_taken(words: Sequence[str], place: int, name: str) -> bool:
    """Whether the words of *name* that fit are all meant by other typed words.

    For "ben be" a name needs two words that begin with be.
    """
    word = words[place]
    rivals = sum(
        other.startswith(word) and (other != word or at < place)
        for at, other in enumerate(words)
        if at != place
    )
    return bool(rivals) and name.count(f" {word}") <= rivals
