"""Columns of a list that answer yes or no: consent, purpose; and where to find them."""

import re
import unicodedata
from collections.abc import Iterable

from app.model.standing import Standing

_YES = frozenset(
    ("ja", "j", "yes", "y", "x", "1", "true", "wahr", "ok", "zugestimmt", "einverstanden")
) | {"agreed", "✓", "✔", "☑"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
_NOT_WORD = re.compile(r"[^\w]|_")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def says_yes(value: str) -> bool:
    """Whether a cell means consent: a word for yes, or the day on which somebody agreed."""
    word = value.strip().casefold()
    return word in _YES or _DATE.match(word) is not None


def column_of(standings: Iterable[Standing], names: Iterable[str]) -> str:
    """Return the first of *names* that anybody's registration has, as it is written there.

    Case, blanks and signs do not matter; empty when nobody has any.
    """
    there = {name: None for standing in standings for name in standing.person.fields}
    by_key = {_key(name): name for name in there}
    return next((by_key[_key(name)] for name in names if _key(name) in by_key), "")


def _key(heading: str) -> str:
    composed = unicodedata.normalize("NFKC", heading).casefold().translate(_UMLAUTS)
    return _NOT_WORD.sub("", composed)
