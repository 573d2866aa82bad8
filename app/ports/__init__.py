"""What the steps need from outside.

`db` implements them all; tests use the real ones on
a temporary file. A `Records` lives for exactly one transaction: it is durable when the
``with`` block of `Journal.write` has ended without an exception, and never happened otherwise.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.model.badge import BadgeJob, Receipt
from app.model.bearings import Bearings
from app.model.call import Call
from app.model.conflict import Conflict
from app.model.entry import Draft, Entry
from app.model.programme import Occupancy, Programme
from app.model.standing import Standing

LIKENESS = "\u2248"
"""Begins the indexed word that people share whose names sound alike."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a search result.

    ``is_expected`` says that the person may come, and to the door at which was asked; ``words``
    are those that the index has for the person.
    """

    id: str
    name: str
    organisation: str
    category: str
    arrived: datetime | None
    is_expected: bool = True
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers that are always in sight.

    ``expected`` are registrations of the list that were not cancelled; ``arrived`` are people
    with a living arrival anywhere, walk-ins included; ``present`` are inside at an entrance;
    ``counted`` were tallied without a name.
    """

    expected: int
    arrived: int
    present: int
    unsent: int
    counted: int = 0

    @property
    def headcount(self) -> int:
        """How many people are inside, those without a name included."""
        return self.present + self.counted


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

    def about(self, registration: str) -> list[Entry]:
        """Return every entry about one registration, in the order in which they came here."""
        ...

    def erasing(self) -> list[Entry]:
        """Return every entry that takes words away, in the order in which they came here."""
        ...

    def exported(self) -> list[Entry]:
        """Return every entry about a file that was written, in the order of coming here."""
        ...

    def is_annulled(self, entry_id: str) -> bool:
        """Whether a living annulment takes that entry back."""
        ...

    def conflicts(self) -> list[Conflict]:
        """Return what people are asked, resolved conflicts too."""
        ...

    def bearings(self) -> Bearings:
        """Return what is known of clocks and of stations that were shut out."""
        ...

    def calls(self) -> list[Call]:
        """Return the calls that nobody has taken, the oldest first."""
        ...

    def group_members(self, name: str) -> list[Standing]:
        """Return everybody who comes with the group called *name*, by registration id."""
        ...

    def roster_revision(self) -> int:
        """Return a number that grows when anybody is registered or changed."""
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

    @property
    def is_awaited(self) -> bool:
        """Whether a thread of this process waits for the write transaction."""
        ...

    def write(self) -> AbstractContextManager[Records]:
        """Open the one write transaction (BEGIN IMMEDIATE); leaving it commits durably.

        Raises:
            NotRecordedError: the commit did not reach the disk; nothing was written.
        """
        ...

    def erasing_in_bulk(self) -> AbstractContextManager[None]:
        """Remove bytes of erased words once, at the end of the block, not after each write."""
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

    def matches(
        self, groups: Sequence[Collection[str]], limit: int, session: str | None = None
    ) -> list[Hit]:
        """Return people who have, for every group, one of its patterns; in no order."""
        ...

    def vocabulary(self) -> dict[str, int]:
        """Return every indexed word of plain letters and digits, and how many people have it."""
        ...

    def revision(self) -> int:
        """Return a number that differs when the index has changed."""
        ...


class JobBook(Protocol):
    """Badge jobs of this machine."""

    def open_job(self, registration: str, printer: str, serial: str = "") -> BadgeJob:
        """Note that a badge is wanted; it stays until a printer says it printed it."""
        ...

    def job(self, job: str) -> BadgeJob:
        """Return one job as it is now."""
        ...

    def report(self, job: BadgeJob, result: Receipt) -> BadgeJob:
        """Note how far a job is and end its claim, unless it went to another printer."""
        ...

    def claim(self, job: str) -> BadgeJob | None:
        """Take an open or failed job for sending, for a while; None when somebody has it.

        The job that is returned is unsure when an earlier claim ended without a report.
        """
        ...

    def redirect(self, job: str, printer: str) -> BadgeJob:
        """Open a job for another printer."""
        ...

    def redirect_open(self, printer: str) -> None:
        """Open for another printer, in one go, all jobs that surely no printer has."""
        ...

    def hold(self, printer: str, result: Receipt) -> None:
        """Note at all open jobs of *printer* why they wait."""
        ...

    def jobs(self, *, only_open: bool = False) -> list[BadgeJob]:
        """Return jobs, oldest first."""
        ...
