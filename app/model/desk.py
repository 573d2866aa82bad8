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
    """How this station stands with the central list: its hub, pretix or both.

    ``contact`` is the last reply (aware UTC), ``trouble`` the code of the error that keeps it
    from there while it is not ``online``.
    """

    joined: bool = False
    online: bool = False
    unsent: int = 0
    contact: datetime | None = None
    trouble: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether it is not the network: only a human can help."""
        return self.trouble in _REFUSALS

    def beside(self, other: "SyncState") -> "SyncState":
        """Return how a station stands that belongs to both: as well as with the worse one."""
        if not (self.joined and other.joined):
            return self if self.joined else other
        contacts = (self.contact, other.contact)
        known = [one for one in contacts if one is not None]
        return SyncState(
            joined=True,
            online=self.online and other.online,
            unsent=max(self.unsent, other.unsent),
            contact=min(known) if len(known) == len(contacts) else None,
            trouble=self.trouble or other.trouble,
        )


_REFUSALS = frozenset(
    {"sync.refused", "sync.revoked", "pretix.token", "pretix.forbidden", "pretix.revoked"}
)
