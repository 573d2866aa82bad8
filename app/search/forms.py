"""The words under which one person is found, as the ranking looks at them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.search.fold_name import fold_chunks, fold_name, joined, plain_words

PARTICLES = frozenset(
    (
        *("abd", "abu", "af", "al", "ap", "av", "bar", "ben", "bin", "bint", "da", "das", "de"),
        *("del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "lo"),
        *("mac", "mc", "of", "st", "ten", "ter", "the", "ul", "van", "vom", "von", "zu", "zum"),
    )
)
"""Words that many names have and nobody is called by."""


@dataclass(frozen=True, slots=True)
class Forms:
    """One text's words. The strings hold words between two spaces, to look for beginnings.

    ``leads`` are what a person says first of a part: of Hans-Peter it is Hans. ``inner`` are all
    other words, ``as_read`` the words in their order, ``as_written`` those with their ae, oe, ue.
    ``together`` is the whole name without spaces, the family name last and first.
    """

    leads: str
    inner: str
    as_read: str
    as_written: str
    together: frozenset[str]


@lru_cache(maxsize=16_384)
def forms(text: str) -> Forms:
    """Return the forms of a name or of an organisation."""
    chunks = fold_chunks(text)
    leads: dict[str, None] = {}
    for chunk in chunks:
        leads[joined(chunk)] = None
        for word in chunk:
            leads[word] = None
            if word not in PARTICLES:
                break
    words = fold_name(text)
    parts = [joined(chunk) for chunk in chunks]
    return Forms(
        leads=_spaced(leads),
        inner=_spaced(words - leads.keys()),
        as_read=" ".join(word for chunk in chunks for word in chunk),
        as_written=_spaced(plain_words(text)),
        together=frozenset((joined(parts), joined(parts[-1:] + parts[:-1]))),
    )


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
