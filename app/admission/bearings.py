"""What must be known of all entries to read any one of them: clocks, and stations shut out.

Stations' clocks are wrong by seconds or days, and people set them meanwhile. Entries of kind
``clock`` say how a station's monotonic clock, which never jumps within one boot, compares with
the hub's time; so the corrected time of every entry is a pure function of the journal, and the
same on every machine (Cristian, Probabilistic clock synchronization, 1989: the sample with the
shortest round trip is the best one).
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping

from app.admission.shape import is_well_formed
from app.model.bearings import Bearings, Drift, Sample
from app.model.entry import Entry, Kind

BEARING_KINDS = (Kind.CLOCK, Kind.REVOKED, Kind.RESOLVED)
"""Kinds of entries that `take_bearings` needs, beside what annuls them."""


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
    """Return the ids that a living annulment takes back; one that is annulled has no effect.

    From the ends of the chains, which nobody annuls, towards what they lead to: a chain may be
    longer than Python's stack. A forged circle of annulments never comes to an end, so none of
    them has an effect, in whatever order they are looked at.
    """
    targets = {
        entry.id: entry.ref
        for entry in by_id.values()
        if entry.kind == Kind.ANNULLED and entry.ref is not None
    }
    open_counts = Counter(targets.values())
    settled = deque(key for key in targets if key not in open_counts)
    dead: set[str] = set()
    while settled:
        key = settled.popleft()
        target = targets[key]
        if key not in dead:
            dead.add(target)
        open_counts[target] -= 1
        if target in targets and not open_counts[target]:
            settled.append(target)
    return dead


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
