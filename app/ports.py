"""What the steps need from outside.

`db` implements `Journal`, `SearchIndex`, `JobBook` and `SyncBook`; tests use the real ones on
a temporary file. A `Records` lives for exactly one transaction: it is durable when the
``with`` block of `Journal.write` has ended without an exception, and never happened otherwise.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.model.badge import BadgeJob, JobState
from app.model.entry import Draft, Entry
from app.model.programme import Occupancy, Programme
from app.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a search result."""

    id: str
    name: str
    organisation: str
    category: str
    arrived: datetime | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers that are always in sight.

    ``expected`` are registrations of the list that were not cancelled; ``arrived`` are people
    with a living arrival anywhere, walk-ins included; ``present`` are inside at an entrance.
    """

    expected: int
    arrived: int
    present: int
    unsent: int


class Reads(Protocol):
    """What can be asked of the journal and its views, inside or outside a transaction."""

    def programme(self) -> Programme:
        """Return event and sessions."""
        ...

    def find(self, candidates: Sequence[str]) -> str | None:
        """Return the registration that has the first matching candidate as (former) code.

        Raises:
            AmbiguousError: two candidates lead to two different people.
        """
        ...

    def standing(self, registration: str) -> Standing | None:
        """Return the folded standing of one registration."""
        ...

    def occupancy(self, session: str) -> Occupancy:
        """Return how full a session is now."""
        ...

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry by its id."""
        ...

    def is_annulled(self, entry_id: str) -> bool:
        """Whether a living annulment takes that entry back."""
        ...

    def recent_own(self, kinds: Sequence[str]) -> Iterator[Entry]:
        """Yield this station's entries of *kinds* that are not annulled, latest first."""
        ...


class Records(Reads, Protocol):
    """An open write transaction."""

    def append(self, draft: Draft) -> Entry:
        """Add an entry of this station and bring the views up to date."""
        ...

    def append_many(self, drafts: Sequence[Draft]) -> int:
        """Add many entries of this station in order; faster than one by one."""
        ...


class Journal(Reads, Protocol):
    """One event's journal on this machine."""

    @property
    def station(self) -> str:
        """Id of this station, under which it writes."""
        ...

    def write(self) -> AbstractContextManager[Records]:
        """Open the one write transaction (BEGIN IMMEDIATE); leaving it commits durably.

        Raises:
            NotRecordedError: the commit did not reach the disk; nothing was written.
        """
        ...

    def absorb(self, entries: Sequence[Entry]) -> int:
        """Take in entries of other stations, in any order, doubles included; return the new."""
        ...

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[tuple[int, Entry]]:
        """Yield (position, entry) in the order in which they came to this machine."""
        ...

    def own_entries(self, after_seq: int, limit: int) -> list[Entry]:
        """Return entries of this station behind *after_seq*, in sequence."""
        ...

    def standings(self) -> Iterator[Standing]:
        """Yield every standing, by registration id."""
        ...

    def counts(self) -> Counts:
        """Return the numbers that are always in sight."""
        ...


class SearchIndex(Protocol):
    """Finds people by folded words.

    A pattern is a word, or the beginning of one followed by ``*``.
    """

    def prefix_hits(self, words: Sequence[str], limit: int) -> list[Hit]:
        """Return people who have, for every word, a folded word beginning with it."""
        ...

    def matches(self, groups: Sequence[Collection[str]], limit: int) -> list[Hit]:
        """Return people who have, for every group, one of its patterns; in no order."""
        ...

    def vocabulary(self) -> list[str]:
        """Return every indexed word once."""
        ...

    def revision(self) -> int:
        """Return a number that differs when the vocabulary may have grown."""
        ...


class JobBook(Protocol):
    """Badge jobs of this machine."""

    def open_job(self, registration: str, printer: str) -> BadgeJob:
        """Note that a badge is wanted; it stays until a printer says it printed it."""
        ...

    def set_state(self, job: str, state: JobState, reason: str = "") -> BadgeJob:
        """Note how far a job is."""
        ...

    def jobs(self, *, only_open: bool = False) -> list[BadgeJob]:
        """Return jobs, oldest first."""
        ...


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

    def foreign(self) -> int:
        """Return how many entries of other stations are here."""
        ...

    def note_acked(self, link: HubLink, acked: int, contact_ms: int) -> None:
        """Keep how far the hub has this station's entries, unless its epoch changed since."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStation:
    """A station as its hub knows it; ``acked`` counts its entries, ``cursor`` what it pulled."""

    id: str
    name: str
    public_key: str
    joined_ms: int
    revoked_ms: int | None = None
    seen_ms: int | None = None
    cursor: int = 0
    acked: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one station's chain: its last sequence number and the link of that entry."""

    seq: int
    link: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A station was here and has everything up to ``cursor``."""

    station: str
    cursor: int
    seen_ms: int


class HubBook(Protocol):
    """What a hub keeps beside the journal; several processes may share it."""

    def epoch(self) -> str:
        """Return the id of this hub's present life, made on first use."""
        ...

    def renew_epoch(self, old: str) -> str:
        """Begin a new life when *old* is the present one; return what is true now."""
        ...

    def event(self) -> str:
        """Return the id of the event, empty while the hub is blank."""
        ...

    def offer(self, name: str, code_hash: str, expires_ms: int) -> None:
        """Keep a one-time code for a station called *name*."""
        ...

    def offered_name(self, code_hash: str, now_ms: int) -> str | None:
        """Return for whom a code was made, None when it is unknown, used or too old."""
        ...

    def enrol(self, station: HubStation, token_hash: str, *, event: str, code_hash: str) -> bool:
        """Use up a code and admit a station, in one transaction; a blank hub takes its event.

        Returns False, with nothing changed, when somebody else used the code meanwhile.
        """
        ...

    def station_by_token(self, token_hash: str) -> HubStation | None:
        """Return the station that holds a token, None when it is unknown or revoked."""
        ...

    def stations(self) -> list[HubStation]:
        """Return all stations by name, revoked ones too."""
        ...

    def revoke(self, name: str, at_ms: int) -> HubStation:
        """Make the token of a station useless; *name* may be its name or its id.

        Raises:
            UnknownError: there is no such station.
        """
        ...

    def note_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Keep when stations were last here and how far they pulled."""
        ...

    def heads(self) -> dict[str, Head]:
        """Return the end of every station's chain in the hub's journal."""
        ...

    def ids(self, station: str, first: int, last: int) -> dict[int, str]:
        """Return the ids of one station's entries by sequence number, both ends included."""
        ...

    def id_at(self, position: int) -> str | None:
        """Return the id of the entry at *position* of the hub's order."""
        ...

    def position(self) -> int:
        """Return the position of the latest entry, 0 when there is none."""
        ...
