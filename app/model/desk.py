"""What a desk shows besides an answer: latest arrivals, what was taken back, the link."""

from dataclasses import dataclass
from datetime import datetime

from app.model.verdict import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One line of the list of what happened at this desk last.

    ``at`` is when it happened, ``since`` the first arrival where that was earlier (aware UTC), both
    by the hub's clock as far as that is known; ``is_unsure`` and ``is_since_unsure`` where it is
    not. ``name`` is empty for codes that nobody owns; ``room`` is where somebody belongs who was
    not let in here.
    """

    at: datetime
    reason: Reason
    name: str = ""
    registration: str | None = None
    room: str = ""
    since: datetime | None = None
    is_unsure: bool = False
    is_since_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back: the kind of the annulled entry, whom it concerned and how many."""

    kind: str
    name: str = ""
    registration: str | None = None
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """How this station stands with its hub; ``contact`` is the last reply (aware UTC)."""

    joined: bool = False
    online: bool = False
    unsent: int = 0
    contact: datetime | None = None
