"""What the search index holds for one registration.

Words of the name stand as they are. Words beside the name carry a mark, so that three typed
letters list people of that name before everybody from a university that begins alike.
"""

import re
from collections.abc import Iterable

from app.model.standing import Standing
from app.ports import LIKENESS
from app.search.fold_name import fold_name, fold_words, joined
from app.search.skeleton import skeleton

BESIDE = "\u00a7"
"""Marks words of title, organisation, university and of an e-mail address before the @."""

CODE = "\u00a4"
"""Marks codes."""

SHORTEST_CODE = 4
"""A code is found by its beginning from this many letters on; fewer are chance."""

_DOUBLE = re.compile(r"(.)\1+")
_TELLING = 2
"""Consonants from which a skeleton says something about a name."""

_NAME_FIELDS = ("name", "given", "family", "native")
_BESIDE_FIELDS = ("title", "organisation", "university")


def searchable_words(standing: Standing) -> str:
    """Return the marked, folded words of a registration, separated by spaces.

    They say nothing about an erased person.
    """
    if standing.is_erased:
        return ""
    person = standing.person
    names = " ".join(filter(None, map(person.get, _NAME_FIELDS)))
    beside = [person.get(field) for field in _BESIDE_FIELDS]
    beside.append(person.get("email").partition("@")[0])
    known = standing.codes
    codes = {joined(fold_words(code)) for code in known}
    words = {
        *fold_name(names),
        *(BESIDE + word for text in beside if text for word in fold_name(text)),
        *(CODE + code for code in codes if code),
        *likeness(fold_words(person.name)),
    }
    return " ".join(sorted(words))


def likeness(words: Iterable[str]) -> set[str]:
    """Return the marked word that a name shares with those that may be the same person's.

    Order and spelling do not matter, its sound does; a name of one word resembles nobody.
    """
    sounds = sorted(_sound(word) for word in set(words))
    return {LIKENESS + "".join(sounds)} if len(sounds) > 1 else set()


def _sound(word: str) -> str:
    """Return the skeleton of a word; where little is left of it, the word without doubles."""
    bones = skeleton(word)
    return bones if len(bones) >= _TELLING else _DOUBLE.sub(r"\1", word)
