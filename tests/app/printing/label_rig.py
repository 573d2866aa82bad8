"""A label printer at a TCP port: it takes ZPL, answers ``~HS`` and keeps what it printed."""

import base64
import binascii
import contextlib
import re
import socketserver
import threading
import zlib
from dataclasses import dataclass, field

from PIL import Image

_COMMAND = re.compile(rb"~HS|~JA|\^XA.*?\^XZ", re.DOTALL)
_FIELD = re.compile(
    rb"\^PW(\d+)\^LL(\d+)\^LH0,0\^FO0,0\^GFA,(\d+),(\d+),(\d+),:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})"
)


@dataclass
class LabelPrinter:
    """What the printer is doing; labels wait in ``inside`` while something is wrong."""

    port: int = 0
    troubles: set = field(default_factory=set)
    is_silent: bool = False
    inside: list = field(default_factory=list)
    printed: list = field(default_factory=list)
    asked: int = 0

    @property
    def address(self):
        return f"zpl://127.0.0.1:{self.port}"

    def take(self, command):
        """Do what a command says; return the answer."""
        if command == b"~JA":
            self.inside.clear()
        elif command != b"~HS":
            self.inside.append(command)
        if not self.troubles:
            self.printed += self.inside
            self.inside.clear()
        if command != b"~HS":
            return b""
        self.asked += 1
        return b"" if self.is_silent else self._status()

    def _status(self):
        def flag(name):
            return int(name in self.troubles)

        lines = (
            f"030,{flag('paper')},{flag('pause')},1183,000,0,0,0,000,0,0,0",
            f"000,0,{flag('head')},{flag('ribbon')},0,2,4,0,{len(self.inside):08d},1,000",
            "1234,0",
        )
        return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in lines)


class EmptyingRoll(set):
    """Troubles of a printer whose roll ends with the label that it is given."""

    def __init__(self, device):
        super().__init__()
        self.device = device

    def __bool__(self):
        return bool(self.device.inside)

    def __contains__(self, name):
        return name == "paper" and bool(self.device.inside)


def until(is_it, within_s=60.0):
    """Look again and again until *is_it* is true."""
    pulse = threading.Event()
    for _ in range(int(within_s / 0.02)):
        if is_it():
            return
        pulse.wait(0.02)
    raise TimeoutError


def bitmap(label):
    """Return a label's picture as dots, and check all that is said about its length."""
    width, height, sent, total, row, packed, check = _FIELD.search(label).groups()
    assert binascii.crc_hqx(packed, 0) == int(check, 16)
    content = zlib.decompress(base64.b64decode(packed, validate=True))
    assert len(content) == int(sent) == int(total) == int(row) * int(height)
    return Image.frombytes("1", (int(width), int(height)), content)


@contextlib.contextmanager
def label_printer():
    """Run a printer until the block ends."""
    printer = LabelPrinter()

    class Connection(socketserver.BaseRequestHandler):
        def handle(self):
            received = b""
            with contextlib.suppress(OSError):
                while part := self.request.recv(65536):
                    received += part
                    while found := _COMMAND.search(received):
                        received = received[found.end() :]
                        self.request.sendall(printer.take(found.group()))

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Connection) as server:
        printer.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield printer
        server.shutdown()
