"""The numbers of a journal that grows: each new entry costs the people whom it concerns.

Folds what `app.admission.fold` folds and counts what `app.reports.ledger` counts, in memory and
beside no database: for a hub, which keeps no views. The same entries come to the same numbers in
whatever order and portions they were taken.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from app.admission.bearings import BEARING_KINDS, take_bearings
from app.admission.fold import fold
from app.admission.planning import plan
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind
from app.model.programme import Programme
from app.reports.account import Contact, Figures
from app.reports.doings import WATCHED, Doings
from app.reports.forecast import USUAL, Curve
from app.reports.ledger import Ledger

FRAME = frozenset({Kind.PROGRAMME, Kind.ANNULLED, *BEARING_KINDS})
"""Kinds of entries that say how all others are to be read, and what takes them back."""

Boot = tuple[str, str]
"""A station and one run of its machine."""


class Following:
    """Everybody of a journal, and what that comes to. For one thread at a time."""

    def __init__(self) -> None:
        self._people: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._writers: dict[Boot, set[str]] = defaultdict(set)
        self._frame: dict[str, Entry] = {}
        self._bearings: Bearings = PLAIN
        self._doings = Doings()
        self._ledger: Ledger | None = None
        self._is_framed = True
        self._changed: dict[str, None] = {}
        self.programme: Programme | None = None

    def take(self, entries: Iterable[Entry]) -> None:
        """Take entries, in any order, doubles included."""
        for entry in entries:
            if entry.kind in FRAME:
                self._frame[entry.id] = entry
                self._is_framed = False
            if entry.kind in WATCHED:
                self._doings.take([entry])
            if entry.registration:
                self._people[entry.registration][entry.id] = entry
                self._writers[entry.station, entry.boot].add(entry.registration)
                self._changed[entry.registration] = None

    def settle(self) -> None:
        """Bring everybody up to date whom the entries taken meanwhile concern."""
        self._read_frame()
        changed, self._changed = self._changed, {}
        if self._ledger is None:
            return
        for registration in changed:
            standing = fold(registration, self._people[registration].values(), self._bearings)
            if standing is None:
                self._ledger.drop(registration)
            else:
                self._ledger.put(standing)

    def figures(
        self, now: datetime, contacts: Sequence[Contact] = (), curve: Curve = USUAL
    ) -> Figures | None:
        """Return the numbers, None as long as no entry tells of the event itself.

        Args:
            now: Aware.
            contacts: How well the stations are known.
            curve: How people usually come.
        """
        self.settle()
        return None if self._ledger is None else self._ledger.figures(now, contacts, curve)

    def _read_frame(self) -> None:
        """Find out how entries are to be read; what that changes is folded anew."""
        if self._is_framed:
            return
        self._is_framed = True
        before, planned = self._bearings, self.programme
        self._bearings = take_bearings(self._frame.values())
        self.programme = plan(self._frame.values(), self._bearings)
        if self._bearings != before:
            self._doings.rely_on(self._bearings)
            self._changed.update(dict.fromkeys(self._moved(before)))
        if self.programme is None:
            self._ledger = None
        elif self._ledger is None or _scene(self.programme) != _scene(planned):
            self._ledger = Ledger(self.programme, self._doings)
            self._changed = dict.fromkeys(self._people)

    def _moved(self, before: Bearings) -> Iterable[str]:
        """Yield the registrations about which other bearings than *before* say other things."""
        now = self._bearings
        boots = set(now.resampled(before))
        drifted, reshut = now.redrifted(before), now.reshut(before)
        for boot in self._writers:
            is_drifted = boot[0] in drifted and boot not in now.samples
            if is_drifted or boot[0] in reshut:
                boots.add(boot)
        for boot in boots:
            yield from self._writers.get(boot, ())


def _scene(programme: Programme | None) -> tuple[object, ...]:
    """Return what of a programme is counted by."""
    return () if programme is None else (programme.event, tuple(programme.sessions.values()))
