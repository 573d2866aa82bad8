"""A file with people in it that this machine wrote."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """Where it is, what it is, and whether somebody changed it since."""

    path: str
    kind: str
    at: datetime
    is_changed: bool
