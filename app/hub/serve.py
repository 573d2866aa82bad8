"""Running a hub: one process, until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn
from litestar.types import ASGIApp

from app.clock import Clock
from app.errors import FileError, InputError
from app.hub.announcing import Notice, announce
from app.hub.answers import Answers, Here
from app.hub.api import application
from app.hub.author import Author
from app.hub.board import Board
from app.hub.board_door import BoardDoor
from app.hub.board_feed import Feed
from app.hub.certificate import Identity, identity, next_pin
from app.hub.hub_time import HubTime
from app.hub.mirror import Mirror
from app.hub.outages import Tell
from app.hub.relay import Relay
from app.hub.relaying import Relaying, Site
from app.hub.service import Service
from app.hub.snapshots import Snapshots
from app.hub.writer import GROUP
from app.model.standing import Standing
from app.ports.hub import HubStore
from app.sync.enrolment import address_text
from db.events import EventFile
from db.hub_mirror import mirror_of
from db.pen import Pen

KEEP_ALIVE_S = 90
"""Longer than any station keeps an idle connection, so that it is the one to close it."""

logger = logging.getLogger(__name__)

_STOP_WITHIN_S = 5
_FAREWELL_S = 0.2


_LOOK_FOR_KEY_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HubParts:
    """What a hub is made of.

    ``folder`` holds its keys, mirror and snapshots; ``station`` is the id under which it
    writes itself; ``words`` are for the mirror's search index. ``tell`` hears of outages, each
    once at its beginning and once, with None, at its end.
    """

    store: HubStore
    clock: Clock
    folder: Path
    station: str
    words: Callable[[Standing], str]
    tell: Tell = lambda _error: None
    group: int = GROUP
    is_announced: bool = False


def serve(parts: HubParts, host: str, port: int, *, on_ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, or for ever in another thread than the main one.

    Args:
        parts: What the hub is made of.
        host: Address to listen on; ``0.0.0.0`` or ``::`` are all of this machine.
        port: 0 takes any free one.
        on_ready: Called once with ``HOST:PORT`` as soon as stations are answered.

    Raises:
        InputError: the address is taken or not of this machine.
        StorageError: the database cannot be used.
    """
    with (
        listener(host, port) as listening,
        _stopped_by_signals() as stop,
        asyncio.Runner(loop_factory=fast_loop()) as runner,
    ):
        runner.run(run(parts, listening, stop, on_ready=on_ready))


@contextlib.contextmanager
def listener(host: str, port: int) -> Iterator[socket.socket]:
    """Listen on an address.

    Raises:
        InputError: it is taken or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, UnicodeError) as error:
        sentence = f"The hub cannot listen on {address_text(host, port)}: {error}."
        raise InputError(sentence) from error
    with listening:
        # asyncio sets this only on sockets that name their protocol; without it an answer
        # waits 40 ms for the station's acknowledgement of its own head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield listening


async def run(
    parts: HubParts,
    listening: socket.socket,
    stop: threading.Event,
    *,
    on_ready: Callable[[str], None],
) -> None:
    """Serve on an open socket until *stop* is set, from whatever thread."""
    present = identity(parts.folder)
    author = Author(parts.station, Pen(parts.clock))
    time, relay = HubTime(parts.clock), Relay(parts.store, author)
    answers = Answers(parts.store, time, Here(partial(next_pin, parts.folder), relay.address))
    service = Service(answers, parts.tell, parts.group)
    mirror = Mirror(partial(_mirror_file, parts), parts.store.position, parts.store.scrub)
    snapshots = Snapshots(parts.folder, mirror.snapshot, answers.place)
    mirror.on_erased = snapshots.forget
    board, door = _boarded(parts, service, time, application(service, snapshots))
    config = _configuration(door, present)
    host, port = listening.getsockname()[:2]
    server = _Server(config, service, lambda: on_ready(address_text(host, port)))
    relaying = Relaying(relay, Site(parts.store, service, time, parts.tell), parts.station)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(server.stop_when(stop)),
            group.create_task(_renew_key(config, parts.folder, present)),
            group.create_task(mirror.run()),
            group.create_task(snapshots.run()),
            group.create_task(relaying.run()),
            group.create_task(board.run()),
            group.create_task(service.run()),
        ]
        if parts.is_announced:
            notice = Notice(parts.station, host, port, present.pin)
            tasks.append(group.create_task(announce(notice)))
        await server.serve(sockets=[listening])
        for task in tasks:
            task.cancel()
    service.close()
    snapshots.clear()


def _boarded(
    parts: HubParts, service: Service, time: HubTime, usual: ASGIApp
) -> tuple[Board, BoardDoor]:
    """Return the live board, and its door before that of the stations."""
    board = Board(Feed(parts.store, time.now_ms), service.first_bell)
    service.is_watched = board.is_watched
    return board, BoardDoor(board, time.now_ms, service.answers.refusals, usual)


def _configuration(asgi: BoardDoor, present: Identity) -> uvicorn.Config:
    return uvicorn.Config(
        asgi,
        ssl_certfile=present.certificate_file,
        ssl_keyfile=present.key_file,
        ssl_context_factory=_modern,
        access_log=False,
        log_config=None,
        lifespan="off",
        http="httptools",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=_STOP_WITHIN_S,
    )


def _mirror_file(parts: HubParts) -> EventFile:
    return mirror_of(parts.store, parts.folder, parts.station, parts.clock, parts.words)


async def _renew_key(config: uvicorn.Config, folder: Path, present: Identity) -> None:
    """Show the next key to new connections as soon as it has been put in place."""
    while True:
        await asyncio.sleep(_LOOK_FOR_KEY_S)
        try:
            found = await asyncio.to_thread(identity, folder)
        except FileError as error:
            logger.info("the key is not renewed: %s", error.sentence)
            continue
        if found.pin != present.pin and config.ssl is not None:
            # Key and certificate are two files: while they change they may not fit together.
            with contextlib.suppress(ssl.SSLError):
                config.ssl.load_cert_chain(found.certificate_file, found.key_file)
                present = found


class _Server(uvicorn.Server):
    """uvicorn, but signals are not its business and waiting pulls end when it stops."""

    def __init__(
        self, config: uvicorn.Config, service: Service, on_ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._service = service
        self._on_ready = on_ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone: uvicorn would kill the process with them again at the end."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Send waiting pulls home, then stop."""
        self._service.send_home()
        hanging_up = asyncio.create_task(self._hang_up())
        await super().shutdown(sockets)
        hanging_up.cancel()

    async def _hang_up(self) -> None:
        """Drop idle connections once all answers are out: their stations read no farewell."""
        while self.server_state.tasks:
            await asyncio.sleep(_FAREWELL_S)
        await asyncio.sleep(_FAREWELL_S)
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    async def stop_when(self, stop: threading.Event) -> None:
        """Stop soon after *stop* is set."""
        while not stop.is_set():
            await asyncio.sleep(0.1)
        self.should_exit = True


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return how the loop is made that takes half as long for a request, where there is one."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - does not exist on Windows

    return uvloop.new_event_loop


def _modern(_: uvicorn.Config, usual: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    context = usual()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set; only the main thread may listen to them."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, action in before.items():
            signal.signal(number, action)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)
