"""Stations with their own clocks and a hub, real sockets between them, and hubs gone mad."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.clock import ClockReading, SystemClock
from app.model.entry import Draft, Kind
from app.search.searchable import searchable_words
from app.sync.enrolment import read_address
from app.sync.replica import Replica
from db.events import EventFolder
from tests.app.network import Gate

BATCH = 300
MINUTE_MS = 60_000


@dataclass
class WrongClock:
    """A machine's clock that somebody set wrong."""

    skew_ms: int

    def read(self):
        now = SystemClock().read()
        return ClockReading(now.boot, now.mono_ms, now.wall_ms + self.skew_ms)


class Laptop(Gate):
    """A station whose clock is wrong."""

    def __init__(self, folder, skew_ms=0):
        super().__init__(folder)
        self.clock = WrongClock(skew_ms)
        self.events = EventFolder(folder, self.clock, searchable_words)
        self.arrivals = set()

    @property
    def replica(self):
        return Replica(self.journal, self.book, self.clock)

    def register(self, guests):
        """Take in a list with one more session."""
        drafts = [
            Draft(kind=Kind.REGISTERED, registration=guest.id,
                  payload={"origin": "list", "code": guest.code, "fields": guest.fields})
            for guest in guests
        ]  # fmt: skip
        with self.journal.write() as records:
            records.append_many(drafts)

    def work(self, random, registrations, entries):
        """Write so many entries, as people at a door do; remember who was let in."""
        while entries > 0:
            some = min(entries, random.randrange(1, BATCH))
            entries -= some
            drafts = [_draft(random, random.choice(registrations)) for _ in range(some)]
            with self.journal.write() as records:
                records.append_many(drafts)
            self.arrivals |= {one.registration for one in drafts if one.kind is Kind.ARRIVED}


def _draft(random, registration):
    kind = random.choices([Kind.ARRIVED, Kind.DEPARTED, Kind.AMENDED, Kind.COUNTED], [14, 4, 1, 1])
    payload = {
        Kind.ARRIVED: {"reason": "registered"},
        Kind.AMENDED: {"fields": {"country": random.choice("ABC")}, "by": "desk"},
        Kind.COUNTED: {"number": random.randrange(1, 9)},
    }
    someone = None if kind[0] is Kind.COUNTED else registration
    return Draft(kind=kind[0], registration=someone, payload=payload.get(kind[0], {}))


@contextmanager
def mad_hub(address, own, answer):
    """Serve at the hub's address, under its key, by ``answer(handler)``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            with suppress(OSError):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                answer(self)

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_):
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, *_):
            """Whoever hangs up has heard enough."""

    server = Server(read_address(address), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own.certificate_file, own.key_file)
    server.socket = context.wrap_socket(server.socket, server_side=True,
                                        do_handshake_on_connect=False)  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def an_error(handler):
    handler.send_error(500)


def garbage(handler):
    handler.wfile.write(b"\x00\xff this is no HTTP \r\n\r\n" * 40)


def nonsense(handler):
    """Answer well, as far as HTTP goes."""
    body = b'{"epoch": 7, "acked": "everything"}'
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def silence(handler):
    """Say nothing until the other one hangs up."""
    handler.connection.settimeout(5)
    with suppress(OSError, socket.timeout):
        handler.connection.recv(1)


def half(handler):
    """Break off in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "4000")
    handler.end_headers()
    handler.wfile.write(b'{"epoch":')
