"""What a badge is made of, and how far its job is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """How far a badge is. A printer that cannot tell more leaves it at ``sent``."""

    OPEN = "open"
    SENT = "sent"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


class Trouble(StrEnum):
    """What keeps a printer from printing, as printers report it."""

    NONE = ""
    OFFLINE = "offline"
    NO_PAPER = "media-empty"
    WRONG_PAPER = "media-needed"
    JAM = "media-jam"
    COVER_OPEN = "cover-open"
    NO_INK = "marker-supply-empty"
    INK_LOW = "marker-supply-low"
    PAUSED = "paused"
    BUSY = "busy"
    REFUSED = "refused"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeJob:
    """A badge that somebody waits for.

    ``reason`` says in a sentence why it is not printed, ``trouble`` the same for a program.
    ``serial`` tells this badge from the person's others, ``ticket`` is what the printer calls
    the job as long as it can be asked about it. ``is_unsure``: somebody tried to hand it over
    and nobody knows whether the printer has it.
    """

    id: str
    registration: str
    printer: str
    state: JobState
    reason: str
    opened: datetime
    serial: str = ""
    ticket: str = ""
    trouble: Trouble = Trouble.NONE
    is_unsure: bool = False

    @property
    def is_underway(self) -> bool:
        """Whether a printer has it and can be asked how far it is."""
        return self.state in (JobState.SENT, JobState.PRINTING) and bool(self.ticket)

    @property
    def is_waiting(self) -> bool:
        """Whether there is still something to do for it."""
        return self.is_underway or self.state in (JobState.OPEN, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a job: told by its printer, or by the attempt to hand it over.

    ``ticket`` is set as long as the printer can be asked again.
    """

    state: JobState
    reason: str = ""
    ticket: str = ""
    trouble: Trouble = Trouble.NONE
    is_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeContent:
    """Everything a design can show of one guest; empty text is left out.

    ``native`` is the name in its own script where ``name`` has Latin letters too. ``room``
    and ``session`` belong to the booked session that comes first. ``locale`` is the language
    that the event speaks, for the design's own words.
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
    locale: str = "de"


class ProblemKind(StrEnum):
    """What can be wrong with a badge; the values are what ``badge check`` prints."""

    GLYPH = "glyph"
    """No font has a character; a box stands for it."""
    SMALL = "small"
    """The name is set under its hard minimum and cannot be read across a table."""
    TIGHT = "tight"
    """The name is set smaller than it should be."""
    DAMAGED = "damaged"
    """The text came through a wrong encoding, or mixes letters that look alike."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble of one guest's badge; ``detail`` names the text and what is wrong.

    For a window that says it in its own words: ``text`` is the whole text, ``part`` what of
    it is missing or damaged, ``size`` and ``wanted`` are points where the size is the trouble.
    ``proposal`` is a sound text to take its place, where one can be told; ``detail`` names it.
    """

    code: str
    name: str
    kind: ProblemKind
    detail: str
    text: str = ""
    part: str = ""
    size: float = 0.0
    wanted: float = 0.0
    proposal: str = ""
