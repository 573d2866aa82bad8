"""Taking in a registration list: read, understand, compare, record."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.bootstrap.list_memory import ListMemory
from app.bootstrap.workplace import Workplace
from app.model.erasure import barrier_of
from app.model.standing import Standing
from app.rest import collector_resting
from app.roster.choice import chosen, every_key, is_coming
from app.roster.damage import Damage
from app.roster.difference import Difference, compare
from app.roster.duplicates import Duplicate
from app.roster.listing import Listing, understand
from app.roster.reading import Reading
from app.roster.rows import to_registrations
from app.roster.table import read_table

BREATH_S = 0.026
"""SQLite's waiting writers of other processes look at the lock every 25 ms at most, at first."""

PATIENCE_S = 0.12
"""So long is somebody let in who is seen to wait; later looks at the lock are 50 ms apart."""

HELD_S = 0.5
"""After so long without a pause there is one."""

_GLANCE_S = 0.005

_TRIES = 100


@dataclass(frozen=True, slots=True)
class Import:
    """How many rows of a list are what, and which were left out and why."""

    read: int
    new: int
    changed: int
    unchanged: int
    cancelled: int
    vanished: int
    refused: tuple[tuple[int, str], ...]
    duplicates: tuple[Duplicate, ...] = ()
    damaged: tuple[Damage, ...] = ()
    listing: Listing | None = None
    is_stopped: bool = False


class Breath:
    """Pauses between portions of a long import, so that scans find their turn.

    Args:
        is_awaited: Whether a thread of this process waits to write.
        told: Hears how many of how many entries are recorded; whether to go on.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        is_awaited: Callable[[], bool],
        told: Callable[[int, int], bool] = lambda _done, _count: True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._is_awaited, self._told, self._sleep = is_awaited, told, sleep
        self._since_s = time.monotonic()

    def __call__(self, done: int, count: int) -> bool:
        """Let others write; return whether to go on."""
        if self._is_awaited() or time.monotonic() - self._since_s >= HELD_S:
            self._pause()
            self._since_s = time.monotonic()
        return self._told(done, count)

    def _pause(self) -> None:
        self._sleep(BREATH_S)
        until_s = time.monotonic() + PATIENCE_S
        while self._is_awaited() and time.monotonic() < until_s:
            self._sleep(_GLANCE_S)


@collector_resting()
def import_roster(
    workplace: Workplace,
    file: Path,
    *,
    reading: Reading | None = None,
    is_dry_run: bool = False,
    cancels_vanished: bool = False,
    skipped: Collection[int] = (),
) -> Import:
    """Take in what *file*, CSV or a workbook, says that is new or changed.

    It is recorded in portions, so that a scan beside it never waits for long; when it ends too
    early, the same list again says the rest. *cancels_vanished* also cancels people who stood in
    an earlier list and not in this one, *skipped* are lines that are left alone.

    Raises:
        InputError: the file cannot be read or its columns cannot be told apart.
        ListQuestionError: it can be read in several ways.
        NotRecordedError: what was not recorded yet is not.
    """
    memory = ListMemory(workplace.file)
    listing = listing_of(file, reading or Reading(), memory)
    breath = Breath(lambda: workplace.journal.is_awaited)
    first: Difference | None = None
    for _ in range(_TRIES):
        revision = workplace.journal.roster_revision()
        standings = list(workplace.journal.standings())
        found = difference_of(workplace, listing, standings, skipped)
        first = first or found
        if is_dry_run:
            break
        wanted = with_vanished(found, standings) if cancels_vanished else found
        if not workplace.registrar.apply(wanted, revision=revision, go_on=breath).is_outdated:
            memory.keep(listing)
            break
        # Another desk changed somebody meanwhile; compare with what is true now.
    return counted(first or Difference(), listing)


def listing_of(file: Path, said: Reading, memory: ListMemory) -> Listing:
    """Read a list as somebody said, or as a list with these headings was read before."""
    table = read_table(file, sheet=said.sheet, encoding=said.encoding, separator=said.separator)
    return understand(table, file.name, said, memory.known(table.headings))


def difference_of(
    workplace: Workplace,
    listing: Listing,
    standings: Sequence[Standing],
    skipped: Collection[int] = (),
) -> Difference:
    """Compare a list with what is true now."""
    sessions = workplace.journal.programme().sessions.values()
    rows, refused = to_registrations(
        listing.table, listing.columns, sessions, is_last_first=listing.is_last_first
    )
    barrier = barrier_of(workplace.journal.erasing())
    found = compare(rows, standings, refused, barrier)
    if not skipped:
        return found
    return replace(
        found,
        new=tuple(row for row in found.new if row.line not in skipped),
        changed=tuple(change for change in found.changed if change.line not in skipped),
        cancelled=tuple(change for change in found.cancelled if change.line not in skipped),
    )


def with_vanished(difference: Difference, standings: Sequence[Standing]) -> Difference:
    """Return *difference* with everybody cancelled who would come and is in the list no more."""
    coming = {one.registration for one in standings if is_coming(one)}
    vanished = tuple(one for one in difference.vanished if one in coming)
    return chosen(replace(difference, vanished=vanished), every_key(difference))


def counted(difference: Difference, listing: Listing) -> Import:
    """Return the numbers of *difference*."""
    return Import(
        read=len(listing.table.rows),
        new=len(difference.new),
        changed=len(difference.changed),
        unchanged=len(difference.unchanged),
        cancelled=len(difference.cancelled),
        vanished=len(difference.vanished),
        refused=tuple((refusal.line, refusal.reason) for refusal in difference.refused),
        duplicates=difference.duplicates,
        damaged=listing.damaged,
        listing=listing,
    )
