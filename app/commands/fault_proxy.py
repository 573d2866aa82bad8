"""A bad network between stations and hub: a TCP proxy that harms connections, by one seed.

What happens to the n-th connection follows from the seed alone; when it happens depends on the
bytes that go through. Everything that was done is counted, so that whoever survived can show
that there was something to survive.
"""

import asyncio
import contextlib
import random
import socket
import struct
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

BLOCK_BYTES = 16_384
LOOK_S = 0.05
START_S = 10

_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""SO_LINGER: closing sends a reset."""


class Fault(StrEnum):
    """What may happen to a connection; all but `NONE`, `DELAY` and `SLOW` end it."""

    NONE = "none"
    DELAY = "delay"
    """Every block comes later, each by another time."""

    SLOW = "slow"
    """So few bytes a second go through."""

    HOLD = "hold"
    """Nothing goes through any more, for a while; then the connection is reset."""

    RESET = "reset"
    """It is reset, as by a router that forgot it."""

    CUT = "cut"
    """It ends in order, but in the middle of a message."""

    HALF_CLOSE = "half_close"
    """One direction ends, the other one goes on for a while."""

    REFUSE = "refuse"
    """It does not come about."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What happens to one connection: *fault*, after so many bytes or with so much delay."""

    fault: Fault
    after_bytes: int = 0
    delay_s: float = 0.0
    hold_s: float = 0.0
    bytes_a_second: int = 0


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad the network is: a share of each fault, and the limits of what is drawn."""

    shares: dict[Fault, int]
    longest_delay_s: float = 0.25
    longest_hold_s: float = 3.0
    most_bytes: int = 30_000
    slowest_bytes_a_second: int = 20_000

    def fate(self, chance: random.Random) -> Fate:
        """Draw what happens to the next connection."""
        (fault,) = chance.choices(list(self.shares), list(self.shares.values()))
        return Fate(
            fault,
            after_bytes=chance.randrange(self.most_bytes),
            delay_s=chance.uniform(0, self.longest_delay_s),
            hold_s=chance.uniform(0, self.longest_hold_s),
            bytes_a_second=self.slowest_bytes_a_second * chance.randint(1, 10),
        )


CALM = Weather({Fault.NONE: 1})
STORM = Weather(
    {
        Fault.NONE: 1,
        Fault.DELAY: 3,
        Fault.SLOW: 2,
        Fault.HOLD: 2,
        Fault.RESET: 3,
        Fault.CUT: 3,
        Fault.HALF_CLOSE: 2,
        Fault.REFUSE: 3,
    }
)


@dataclass(slots=True)
class _Line:
    """One connection on its way through."""

    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    fate: Fate
    left_bytes: int
    has_struck: bool = False


class FaultProxy:
    """Carries TCP connections to *target* on this machine; use with ``with``.

    Args:
        target: Where the hub is; may be changed at any time with `lead_to`.
        seed: Of what happens to connections.
        weather: How bad the network is at first.
    """

    def __init__(self, target: tuple[str, int], seed: int = 0, weather: Weather = CALM) -> None:
        self.counts: Counter[str] = Counter()
        self._target = target
        self._weather = weather
        self._chance = random.Random(seed)  # noqa: S311 - faults, no secrets
        self._is_whole = True
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._lines: list[_Line] = []
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fault-proxy")

    @property
    def address(self) -> str:
        """``HOST:PORT`` at which the stations reach the hub."""
        host, port = self._listening.getsockname()
        return f"{host}:{port}"

    @property
    def faults(self) -> dict[str, int]:
        """How often each fault really happened."""
        return {fault.value: self.counts[fault] for fault in Fault if fault is not Fault.NONE}

    def change(self, weather: Weather) -> None:
        """Let another weather begin, for connections that exist, too."""
        self._call(self._change, weather)

    def cut(self) -> None:
        """Break every connection and let no new one through until `heal`."""
        self._call(self._cut)

    def heal(self) -> None:
        """Let connections through again."""
        self._call(self._heal)

    def lead_to(self, target: tuple[str, int]) -> None:
        """Lead to another hub from now on; connections to the former one break."""
        self._target = target
        self._call(self._break_all)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._is_up.wait(START_S):
            raise TimeoutError
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work: Callable[..., None], *arguments: object) -> None:
        self._loop.call_soon_threadsafe(work, *arguments)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        start = asyncio.start_server(self._carry, sock=self._listening, limit=BLOCK_BYTES)
        server = self._loop.run_until_complete(start)
        self._is_up.set()
        self._loop.run_forever()
        server.close()
        self._break_all()
        self._loop.run_until_complete(self._wind_up())

    async def _wind_up(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _change(self, weather: Weather) -> None:
        self._weather = weather
        for line in self._lines:
            fate = weather.fate(self._chance)
            is_too_late = fate.fault is Fault.REFUSE
            line.fate = replace(fate, fault=Fault.RESET) if is_too_late else fate
            line.left_bytes = fate.after_bytes

    def _cut(self) -> None:
        self._is_whole = False
        self.counts["cable_cut"] += 1
        self._break_all()

    def _heal(self) -> None:
        self._is_whole = True

    def _break_all(self) -> None:
        for line in self._lines:
            _reset(line.near)
            _reset(line.far)

    async def _carry(self, near_in: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        """Move bytes both ways until one side ends or the connection meets its fate."""
        self.counts["connections"] += 1
        fate = self._weather.fate(self._chance)
        try:
            if fate.fault is Fault.REFUSE:
                self.counts[Fault.REFUSE] += 1
            if fate.fault is Fault.REFUSE or not self._is_whole:
                return
            far_in, far = await asyncio.open_connection(*self._target, limit=BLOCK_BYTES)
            line = _Line(near, far, fate, fate.after_bytes)
            self._lines.append(line)
            try:
                await asyncio.gather(self._pump(near_in, far, line), self._pump(far_in, near, line))
            finally:
                self._lines.remove(line)
                _reset(far)
        except OSError:
            self.counts["unreachable"] += 1
        except asyncio.CancelledError:
            self.counts["open_at_the_end"] += 1  # nobody waits for a line that is wound up
        finally:
            _reset(near)

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, line: _Line
    ) -> None:
        """Move bytes one way; when they end both ways end, unless a fault sees to that."""
        with contextlib.suppress(OSError):
            while block := await source.read(BLOCK_BYTES):
                self.counts["bytes"] += len(block)
                await self._linger(line, len(block))
                part = self._share(block, line)
                sink.write(part)
                await sink.drain()
                if len(part) < len(block):
                    await self._strike(sink, line)
                    return
        if not line.has_struck:
            line.near.close()
            line.far.close()

    def _share(self, block: bytes, line: _Line) -> bytes:
        """Return what of a block still gets through."""
        fault = line.fate.fault
        is_one_way = line.has_struck and fault is Fault.HALF_CLOSE
        if is_one_way or fault in {Fault.NONE, Fault.DELAY, Fault.SLOW}:
            return block
        part = block[: line.left_bytes]
        line.left_bytes -= len(part)
        return part

    async def _strike(self, sink: asyncio.StreamWriter, line: _Line) -> None:
        """Let happen to a connection what its fate is."""
        fault = line.fate.fault
        if line.has_struck:
            return
        line.has_struck = True
        self.counts[fault] += 1
        if fault is Fault.HALF_CLOSE:
            sink.write_eof()
        if fault in {Fault.HOLD, Fault.HALF_CLOSE}:
            await asyncio.sleep(line.fate.hold_s)
        if fault is Fault.CUT:
            line.near.close()
            line.far.close()
        else:
            _reset(line.near)
            _reset(line.far)

    async def _linger(self, line: _Line, count: int) -> None:
        """Let a block wait."""
        if line.fate.fault is Fault.DELAY:
            self.counts[Fault.DELAY] += 1
            await asyncio.sleep(self._chance.uniform(0, 2 * line.fate.delay_s))
        elif line.fate.fault is Fault.SLOW:
            self.counts[Fault.SLOW] += 1
            await asyncio.sleep(count / line.fate.bytes_a_second)


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection at once; what is on its way is lost."""
    held: socket.socket | None = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        if held is not None and held.fileno() >= 0:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort()
