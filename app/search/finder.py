"""Finding people while somebody types.

The steps go from sure to unsure and stop as soon as there are enough people: names that
contain the words, spellings that are written together, words beside the name (organisation,
e-mail, code), then words that are spelt or sound alike. Few candidates are ranked here; the
index only collects them.
"""

import re
from collections.abc import Iterator, Sequence

from app.ports import Hit, SearchIndex
from app.search.fold_name import is_enough, spellings
from app.search.ranking import ranked, ranked_alike
from app.search.searchable import BESIDE, CODE, SHORTEST_CODE
from app.search.vocabulary import SHORTEST_MISSPELT, Vocabulary

CANDIDATES = 400
"""People whom one step may bring: more cannot be ranked between two key strokes."""

_DOMAIN = re.compile(r"@\S*")
"""Of an address only what stands before the @ is indexed: the rest belongs to many people."""

Groups = tuple[tuple[str, ...], ...]


class Finder:
    """Answers what is typed into the search box; asks *index* for candidates."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary(index)

    def find(self, text: str, limit: int = 10) -> list[Hit]:
        """Return at most *limit* people for a typed text, the likeliest first.

        Words may stand in any order and be unfinished. Nothing is found for less than two
        letters, unless it is one Chinese, Japanese or Korean syllable sign.
        """
        ways = spellings(_DOMAIN.sub("", text))
        if not ways or not is_enough(text):
            return []
        sure = self._collect(_sure_steps(ways), limit)
        best = ranked(sure, ways, limit)
        if len(best) >= limit:
            return best
        known = {hit.id for hit in best}
        unsure = self._collect(self._unsure_steps(ways[0]), len(best) + limit)
        others = [hit for hit in unsure if hit.id not in known]
        return best + ranked_alike(others, ways, limit - len(best))

    def _collect(self, steps: Iterator[Groups], enough: int) -> list[Hit]:
        """Return the candidates of the first steps that together bring *enough* people."""
        found: dict[str, Hit] = {}
        asked: set[Groups] = set()
        for groups in steps:
            if groups not in asked:
                asked.add(groups)
                found.update((hit.id, hit) for hit in self._index.matches(groups, CANDIDATES))
            if len(found) >= enough:
                break
        return list(found.values())

    def _unsure_steps(self, words: Sequence[str]) -> Iterator[Groups]:
        """Yield questions for people whose name is spelt otherwise."""
        if max(map(len, words)) < SHORTEST_MISSPELT:
            return
        last = len(words) - 1
        groups = tuple(
            (f"{word}*", *self._vocabulary.alike(word, is_unfinished=place == last))
            for place, word in enumerate(words)
        )
        yield groups
        for word in words:
            for head, tail in self._vocabulary.borders(word):
                yield ((head,), (f"{tail}*",))
        for group in groups:
            yield (group,)


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
