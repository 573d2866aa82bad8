"""``bench board``: how soon a scan is on the live board, and what a push pays for that.

A hub process with 200 stations that wait for news, as on the day. The same door scans twice: with
nobody at the board, which is the floor, and with many.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.admission.planning import event_payload
from app.clock import SystemClock, to_instant
from app.commands.bench_board_crowd import observe
from app.commands.bench_hub_load import EVENT, STATIONS, pusher
from app.commands.bench_hub_process import HubFolder, serving
from app.commands.bench_times import percentiles
from app.hub.board_key import renew_board_key
from app.model.entry import GENESIS, Entry, Kind, digest, new_id
from app.model.programme import Event

DOOR = "door"
SCANS = 20
EVERY_S = 0.5
READERS = 20
WITHIN_MS = 1_000


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return how long scans took to the board, for an event of *size* registrations."""
    figures: dict[str, Any] = {"size": size, "stations": STATIONS, "readers": READERS}
    for prefix, readers in (("", 0), ("watched_", READERS)):
        seen = asyncio.run(_observed(folder / f"readers-{readers}", size, readers))
        figures |= percentiles(seen.push_ms, f"{prefix}push_")
        if readers:
            slowest_ms = max(seen.board_ms)
            figures |= percentiles(seen.board_ms, "board_")
            figures["board_max_ms"] = round(slowest_ms, 1)
            is_complete = len(seen.board_ms) == SCANS * READERS
            figures["is_within_1_s"] = is_complete and slowest_ms <= WITHIN_MS
    return figures


async def _observed(folder: Path, size: int, readers: int) -> Any:
    hub = HubFolder(folder)
    with contextlib.closing(hub.store()) as store:
        door = pusher(store, DOOR, SCANS)
        stations = [pusher(store, f"bench{number:03}", 0) for number in range(STATIONS)]
        key = renew_board_key(store)
        with store.write() as records:
            records.absorb(list(_roster(size)))
    with serving(hub) as served:
        return await observe(served.address, stations, door, key, readers=readers, every_s=EVERY_S)


def _roster(size: int) -> Iterator[Entry]:
    """Yield the entries of an organiser: the event, and whom the door will let in."""
    clock, prev = SystemClock(), GENESIS
    now = clock.read()
    starts = to_instant(now.wall_ms)
    event = Event(id=EVENT, name="Bench", starts=starts, ends=starts + timedelta(hours=5))
    payloads: Iterator[tuple[Kind, str | None, dict[str, Any]]] = iter(
        [(Kind.PROGRAMME, None, event_payload(event))]
        + [(Kind.REGISTERED, f"{DOOR}-{n + 1}", _person(n)) for n in range(size)]
    )
    for seq, (kind, registration, payload) in enumerate(payloads, start=1):
        entry = Entry(
            id=new_id(now.wall_ms),
            station="organiser",
            seq=seq,
            kind=kind.value,
            boot=now.boot,
            mono_ms=now.mono_ms,
            wall_ms=now.wall_ms - 1_000,
            registration=registration,
            session=None,
            ref=None,
            payload=payload,
            payload_digest=digest(payload),
            prev=prev,
        )
        prev = entry.link()
        yield entry


def _person(number: int) -> dict[str, Any]:
    fields = {"name": f"Guest {number}", "country": f"Land {number % 60}", "category": "Gast"}
    return {"origin": "list", "code": f"B{number:06}", "fields": fields, "bookings": {}}
