"""What a station keeps about its hub."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLink:
    """How this station reaches its hub, and how far it is with it.

    ``cursor`` is the hub's position up to which everything is here and ``mark`` the id of the
    entry there; ``acked`` the sequence number up to which the hub has this station's entries;
    ``pin`` the SHA-256 of the hub's TLS key in base32. ``is_relayed`` tells that the hub was
    offered the entries of other stations that were here before this epoch.
    """

    address: str
    pin: str
    token: str = field(repr=False)
    signing_key: str = field(repr=False)
    epoch: str = ""
    cursor: int = 0
    mark: str = ""
    acked: int = 0
    is_relayed: bool = False
    contact_ms: int | None = None


class SyncBook(Protocol):
    """Where a station keeps its link to the hub; several processes may share it."""

    def link(self) -> HubLink | None:
        """Return the link, None when this station never joined a hub."""
        ...

    def save_link(self, link: HubLink) -> None:
        """Keep the link to a hub that was just joined, in place of any other."""
        ...

    def last_seq(self) -> int:
        """Return this station's latest sequence number; cheap enough for ten times a second."""
        ...

    def last_position(self) -> int:
        """Return the position of the latest entry of this machine's journal."""
        ...

    def foreign(self) -> int:
        """Return how many entries of other stations are here."""
        ...

    def note_acked(self, link: HubLink, acked: int, contact_ms: int) -> None:
        """Keep how far the hub has this station's entries, unless its epoch changed since."""
        ...

    def note_contact(self, link: HubLink, contact_ms: int) -> None:
        """Keep when the hub last answered, unless its epoch changed since."""
        ...

    def note_relayed(self, link: HubLink) -> None:
        """Keep that the hub was offered everything of others, unless its epoch changed since."""
        ...

    def adopt_epoch(self, link: HubLink, epoch: str) -> None:
        """Begin at nought with a hub that has a new epoch, unless another process did."""
        ...

    def take_page(self, entries: Sequence[Entry], link: HubLink, *, expected_cursor: int) -> int:
        """Absorb a pulled page and move the cursor in the same transaction.

        A page whose *expected_cursor* or epoch is no longer the stored one is ignored:
        another process was faster. Returns the number of new entries.
        """
        ...
