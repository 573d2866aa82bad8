"""What somebody typed into the search box, as the steps of the search look at it."""

from dataclasses import dataclass

from app.search.fold_name import plain_words, spellings


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed text.

    ``ways`` are the ways in which its folded words may be meant, as typed first; ``plain`` are
    the words with the ae, oe and ue that folding takes away.
    """

    ways: tuple[tuple[str, ...], ...]
    plain: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words as typed."""
        return self.ways[0]

    def variants(self, place: int) -> tuple[str, ...]:
        """Return the folded word at *place* and, where it differs, the plain one.

        A slip may have put two vowels together that folding takes for an umlaut.
        """
        word = self.words[place]
        if len(self.plain) != len(self.words) or self.plain[place] == word:
            return (word,)
        return (word, self.plain[place])


def typed(text: str) -> Typed:
    """Return *text* as it may be meant."""
    return Typed(tuple(spellings(text)), plain_words(text))
