"""What must be known of all entries to read any one of them: clocks, and stations shut out.

Stations' clocks are wrong by seconds or days, and people set them meanwhile. Entries of kind
``clock`` say how a station's monotonic clock, which never jumps within one boot, compares with
the hub's time; so the corrected time of every entry is a pure function of the journal, and the
same on every machine (Cristian, Probabilistic clock synchronization, 1989: the sample with the
shortest round trip is the best one).
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.admission.shape import is_well_formed
from app.model.entry import Entry, Kind

BEARING_KINDS = (Kind.CLOCK, Kind.REVOKED, Kind.RESOLVED)
"""Kinds of entries that `take_bearings` needs, beside what annuls them."""

_EARLIEST_MS = 0
_LATEST_MS = 253_402_300_799_000
"""The year 9999: what a forged number may not exceed, so that it stays a date."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When an entry was written, Unix time in ms; unsure where no clock sample vouches for it."""

    ms: int
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """Monotonic clock of one boot plus ``offset_ms`` is the hub's time, ± ``rtt_ms`` / 2."""

    rtt_ms: int
    seq: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Drift:
    """From entry ``seq`` of a station on, its wall clock was ``behind_ms`` behind the hub's."""

    seq: int
    behind_ms: int


@dataclass(frozen=True, slots=True)
class Bearings:
    """Made by `take_bearings`.

    ``samples`` holds the best one by station and boot, ``drifts`` those of a station by number,
    ``shut_out`` the last number that counts of each revoked station.
    """

    samples: Mapping[tuple[str, str], Sample] = field(default_factory=dict)
    drifts: Mapping[str, tuple[Drift, ...]] = field(default_factory=dict)
    shut_out: Mapping[str, int] = field(default_factory=dict)

    def moment(self, entry: Entry) -> Moment:
        """Return when *entry* was written, by the hub's clock as far as that is known.

        A journal whose stations never met a hub has no other clock to be unsure against.
        """
        sample = self.samples.get((entry.station, entry.boot))
        if sample is not None:
            return Moment(_dated(entry.mono_ms + sample.offset_ms))
        ms = _dated(entry.wall_ms + self._behind_ms(entry))
        return Moment(ms, is_unsure=bool(self.samples))

    def order(self, entry: Entry) -> tuple[int, str, int]:
        """Return the place of *entry* among all entries of all stations."""
        return (self.moment(entry).ms, entry.station, entry.seq)

    def counts(self, entry: Entry) -> bool:
        """Whether *entry* is to be read: not written after its station was shut out."""
        last = self.shut_out.get(entry.station)
        return last is None or entry.seq <= last

    def differing(self, other: "Bearings") -> set[str]:
        """Return the stations whose entries read otherwise with *other* bearings."""
        stations = {station for station, _ in self.samples.keys() ^ other.samples.keys()}
        for mine, theirs in ((self.samples, other.samples),):
            both = mine.keys() & theirs.keys()
            stations |= {key[0] for key in both if mine[key].offset_ms != theirs[key].offset_ms}
        stations |= _changed(self.drifts, other.drifts)
        return stations | _changed(self.shut_out, other.shut_out)

    def _behind_ms(self, entry: Entry) -> int:
        """Return the latest drift known before *entry*, else the first one known after."""
        drifts = self.drifts.get(entry.station, ())
        if not drifts:
            return 0
        index = bisect_left(drifts, entry.seq, key=lambda drift: drift.seq)
        return drifts[max(0, index - 1)].behind_ms


PLAIN = Bearings()
"""Those of a journal in which nobody compared clocks and nobody was shut out."""


def take_bearings(entries: Iterable[Entry]) -> Bearings:
    """Return the bearings that a set of entries gives; kinds that give none may be among them.

    What a revoked station wrote about clocks or conflicts after it was shut out is not heard.
    """
    sound = {entry.id: entry for entry in entries if is_well_formed(entry)}
    revocations = [entry for entry in sound.values() if entry.kind == Kind.REVOKED]
    first = Bearings(shut_out=_shut_out(revocations))
    heard = [entry for entry in sound.values() if first.counts(entry)]
    pardoned = _pardoned(heard)
    shut_out = _shut_out(entry for entry in revocations if entry.id not in pardoned)
    clocks = [entry for entry in sound.values() if entry.kind == Kind.CLOCK]
    counting = Bearings(shut_out=shut_out).counts
    return Bearings(*_timing(filter(counting, clocks)), shut_out)


def _shut_out(revocations: Iterable[Entry]) -> dict[str, int]:
    last: dict[str, int] = {}
    for entry in revocations:
        station, seq = entry.get("station"), entry.get("last_seq")
        last[station] = min(seq, last.get(station, seq))
    return last


def _pardoned(entries: Iterable[Entry]) -> set[str]:
    """Return the revocations after which a human took the station's later entries in.

    A resolution names its conflict; that of a revocation names the entry in ``of``.
    """
    by_id = {entry.id: entry for entry in entries}
    annulled = annulled_ids(by_id)
    return {
        entry.get("of")
        for entry in by_id.values()
        if entry.kind == Kind.RESOLVED and entry.get("as") == "same" and entry.id not in annulled
    }


def annulled_ids(by_id: Mapping[str, Entry]) -> set[str]:
    """Return the ids that a living annulment takes back; one that is annulled has no effect."""
    annulments: dict[str, list[str]] = {}
    for entry in by_id.values():
        if entry.kind == Kind.ANNULLED and entry.ref is not None:
            annulments.setdefault(entry.ref, []).append(entry.id)
    dead: dict[str, bool] = {}

    def is_dead(entry_id: str) -> bool:
        if entry_id not in dead:
            dead[entry_id] = False  # a forged circle of annulments ends here
            dead[entry_id] = any(not is_dead(by) for by in annulments.get(entry_id, ()))
        return dead[entry_id]

    return {target for target in annulments if is_dead(target)}


def _timing(
    clocks: Iterable[Entry],
) -> tuple[dict[tuple[str, str], Sample], dict[str, tuple[Drift, ...]]]:
    samples: dict[tuple[str, str], Sample] = {}
    drifts: dict[str, list[Drift]] = {}
    for entry in clocks:
        offset_ms, key = entry.get("offset_ms"), (entry.station, entry.get("boot"))
        sample = Sample(entry.get("rtt_ms"), entry.seq, offset_ms)
        known = samples.get(key)
        if known is None or (sample.rtt_ms, sample.seq) < (known.rtt_ms, known.seq):
            samples[key] = sample
        if entry.get("boot") == entry.boot:
            behind_ms = entry.mono_ms + offset_ms - entry.wall_ms
            drifts.setdefault(entry.station, []).append(Drift(entry.seq, behind_ms))
    ordered = {
        station: tuple(sorted(some, key=lambda drift: (drift.seq, drift.behind_ms)))
        for station, some in drifts.items()
    }
    return samples, ordered


def _changed(mine: Mapping[str, object], theirs: Mapping[str, object]) -> set[str]:
    return {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}


def _dated(ms: int) -> int:
    return min(max(ms, _EARLIEST_MS), _LATEST_MS)
