"""Files with people in them that a machine wrote, and what an erasure concerns."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """Where it is, what it is, and whether somebody changed it since."""

    path: str
    kind: str
    at: datetime
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Concern:
    """What an erasure would concern, or did: registrations of one person, entries, files here."""

    registrations: tuple[str, ...]
    entries: int
    files: tuple[WrittenFile, ...] = ()
