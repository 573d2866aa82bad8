"""What a station keeps about its hub."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.clock import ClockReading
from app.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class HubLink:
    """How this station reaches its hub, and how far it is with it.

    ``cursor`` is the hub's position up to which everything is here and ``mark`` the id of the
    entry there; ``acked`` the sequence number up to which the hub has this station's entries;
    ``pin`` the SHA-256 of the hub's TLS key in base32, ``next_pin`` that of the key it will have
    one day. ``is_relayed`` tells that the hub was offered the entries of other stations that
    were here before this epoch. ``sample_*`` is the best comparison of clocks in the boot that
    is named: how far the hub's Unix time is ahead of the monotonic clock, and how long asking
    took.
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
    next_pin: str = ""
    sample_boot: str = ""
    sample_offset_ms: int = 0
    sample_rtt_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSample:
    """A comparison of this machine's monotonic clock with the hub's time."""

    boot: str
    offset_ms: int
    rtt_ms: int


@dataclass(frozen=True, slots=True)
class Fork:
    """Where the entries of *station* here part from those of the hub; ``entry`` is ours there."""

    station: str
    seq: int
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who this station is from now on."""

    station: str
    name: str
    link: HubLink


class SyncBook(Protocol):
    """Where a station keeps its link to the hub; several processes may share it."""

    def link(self) -> HubLink | None:
        """Return the link, None when this station never joined a hub."""
        ...

    def save_link(self, link: HubLink) -> None:
        """Keep the link to a hub that was just joined, in place of any other."""
        ...

    def station(self) -> str:
        """Return the id under which this station writes now; another process may change it."""
        ...

    def last_seq(self) -> int:
        """Return this station's latest sequence number; cheap enough for ten times a second."""
        ...

    def last_position(self) -> int:
        """Return the position of the latest entry of this machine's journal."""
        ...

    def heads(self) -> dict[str, int]:
        """Return the last sequence number that is here of each station."""
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
        another process was faster. Entries of others that stand here where the hub has another
        one give way to a branch of their own. Returns the number of new entries.

        Raises:
            JournalForkedError: the page contradicts this station's own entries; nothing was
                taken.
        """
        ...

    def note_sample(self, link: HubLink, sample: ClockSample) -> None:
        """Record a comparison of clocks and keep it as the best of its boot."""
        ...

    def note_pins(self, link: HubLink, pin: str, next_pin: str) -> None:
        """Keep by which keys the hub is known, unless another process did."""
        ...

    def note_address(self, link: HubLink, address: str) -> None:
        """Keep that the hub is found at another address now."""
        ...

    def fork_at(self, station: str, seq: int) -> Fork:
        """Return the fork of *station* at *seq*, with the entry that is there here."""
        ...

    def claim_renewal(self, link: HubLink, key: str, now: ClockReading) -> str | None:
        """Claim for this process to ask for a new identity; return the key to ask with.

        That is *key*, or the one of an earlier attempt that came to nothing. None means that
        another process is at it. A claim ends by itself after half a minute.
        """
        ...

    def release_renewal(self, link: HubLink) -> None:
        """Let the next attempt begin at once."""
        ...

    def take_identity(self, fork: Fork, identity: Identity) -> bool:
        """Go on under a new identity from the fork on, in one transaction.

        Returns False, with nothing changed, when another process did it already.
        """
        ...

    def branch_off(self, fork: Fork) -> int:
        """Give another station's entries from the fork on a branch of their own.

        Returns how many that were; they wait to be offered to the hub then.
        """
        ...
