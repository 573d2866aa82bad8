"""What the journal says beside the standings: tallies, printed badges, people turned away."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from app.admission.bearings import annulled_ids
from app.admission.shape import is_well_formed
from app.clock import to_instant
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind
from app.reports.account import CountedGroup

WATCHED = frozenset({Kind.COUNTED, Kind.PRINTED, Kind.REFUSED, Kind.ANNULLED})
"""Kinds of entries that `Doings` needs."""

Printed = dict[tuple[str, str], list[datetime]]


class Doings:
    """Takes entries in any order, doubles included; `read` tells what they come to.

    Not safe for several threads at once.
    """

    def __init__(self, bearings: Bearings = PLAIN) -> None:
        self._bearings = bearings
        self._entries: dict[str, dict[str, Entry]] = {kind: {} for kind in WATCHED}
        self._dead: set[str] = set()
        self._changed: set[str] = set()
        self._fresh_prints: list[Entry] = []
        self.counted = 0
        self.groups: tuple[CountedGroup, ...] = ()
        self.printed: Printed = {}
        """When badges came out, by station and registration."""

        self.refused: dict[str, frozenset[str]] = {}
        """Who was told no at each session, by registration."""

    def take(self, entries: Iterable[Entry]) -> None:
        """Take entries; those of other kinds are left, and what nobody can read."""
        for entry in entries:
            known = self._entries.get(entry.kind)
            if known is None or entry.id in known or not is_well_formed(entry):
                continue
            known[entry.id] = entry
            self._changed.add(entry.kind)
            if entry.kind == Kind.PRINTED:
                self._fresh_prints.append(entry)

    def rely_on(self, bearings: Bearings) -> None:
        """Read everything by other bearings from now on."""
        self._bearings, self._changed = bearings, set(WATCHED)
        self._forget_prints()

    def read(self) -> None:
        """Bring the attributes up to date."""
        changed, self._changed = self._changed, set()
        if Kind.ANNULLED in changed:
            before, heard = self._dead, self._entries[Kind.ANNULLED].values()
            counting = {entry.id: entry for entry in heard if self._bearings.counts(entry)}
            self._dead = annulled_ids(counting)
            changed |= {Kind.COUNTED, Kind.REFUSED}
            if not (self._dead ^ before).isdisjoint(self._entries[Kind.PRINTED]):
                self._forget_prints()
        if Kind.COUNTED in changed:
            tallies = self._living(self._entries[Kind.COUNTED].values())
            self.counted = sum(int(entry.get("number", 0)) for entry in tallies)
            self.groups = _groups(tallies)
        if Kind.REFUSED in changed:
            self.refused = _refused(self._living(self._entries[Kind.REFUSED].values()))
        fresh, self._fresh_prints = self._fresh_prints, []
        for entry in self._living(fresh):
            key = (entry.station, entry.registration or "")
            at = to_instant(self._bearings.moment(entry).ms)
            self.printed.setdefault(key, []).append(at)

    def _living(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return those of *entries* that count and that nobody took back."""
        return [e for e in entries if e.id not in self._dead and self._bearings.counts(e)]

    def _forget_prints(self) -> None:
        """Take all printed badges up anew with the next `read`."""
        self.printed, self._fresh_prints = {}, list(self._entries[Kind.PRINTED].values())


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
