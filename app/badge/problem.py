"""What can be wrong with one badge."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Kinds of trouble; the values are what ``badge check`` prints."""

    GLYPH = "glyph"
    """No font has a character; a box stands for it."""
    SMALL = "small"
    """The name is set under its hard minimum and cannot be read across a table."""
    TIGHT = "tight"
    """The name is set smaller than it should be."""
    DAMAGED = "damaged"
    """The text came through a wrong encoding."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble of one guest's badge; ``detail`` names the text and what is wrong."""

    code: str
    name: str
    kind: ProblemKind
    detail: str
