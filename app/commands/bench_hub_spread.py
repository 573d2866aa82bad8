"""How entries get about: to a new station, from one station's scan to another, after an outage."""

import contextlib
import shutil
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import Workplace, open_workplace
from app.clock import SystemClock
from app.commands.bench_crowd import CHUNK, Crowd
from app.commands.bench_hub_process import HubFolder, run, running, serving
from app.commands.bench_times import timed_ms
from app.hub.snapshots import AGED_ENTRIES, PATTERN
from app.model.entry import Draft, Entry, Kind
from app.search.searchable import searchable_words
from app.sync.replica import Replica
from db.hub_memo import settle
from db.hub_mirror import open_mirror
from db.sync_book import SqliteSyncBook

SCANS = 100
BACKLOG = 600
_BETWEEN_S = 0.05
_GLANCE_S = 0.001
_STEADY_S = 1.0
_PATIENCE_S = 20


def spread(folder: Path, size: int) -> dict[str, Any]:
    """Return the figures for an event of *size* registrations."""
    hub = HubFolder(folder / "hub")
    mirror_ms = _fill(hub, folder / "source", size)
    with serving(hub) as served:
        _, ahead_ms = timed_ms(lambda: _wait_for_snapshot(hub, size))
        gates = [folder / name for name in ("gate-a", "gate-b")]
        joined_ms = [_join(hub, served.address, gate) for gate in gates]
        with contextlib.ExitStack() as watching:
            for gate in gates:
                watching.enter_context(running(gate, "sync", "--watch"))
            seen_ms = _seen(gates[0], gates[1], size)
        drained_ms = _drained(gates[0], size)
    ordered = sorted(seen_ms)
    return {
        "mirror_s": round(mirror_ms / 1000, 2),
        "snapshot_ahead_s": round(ahead_ms / 1000, 2),
        "new_station_s": round(min(joined_ms) / 1000, 2),
        "first_new_station_s": round(joined_ms[0] / 1000, 2),
        "seen_p50_ms": round(ordered[len(ordered) // 2], 1),
        "seen_p95_ms": round(ordered[len(ordered) * 95 // 100], 1),
        "backlog": BACKLOG,
        "backlog_s": round(drained_ms / 1000, 2),
    }


def _fill(hub: HubFolder, source: Path, size: int) -> float:
    """Give a hub an event with *size* registrations; return how long its mirror took, in ms."""
    with (
        contextlib.closing(Crowd(size).open_event(source)) as workplace,
        contextlib.closing(hub.store()) as store,
    ):
        store.save_note("event", workplace.file.event)
        for chunk in _chunks(entry for _, entry in workplace.journal.entries()):
            with store.write() as records:
                records.absorb(chunk)
    shutil.rmtree(source)
    memo, clock = settle(hub.data), SystemClock()
    opened, taken_ms = timed_ms(lambda: open_mirror(hub.data, memo, clock, searchable_words))
    opened.close()
    return taken_ms


def _wait_for_snapshot(hub: HubFolder, size: int) -> None:
    """Wait until a hub that was just started has a snapshot ready, if it makes one ahead."""
    before = -1
    while size > AGED_ENTRIES:
        time.sleep(_STEADY_S)
        now = sum(path.stat().st_size for path in hub.data.glob(PATTERN))
        if now and now == before:
            return
        before = now


def _chunks(entries: Iterator[Entry]) -> Iterator[Sequence[Entry]]:
    while chunk := list(islice(entries, CHUNK)):
        yield chunk


def _join(hub: HubFolder, address: str, gate: Path) -> float:
    """Let an empty folder join; return how long it took until everything was there, in ms."""
    enrolment = hub.invite(gate.name, address)
    return timed_ms(lambda: run(gate, "join", enrolment))[1]


def _seen(here: Path, there: Path, size: int) -> list[float]:
    """Return the milliseconds from scans at one station to their sight at another one."""
    with (
        contextlib.closing(open_workplace(here)) as scanning,
        contextlib.closing(open_workplace(there)) as watching,
    ):
        # Until both are in touch with the hub nothing is measured.
        _sight_ms(scanning, watching, _guest(0))
        return [_sight_ms(scanning, watching, _guest(number % size)) for number in range(SCANS)]


def _sight_ms(scanning: Workplace, watching: Workplace, registration: str) -> float:
    with scanning.journal.write() as records:
        entry = records.append(_arrival(registration))
    begun = time.perf_counter()
    while watching.journal.entry(entry.id) is None:
        if time.perf_counter() - begun > _PATIENCE_S:
            message = f"a scan was not seen at the other station within {_PATIENCE_S} s"
            raise RuntimeError(message)
        time.sleep(_GLANCE_S)
    seen_ms = (time.perf_counter() - begun) * 1000
    time.sleep(_BETWEEN_S)
    return seen_ms


def _drained(gate: Path, size: int) -> float:
    """Return how long a station takes to send what it scanned without its hub, in ms."""
    with contextlib.closing(open_workplace(gate)) as workplace:
        scans = [_arrival(_guest(number % size)) for number in range(BACKLOG)]
        with workplace.journal.write() as records:
            records.append_many(scans)
        replica = Replica(workplace.journal, SqliteSyncBook(workplace.journal), workplace.clock)
        result, taken_ms = timed_ms(replica.sync_once)
    if result.pushed < BACKLOG or result.unsent:
        message = f"{result.pushed} entries were sent, {result.unsent} were not"
        raise RuntimeError(message)
    return taken_ms


def _arrival(registration: str) -> Draft:
    return Draft(kind=Kind.ARRIVED, registration=registration, payload={"reason": "registered"})


def _guest(number: int) -> str:
    """Return the registration of one of a `Crowd`."""
    return f"bench-{number:07}"
