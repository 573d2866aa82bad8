"""What the journal says beside the standings: tallies, printed badges, people turned away."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from app.admission.fold import living
from app.clock import to_instant
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind
from app.reports.account import CountedGroup
from app.reports.pace import Step

WATCHED = frozenset({Kind.COUNTED, Kind.PRINTED, Kind.REFUSED, Kind.ANNULLED})
"""Kinds of entries that `Doings` needs."""


class Doings:
    """Takes entries in any order, doubles included; `read` tells what they come to.

    Not safe for several threads at once.
    """

    def __init__(self, bearings: Bearings = PLAIN) -> None:
        self._bearings = bearings
        self._entries: dict[str, Entry] = {}
        self._is_read = False
        self.counted = 0
        self.groups: tuple[CountedGroup, ...] = ()
        self.prints: tuple[Step, ...] = ()
        self.refused: dict[str, frozenset[str]] = {}
        """Who was told no at each session, by registration."""

    def take(self, entries: Iterable[Entry]) -> None:
        """Take entries; those of other kinds are left."""
        for entry in entries:
            if entry.kind in WATCHED:
                self._entries[entry.id] = entry
                self._is_read = False

    def rely_on(self, bearings: Bearings) -> None:
        """Read everything by other bearings from now on."""
        self._bearings, self._is_read = bearings, False

    def read(self) -> None:
        """Bring the attributes up to date."""
        if self._is_read:
            return
        self._is_read = True
        alive = living(self._entries.values(), self._bearings)
        tallies = [entry for entry in alive if entry.kind == Kind.COUNTED]
        self.counted = sum(int(entry.get("number", 0)) for entry in tallies)
        self.groups = _groups(tallies)
        self.prints = tuple(self._step(entry) for entry in alive if entry.kind == Kind.PRINTED)
        self.refused = _refused(alive)

    def _step(self, entry: Entry) -> Step:
        at = to_instant(self._bearings.moment(entry).ms)
        return Step(at, entry.station, entry.registration or "")


def _groups(tallies: Iterable[Entry]) -> tuple[CountedGroup, ...]:
    """Return the labels with their numbers, the largest first; companions have none."""
    numbers: Counter[str] = Counter()
    for entry in tallies:
        numbers[str(entry.get("label") or "")] += int(entry.get("number", 0))
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return tuple(CountedGroup(label, number) for label, number in ordered)


def _refused(alive: Iterable[Entry]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in alive:
        if entry.kind == Kind.REFUSED and entry.session and entry.registration:
            found[entry.session].add(entry.registration)
    return {session: frozenset(people) for session, people in found.items()}
