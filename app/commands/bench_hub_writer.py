"""What grouping brings where it happens: the hub's writer, without doors, TLS and stations."""

import contextlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from app.clock import SystemClock
from app.commands.bench_hub_load import STATIONS, scans
from app.commands.bench_hub_process import HubFolder
from app.commands.bench_times import timed_ms
from app.hub.answers import Answers, Push
from app.hub.hub_time import HubTime
from app.ports.hub import HubStation, HubStore
from app.sync import wire

GROUPS = 10
ALONE = 300
SIZES = (1, 20, 500)
_ENTRIES = 2_000


def written(hub: HubFolder) -> dict[str, Any]:
    """Return pushes a second in groups and one by one, and entries a second by transaction."""
    with contextlib.closing(hub.store()) as store:
        groups = list(_rounds(store, "grouped", GROUPS))
        singles = [[push] for group in _rounds(store, "alone", 2) for push in group][:ALONE]
        grouped, alone = _pushes_per_s(store, groups), _pushes_per_s(store, singles)
        return {
            "writer_pushes_per_s": round(grouped),
            "writer_alone_pushes_per_s": round(alone),
            "writer_ratio": round(grouped / alone, 1),
            "entries_per_s": {str(size): round(_entries_per_s(store, size)) for size in SIZES},
        }


def _rounds(store: HubStore, prefix: str, count: int) -> Iterator[Sequence[Push]]:
    """Yield *count* groups with one scan of each station."""
    epoch = store.epoch()
    names = [f"{prefix}{number:03}" for number in range(STATIONS)]
    stations = [HubStation(id=name, name=name, public_key="", joined_ms=0) for name in names]
    for entries in islice(zip(*map(scans, names), strict=True), count):
        yield [
            (one, wire.PushRequest(epoch=epoch, station=one.id, entries=[entry]))
            for one, entry in zip(stations, entries, strict=True)
        ]


def _pushes_per_s(store: HubStore, groups: Sequence[Sequence[Push]]) -> float:
    answers = Answers(store, HubTime(SystemClock()))
    _, taken_ms = timed_ms(lambda: [answers.push_group(group) for group in groups])
    return sum(map(len, groups)) * 1000 / taken_ms


def _entries_per_s(store: HubStore, size: int) -> float:
    """Return how many entries a second the database takes, *size* in a transaction."""
    count = min(ALONE, max(1, _ENTRIES // size))
    entries = list(islice(scans(f"size{size}"), size * count))

    def absorb_all() -> None:
        for start in range(0, len(entries), size):
            with store.write() as records:
                records.absorb(entries[start : start + size])

    return len(entries) * 1000 / timed_ms(absorb_all)[1]
