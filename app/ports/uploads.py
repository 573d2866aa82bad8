"""What a station keeps about what it told its pretix server."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.model.entry import Draft

UNSENT = "unsent"
"""Why a movement waits that only has to be told."""

UNKNOWN = "unknown"
NO_TICKET = "no_ticket"
NO_LIST = "no_list"
KEPT = (UNKNOWN, NO_TICKET, NO_LIST)
"""Why movements wait that are none of the server's business, as far as anybody knows yet."""

LIST_GONE = "list_gone"
ELSEWHERE = "elsewhere"
"""Why an undo waits: another device told the movement, and only that one can take it back."""

FORBIDDEN = "forbidden"


class Presence(StrEnum):
    """Whether the server has a movement; the values are stored."""

    ABSENT = "absent"
    MAYBE = "maybe"
    """It was sent, and no answer came yet."""
    THERE = "there"


class UploadState(StrEnum):
    """How far a movement is; the values are stored."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    """The server will not have it; a ``declined`` entry asks a human."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A movement on its way to the server; of local interest only.

    ``touched`` is the latest annulment that concerns it. ``nonce``, ``source``, ``list_id`` and
    ``at_ms`` are what was sent last, ``nonce`` empty when nothing of it is there. ``due_ms`` of
    this machine's clock is when it may be tried again, ``reason`` why it waits.
    """

    entry: str
    position: int
    registration: str
    touched: str = ""
    nonce: str = ""
    presence: Presence = Presence.ABSENT
    state: UploadState = UploadState.OPEN
    source: str = ""
    list_id: int = 0
    at_ms: int = 0
    attempts: int = 0
    due_ms: int = 0
    reason: str = ""


class UploadBook(Protocol):
    """Where a station keeps its uploads; several processes may share it."""

    def gather(self) -> int:
        """Take up what the journal has that was not looked at yet; return how many movements."""
        ...

    def has_news(self) -> bool:
        """Whether there is anything for `gather`; cheap enough for every moment."""
        ...

    def waiting(self) -> dict[str, int]:
        """Return how many movements wait, by reason; `UNSENT` where they only have to be told."""
        ...

    def open(self) -> list[Upload]:
        """Return what is not settled, in the order in which it came here."""
        ...

    def note(self, uploads: Sequence[Upload], declined: Sequence[Draft] = ()) -> None:
        """Keep how far *uploads* are, and record what was *declined*, all or nothing.

        One that an annulment touched meanwhile stays open whatever is said of it.
        """
        ...
