"""What must be known of all entries to read any one of them; made by `app.admission.bearings`."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.clock import ClockReading
from app.model.entry import Entry

_EARLIEST_MS = 0
_LATEST_MS = 253_370_764_799_000
"""The end of the year 9998: a forged number may not exceed it, to be a date in every zone."""


SURE_MS = 10_000
"""A comparison of clocks that may be wrong by more decides nothing: its hub did not know better."""


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
            ms = _dated(entry.mono_ms + sample.offset_ms)
            return Moment(ms, is_unsure=sample.rtt_ms > SURE_MS)
        ms = _dated(entry.wall_ms + self._behind_ms(entry))
        return Moment(ms, is_unsure=bool(self.samples))

    def reading(self, station: str, now: ClockReading) -> Moment:
        """Return what time it is where the clock of *station* shows *now*."""
        sample = self.samples.get((station, now.boot))
        if sample is not None:
            return Moment(_dated(now.mono_ms + sample.offset_ms))
        drifts = self.drifts.get(station, ())
        behind_ms = drifts[-1].behind_ms if drifts else 0
        return Moment(_dated(now.wall_ms + behind_ms), is_unsure=bool(self.samples))

    def order(self, entry: Entry) -> tuple[int, str, int]:
        """Return the place of *entry* among all entries of all stations."""
        return (self.moment(entry).ms, entry.station, entry.seq)

    def counts(self, entry: Entry) -> bool:
        """Whether *entry* is to be read: not written after its station was shut out."""
        last = self.shut_out.get(entry.station)
        return last is None or entry.seq <= last

    def resampled(self, other: "Bearings") -> set[tuple[str, str]]:
        """Return the boots, each with its station, that *other* samples give other times."""
        ours, theirs = self.samples, other.samples
        both = ours.keys() & theirs.keys()
        moved = {key for key in both if ours[key].offset_ms != theirs[key].offset_ms}
        return moved | (ours.keys() ^ theirs.keys())

    def redrifted(self, other: "Bearings") -> set[str]:
        """Return the stations whose boots without a sample *other* drifts give other times."""
        return _changed(self.drifts, other.drifts)

    def reshut(self, other: "Bearings") -> set[str]:
        """Return the stations of which *other* bearings count more or less."""
        return _changed(self.shut_out, other.shut_out)

    def _behind_ms(self, entry: Entry) -> int:
        """Return the latest drift known before *entry*, else the first one known after."""
        drifts = self.drifts.get(entry.station, ())
        if not drifts:
            return 0
        index = bisect_left(drifts, entry.seq, key=lambda drift: drift.seq)
        return drifts[max(0, index - 1)].behind_ms


PLAIN = Bearings()
"""Those of a journal in which nobody compared clocks and nobody was shut out."""


def _changed(mine: Mapping[str, object], theirs: Mapping[str, object]) -> set[str]:
    return {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}


def _dated(ms: int) -> int:
    return min(max(ms, _EARLIEST_MS), _LATEST_MS)
