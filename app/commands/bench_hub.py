"""A hub at work: 200 stations that push without a pause, a new station, a scan on its way.

Everything is real: a hub process, TLS, signatures, flushes. Hub, database and stations share
this machine, so a hub that has one to itself does better.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.commands.bench_hub_load import STATIONS, Load, enrolled, press
from app.commands.bench_hub_process import HubFolder, serving
from app.commands.bench_hub_spread import spread
from app.commands.bench_hub_writer import written
from app.commands.bench_postgresql import cluster
from app.commands.bench_times import percentiles
from app.errors import InputError

SECONDS = 4.0
ALONE = 1
"""Pushes in a transaction of a hub that makes one for each request."""

TIMES = 5
"""How many times as much a hub takes that makes one transaction for all who wait."""


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return pushes a second on both databases, and how *size* registrations get about.

    ``alone_*`` is the same hub with one transaction a request, in the same run; ``writer_*``
    leaves out the doors, which share this machine's cores with all stations.
    """
    figures: dict[str, Any] = {"size": size, "stations": STATIONS}
    figures["sqlite"] = _pushes(folder / "sqlite", {})
    try:
        with cluster() as server:
            urls = {name: server.create(name) for name in ("grouped", "alone", "writer")}
            figures["postgresql"] = _pushes(folder / "postgresql", urls)
    except InputError as error:
        figures["postgresql"] = error.sentence
    return figures | spread(folder / "spread", size)


def _pushes(folder: Path, urls: Mapping[str, str]) -> dict[str, Any]:
    """Return what a hub takes from all stations, grouped and one by one."""
    hubs = {
        name: HubFolder(folder / name, urls.get(name)) for name in ("grouped", "alone", "writer")
    }
    grouped = pressed(hubs["grouped"])
    alone = pressed(hubs["alone"], "--group", str(ALONE))
    ratio = grouped.pushes_per_s / alone.pushes_per_s
    return {
        "pushes_per_s": round(grouped.pushes_per_s),
        **percentiles(grouped.times_ms),
        "alone_pushes_per_s": round(alone.pushes_per_s),
        **percentiles(alone.times_ms, "alone_"),
        "ratio": round(ratio, 1),
        "is_5_times": ratio >= TIMES,
        **written(hubs["writer"]),
    }


def pressed(hub: HubFolder, *options: str, stations: int = STATIONS) -> Load:
    """Serve a hub with *options* and return what its stations got through.

    Raises:
        RuntimeError: not every acknowledged entry is there exactly once.
    """
    with contextlib.closing(hub.store()) as store:
        pushers = enrolled(store, stations)
    with serving(hub, *options) as served:
        load = press(served.address, pushers, SECONDS)
    with contextlib.closing(hub.store()) as store:
        found = [(entry.station, entry.seq) for _, entry in store.entries()]
    if len(found) != load.acked or len(set(found)) != len(found):
        message = f"{load.acked} entries were acknowledged, {len(found)} are there"
        raise RuntimeError(message)
    return load
