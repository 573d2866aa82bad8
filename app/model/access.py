"""What is told to somebody who asks what is stored (GDPR, article 15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEntry:
    """One entry about the person; ``station`` is what people call where it was written."""

    id: str
    kind: str
    at: datetime
    station: str
    session: str
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessReport:
    """Everything that is stored about one person, and nothing about anybody else.

    ``registrations`` are all that turned out to be this person. ``fields`` are those of the
    first one as they stand; ``codes`` all that lead to it; ``words`` what the search finds the
    person by; ``jobs`` badges that wait at this machine. ``mentions`` counts entries about others
    or nobody in which the name, the address or a code stands: a human has to look at them.
    """

    event: str
    made: datetime
    registrations: tuple[str, ...]
    name: str
    status: str
    origin: str
    fields: Mapping[str, str]
    listed: Mapping[str, str]
    codes: tuple[str, ...]
    bookings: Mapping[str, str]
    words: str = ""
    jobs: int = 0
    mentions: int = 0
    entries: tuple[AccessEntry, ...] = ()
