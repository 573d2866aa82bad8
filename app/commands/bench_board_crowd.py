"""A hub on a busy day for its board: stations that wait for news, people who watch, one door.

All in one event loop, which also tells the time: what is measured is the hub.
"""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from app.commands.bench_hub_load import Line, Pusher, answer_of, connected
from app.sync import wire

WAIT_S = 25
SETTLE_S = 1.0


@dataclass(slots=True)
class Seen:
    """When the door's scans were acknowledged and when they stood on each board, in ms."""

    push_ms: list[float] = field(default_factory=list)
    board_ms: list[float] = field(default_factory=list)


async def observe(
    address: str,
    stations: Sequence[Pusher],
    door: Pusher,
    key: str,
    *,
    readers: int,
    every_s: float,
) -> Seen:
    """Let *door* scan while *stations* wait and *readers* watch; return what was seen."""
    seen, sent_s = Seen(), [0.0]
    async with contextlib.AsyncExitStack() as stack:
        for one in stations:
            await stack.enter_async_context(_polling(address, one.token))
        boards = [await stack.enter_async_context(_board(address, key)) for _ in range(readers)]
        counts = [asyncio.create_task(_watch(board, seen, sent_s)) for board in boards]
        await asyncio.sleep(SETTLE_S)
        reader, writer = await connected(address)
        for request in door.requests:
            sent_s.append(time.perf_counter())
            writer.write(request)
            await answer_of(reader)
            seen.push_ms.append((time.perf_counter() - sent_s[-1]) * 1000)
            await asyncio.sleep(every_s)
        await asyncio.sleep(SETTLE_S)
        for task in counts:
            task.cancel()
        await asyncio.gather(*counts, return_exceptions=True)
        await _hang_up(writer)
    return seen


async def keep_polling(
    address: str, tokens: Sequence[str], stop: threading.Event, on_ready: Callable[[], None]
) -> None:
    """Be stations with *tokens* that wait for news, until *stop* is set."""
    async with contextlib.AsyncExitStack() as stack:
        for token in tokens:
            await stack.enter_async_context(_polling(address, token))
        on_ready()
        while not stop.is_set():
            await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def _polling(address: str, token: str) -> AsyncIterator[None]:
    """Be a station that has everything and waits for more, again and again."""
    reader, writer = await connected(address)
    task = asyncio.create_task(_poll(reader, writer, token))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await _hang_up(writer)


async def _poll(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
    after, mark, epoch = 0, "", ""
    while True:
        query = f"after={after}&mark={mark}&epoch={epoch}&limit={wire.PAGE}&wait={WAIT_S}"
        head = f"GET /v1/entries?{query} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {token}"
        writer.write(f"{head}\r\n\r\n".encode())
        page = wire.decode(await answer_of(reader), wire.PullReply)
        epoch, after = page.epoch, page.next
        if page.entries:
            mark = page.entries[-1][1].id


@contextlib.asynccontextmanager
async def _board(address: str, key: str) -> AsyncIterator[Line]:
    """Open the stream of the board."""
    reader, writer = await connected(address)
    writer.write(f"GET /board/events?key={key} HTTP/1.1\r\nHost: hub\r\n\r\n".encode())
    try:
        yield reader, writer
    finally:
        await _hang_up(writer)


async def _hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def _watch(board: Line, seen: Seen, sent_s: Sequence[float]) -> None:
    """Note when each scan stands on a board; the first state has none."""
    known = 0
    while True:
        line = await board[0].readline()
        if line.startswith(b"data: ") and b'"arrived"' in line:
            arrived = json.loads(line[len(b"data: ") :])["board"]["arrived"]
            now_s = time.perf_counter()
            seen.board_ms += [(now_s - sent_s[n]) * 1000 for n in range(known + 1, arrived + 1)]
            known = arrived
