"""Stations that push scan after scan, each as soon as the one before is acknowledged.

They speak HTTP by hand over one TLS connection each, and what they send is made and signed
beforehand: the hub is measured, not they.
"""

import asyncio
import secrets
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.clock import SystemClock
from app.hub.serve import fast_loop
from app.model.entry import GENESIS, Entry, Kind, digest, new_id
from app.ports.hub import HubStation, HubStore
from app.sync import wire
from app.sync.enrolment import hashed, read_address
from app.sync.signing import new_key, public_part, sign

STATIONS = 200
EVENT = "bench"
SCANS = 60
"""Pushes that each station has ready; one that is through is done."""

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
"""A connection to a hub."""

_PAYLOAD = {"reason": "registered"}
_ENOUGH_MS = 10**12


@dataclass(frozen=True, slots=True)
class Pusher:
    """A station: its token and its pushes, ready to be sent."""

    token: str
    requests: Sequence[bytes]


@dataclass(slots=True)
class Load:
    """What all stations together got through."""

    times_ms: list[float] = field(default_factory=list)
    acked: int = 0
    taken_s: float = 0.0

    @property
    def pushes_per_s(self) -> float:
        """Acknowledged pushes a second."""
        return len(self.times_ms) / self.taken_s


def enrolled(store: HubStore, stations: int = STATIONS) -> list[Pusher]:
    """Admit *stations* to a hub and prepare the pushes of each."""
    return [pusher(store, f"bench{number:03}", SCANS) for number in range(stations)]


def press(address: str, pushers: Sequence[Pusher], seconds: float) -> Load:
    """Let all stations push at once for so long, or until they have nothing left."""
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        return runner.run(_press(address, pushers, seconds))


def pusher(store: HubStore, station: str, pushes: int, event: str = EVENT) -> Pusher:
    """Admit one station to a hub and prepare its pushes."""
    key, token, code = new_key(), secrets.token_urlsafe(32), secrets.token_hex(8)
    row = HubStation(id=station, name=station, public_key=public_part(key), joined_ms=0)
    store.offer(station, code, _ENOUGH_MS)
    store.enrol(row, hashed(token), event=event, code_hash=code)
    epoch = store.epoch()
    requests = []
    for entry in islice(scans(station), pushes):
        body = wire.encode(wire.PushRequest(epoch=epoch, station=station, entries=[entry]))
        requests.append(_request(token, body, sign(key, body)))
    return Pusher(token, requests)


def scans(station: str) -> Iterator[Entry]:
    """Yield a station's chain of arrivals, without end."""
    now, seq, prev = SystemClock().read(), 0, GENESIS
    while True:
        seq += 1
        entry = Entry(
            id=new_id(now.wall_ms),
            station=station,
            seq=seq,
            kind=Kind.ARRIVED.value,
            boot=now.boot,
            mono_ms=now.mono_ms + seq,
            wall_ms=now.wall_ms + seq,
            registration=f"{station}-{seq}",
            session=None,
            ref=None,
            payload=_PAYLOAD,
            payload_digest=digest(_PAYLOAD),
            prev=prev,
        )
        prev = entry.link()
        yield entry


def _request(token: str, body: bytes, signature: str) -> bytes:
    head = (
        "POST /v1/entries HTTP/1.1\r\nHost: hub\r\n"
        f"Authorization: Bearer {token}\r\n{wire.SIGNATURE}: {signature}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def connected(address: str) -> Line:
    """Open a connection to a hub."""
    host, port = read_address(address)
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return await asyncio.open_connection(host, port, ssl=trusting)


async def _press(address: str, pushers: Sequence[Pusher], seconds: float) -> Load:
    lines = [await connected(address) for _ in pushers]
    load = Load()
    begun = time.perf_counter()
    pairs = zip(pushers, lines, strict=True)
    await asyncio.gather(*(_push_all(one, line, load, begun + seconds) for one, line in pairs))
    load.taken_s = time.perf_counter() - begun
    for _, writer in lines:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for _, writer in lines), return_exceptions=True)
    return load


async def _push_all(
    pusher: Pusher,
    line: Line,
    load: Load,
    until_s: float,
) -> None:
    reader, writer = line
    for seq, request in enumerate(pusher.requests, start=1):
        asked = time.perf_counter()
        if asked >= until_s:
            return
        writer.write(request)
        reply = wire.decode(await answer_of(reader), wire.PushReply)
        load.times_ms.append((time.perf_counter() - asked) * 1000)
        if reply.acked != seq:
            message = f"the hub acknowledged {reply.acked} instead of {seq}"
            raise RuntimeError(message)
        load.acked += 1


async def answer_of(reader: asyncio.StreamReader) -> bytes:
    """Return the body of the next answer.

    Raises:
        RuntimeError: the hub refused.
    """
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
    body = await reader.readexactly(int(fields["content-length"]))
    if " 200 " not in lines[0]:
        message = f"the hub said {lines[0]}: {body.decode()}"
        raise RuntimeError(message)
    return body
