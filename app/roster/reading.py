"""How a list is meant: what somebody said about it, and what has to be asked."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.errors import ListQuestionError

SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
"""What separates cells, by the names that people give it; the sign itself is a name, too."""


REPAIR, KEEP = "repair", "keep"
"""The answers about what looks damaged."""


class Doubt(StrEnum):
    """What cannot be told from a list alone."""

    ENCODING = "encoding"
    SHEET = "sheet"
    REPAIR = "repair"
    COLUMNS = "columns"
    NAMES = "names"
    DATES = "dates"


class Names(StrEnum):
    """What "Müller, Jana" in one column is."""

    LAST_FIRST = "last-first"
    AS_IS = "as-is"


class Dates(StrEnum):
    """What 3/4/2026 is: the third of April, or the fourth of March."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What somebody said about a list; None is found out or asked.

    ``columns`` are ``field=COLUMN``; see `app.roster.mapping`.
    """

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    repair: bool | None = None
    names: Names | None = None
    dates: Dates | None = None
    columns: tuple[str, ...] = ()


def answered(reading: Reading, doubt: Doubt, choice: str) -> Reading:
    """Return *reading* with the answer to a question, one of its choices."""
    said: Any = choice
    if doubt is Doubt.REPAIR:
        said = choice == REPAIR
    elif doubt in (Doubt.NAMES, Doubt.DATES):
        said = Names(choice) if doubt is Doubt.NAMES else Dates(choice)
    return replace(reading, **{doubt.value: said})


def ask(
    doubt: Doubt, sentence: str, choices: tuple[str, ...] = (), examples: tuple[str, ...] = ()
) -> ListQuestionError:
    """Return the question; each of *choices* may come with an example of what it makes."""
    return ListQuestionError(sentence, choices, doubt=doubt.value, examples=examples)
