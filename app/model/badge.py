"""What a badge is made of, and how far its job is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """How far a badge is; only the last two are an end."""

    OPEN = "open"
    SENT = "sent"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeJob:
    """A badge that somebody waits for."""

    id: str
    registration: str
    printer: str
    state: JobState
    reason: str
    opened: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeContent:
    """Everything a design can show of one guest; empty text is left out.

    ``native`` is the name in its own script where ``name`` has Latin letters too. ``room``
    and ``session`` belong to the booked session that comes first.
    """

    code: str
    name: str
    title: str = ""
    given: str = ""
    family: str = ""
    native: str = ""
    organisation: str = ""
    country: str = ""
    category: str = ""
    language: str = ""
    event: str = ""
    date: str = ""
    session: str = ""
    room: str = ""
    flags: tuple[str, ...] = ()


class ProblemKind(StrEnum):
    """What can be wrong with a badge; the values are what ``badge check`` prints."""

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
