"""What a list says before anything of it is kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFinding:
    """What was found in *file*, and what the event may be called.

    ``guests`` are expected, ``cancelled`` stand in the list and do not come; ``refused`` are
    rows that are left out, by line, with the sentence that says why.
    """

    file: Path
    name: str
    day: date
    guests: int
    cancelled: int = 0
    sessions: tuple[str, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
