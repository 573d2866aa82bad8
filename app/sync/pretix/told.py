"""What an upload works on, and what it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.clock import Clock
from app.ports import Journal
from app.ports.uploads import UploadBook


@dataclass(frozen=True, slots=True)
class Uploads:
    """What an upload works on; ``lists`` is the list of the event's own door by source."""

    journal: Journal
    book: UploadBook
    clock: Clock
    lists: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class UploadResult:
    """What an upload did: movements that the server has now or has no more, and declined ones.

    ``ordered`` are orders that were made for walk-ins. ``waiting`` says how many movements are
    kept, by reason; ``troubles`` are sentences for people.
    """

    redeemed: int = 0
    annulled: int = 0
    declined: int = 0
    ordered: int = 0
    waiting: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def followed_by(self, later: "UploadResult") -> "UploadResult":
        """Return what both did together; what waits is what waits after the *later* one."""
        return UploadResult(
            redeemed=self.redeemed + later.redeemed,
            annulled=self.annulled + later.annulled,
            declined=self.declined + later.declined,
            ordered=self.ordered + later.ordered,
            waiting=later.waiting,
            troubles=list(dict.fromkeys([*self.troubles, *later.troubles])),
        )
