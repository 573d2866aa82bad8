"""Finding people while somebody types.

The steps go from sure to unsure and stop as soon as there are enough people: names that
contain the words, spellings that are written together, words beside the name (organisation,
e-mail, code), then words that are spelt or sound alike. Few candidates are ranked here; the
index only collects them.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from app.ports import Hit, SearchIndex
from app.search.fold_name import is_enough
from app.search.ranking import ranked, ranked_alike
from app.search.searchable import BESIDE, CODE, SHORTEST_CODE
from app.search.typed import Typed, typed
from app.search.vocabulary import SHORTEST_MISSPELT, Vocabulary

CANDIDATES = 400
"""People whom one step may bring: more cannot be ranked between two key strokes."""

ENOUGH = 8
"""People who have what was typed, beyond whom nobody is looked for who is spelt otherwise."""

PATIENCE_S = 0.018
"""CPU time after which no further guess is begun: among a million, the next key comes before."""

FEW = 2
"""People with one word spelt otherwise, beyond whom nobody is looked for who is less alike."""

_DOMAIN = re.compile(r"@\S*")
"""Of an address only what stands before the @ is indexed: the rest belongs to many people."""

Groups = tuple[tuple[str, ...], ...]


class Finder:
    """Answers what is typed into the search box; asks *index* for candidates."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary(index)

    def find(self, text: str, limit: int = 10, session: str | None = None) -> list[Hit]:
        """Return at most *limit* people for a typed text, the likeliest first.

        Words may stand in any order and be unfinished. Nothing is found for less than two
        letters, unless it is one Chinese, Japanese or Korean syllable sign. Of equals, those
        who are expected at *session* come first.
        """
        query = typed(_DOMAIN.sub("", text))
        if not query.ways or not is_enough(text):
            return []
        until_s = time.thread_time() + PATIENCE_S
        enough = min(limit, ENOUGH)
        sure = self._collect(_sure_steps(query.ways), enough, session)
        best = ranked(sure, query, limit)
        if len(best) >= enough:
            return best
        known = {hit.id for hit in best}
        for steps, wanted in self._unsure(query, found=len(best)):
            timely = takewhile(lambda _groups: time.thread_time() < until_s, steps)
            hits = self._collect(timely, wanted, session)
            others = [hit for hit in hits if hit.id not in known]
            if others:
                return best + ranked_alike(others, query, limit - len(best))
        return best

    def _unsure(self, query: Typed, *, found: int) -> Iterator[tuple[Iterator[Groups], int]]:
        """Yield questions and how many people they shall bring, the surest first."""
        words = query.words
        longest = max(map(len, words))
        if len(words) == 1 and longest < SHORTEST_MISSPELT:
            return
        near, far = self._vocabulary.near, self._vocabulary.far
        if len(words) == 1:
            only = query.variants(0)
            yield ((tuple(alike(only, CANDIDATES)),) for alike in (near, far)), ENOUGH
        else:
            yield _slips(query, near), FEW
            if not found:
                yield _slips(query, far), FEW
        if not found and longest >= SHORTEST_MISSPELT:
            yield self._guesses(query), ENOUGH

    def _collect(self, steps: Iterator[Groups], enough: int, session: str | None) -> list[Hit]:
        """Return the candidates of the first steps that together bring *enough* people."""
        found: dict[str, Hit] = {}
        asked: set[Groups] = set()
        for groups in steps:
            if groups not in asked:
                asked.add(groups)
                hits = self._index.matches(groups, CANDIDATES, session)
                found.update((hit.id, hit) for hit in hits)
            if len(found) >= enough:
                break
        return list(found.values())

    def _guesses(self, query: Typed) -> Iterator[Groups]:
        """Yield questions for people who have most of what was typed, hardly as it was typed."""
        variants = [query.variants(place) for place in range(len(query.words))]
        near = [(f"{each[0]}*", *self._vocabulary.near(each, CANDIDATES)) for each in variants]
        yield tuple(near)
        yield tuple(
            (*one, *self._vocabulary.far(each, CANDIDATES))
            for one, each in zip(near, variants, strict=True)
        )
        for word in query.words:
            for head, tail in self._vocabulary.borders(word):
                yield ((head,), (f"{tail}*",))
        for one in near:
            yield (one,)


def _slips(query: Typed, alike: Callable[[Sequence[str]], Sequence[str]]) -> Iterator[Groups]:
    """Yield questions for people of whose name one typed word is spelt otherwise."""
    words = query.words
    as_typed = [(f"{word}*",) for word in words]
    for place in sorted(range(len(words)), key=lambda place: -len(words[place])):
        others = tuple(alike(query.variants(place)))
        yield (*as_typed[:place], others, *as_typed[place + 1 :])


def _sure_steps(ways: Sequence[Sequence[str]]) -> Iterator[Groups]:
    """Yield questions for people who have what was typed."""
    words = ways[0]
    # A short name (Ma, Li) would drown among the many that merely begin like it.
    yield tuple((word,) for word in words)
    yield (*((word,) for word in words[:-1]), (f"{words[-1]}*",))
    for way in ways:
        yield tuple((f"{word}*",) for word in way)
    for way in ways:
        yield tuple(_anywhere(word) for word in way)


def _anywhere(word: str) -> tuple[str, ...]:
    """Return the patterns of a word that may stand in the name or beside it."""
    patterns = (f"{word}*", f"{BESIDE}{word}*")
    return patterns if len(word) < SHORTEST_CODE else (*patterns, f"{CODE}{word}*")
