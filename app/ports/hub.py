"""What a hub keeps beside its journal."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from app.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStation:
    """A station as its hub knows it; ``acked`` counts its entries, ``cursor`` what it pulled.

    ``last_seq`` is what the station last said to have, ``version`` its release.
    """

    id: str
    name: str
    public_key: str
    joined_ms: int
    revoked_ms: int | None = None
    seen_ms: int | None = None
    cursor: int = 0
    acked: int = 0
    last_seq: int = 0
    version: str = ""

    @property
    def unsent(self) -> int:
        """How many entries the station had, when it was last here, that the hub lacks."""
        return max(0, self.last_seq - self.acked)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one station's chain: its last sequence number and the link of that entry."""

    seq: int
    link: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A station was here, has everything up to ``cursor`` and wrote up to ``last_seq``."""

    station: str
    cursor: int
    seen_ms: int
    last_seq: int = 0
    version: str = ""


class HubBook(Protocol):
    """What a hub keeps beside the journal; several processes may share it."""

    def epoch(self) -> str:
        """Return the id of this hub's present life, made on first use."""
        ...

    def renew_epoch(self, old: str, known: str = "") -> str:
        """Begin a new life when *old* is the present one; return what is true now.

        It comes after *known*, a later life of which somebody knows.
        """
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

    def holder(self, token_hash: str) -> HubStation | None:
        """Return the station that holds or, before it was revoked, held a token."""
        ...

    def note(self, key: str) -> str | None:
        """Return what the hub keeps under *key*, None when it keeps nothing."""
        ...

    def save_note(self, key: str, value: str) -> None:
        """Keep *value* under *key*.

        Raises:
            NotRecordedError: it could not be kept.
        """
        ...

    def shut_out(self) -> set[str]:
        """Return the ids of all stations that were revoked."""
        ...

    def stations(self) -> list[HubStation]:
        """Return all stations by name, revoked ones too."""
        ...

    def named(self, name: str) -> HubStation:
        """Return the station of that name or id.

        Raises:
            UnknownError: there is no such station.
            AmbiguousError: several stations are called so.
        """
        ...

    def note_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Keep when stations were last here and how far they pulled."""
        ...

    def heads(self, after: int = 0) -> dict[str, Head]:
        """Return the end of every chain that grew behind position *after*."""
        ...

    def ids(self, station: str, first: int, last: int) -> dict[int, str]:
        """Return the ids of one station's entries by sequence number, both ends included."""
        ...

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return those of *ids* that are in the journal."""
        ...

    def id_at(self, position: int) -> str | None:
        """Return the id of the entry at *position* of the hub's order."""
        ...

    def position(self) -> int:
        """Return the position of the latest entry, 0 when there is none."""
        ...


class HubRecords(Protocol):
    """An open write transaction of a hub: nobody else gives positions meanwhile."""

    def position(self) -> int:
        """Return the position of the latest entry, 0 when there is none."""
        ...

    def heads(self, after: int = 0) -> dict[str, Head]:
        """Return the end of every chain that grew behind position *after*."""
        ...

    def ids(self, station: str, first: int, last: int) -> dict[int, str]:
        """Return the ids of one station's entries by sequence number, both ends included."""
        ...

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return those of *ids* that are in the journal."""
        ...

    def absorb(self, entries: Sequence[Entry]) -> None:
        """Add new entries, as they are, at the next positions; none may be there already.

        A revocation among them makes the token of its station useless.
        """
        ...

    def give_up(self, entries: Sequence[Entry]) -> int:
        """Let those of *entries* that are here under another station have these places.

        Positions stay, and the chains that they leave close up. As with `branch_off` a new
        epoch must begin. Returns how many that were.
        """
        ...

    def branch_off(self, station: str, seq: int) -> int:
        """Let a station's entries from number *seq* on go on as the journal of a branch.

        Their positions stay. Whoever read this journal before must read it again: begin a new
        epoch in the same transaction. Returns how many entries that were.
        """
        ...


class HubStore(HubBook, Protocol):
    """A hub's database: its journal and its book, on SQLite or PostgreSQL."""

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[tuple[int, Entry]]:
        """Yield (position, entry) in the hub's order."""
        ...

    def write(self) -> AbstractContextManager[HubRecords]:
        """Open the one write transaction; leaving it commits durably.

        Raises:
            NotRecordedError: nothing was written.
        """
        ...

    def is_leader(self) -> bool:
        """Whether this process is the one that does what only one process may do.

        Of several processes on one PostgreSQL whoever asks first leads until its connection
        ends; then the next one that asks does.
        """
        ...

    def scrub(self) -> bool:
        """Remove what is left of erased words from the database; return whether anything was."""
        ...

    def close(self) -> None:
        """Close this thread's connection."""
        ...
