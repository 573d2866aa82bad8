"""Label printers that understand ZPL over TCP: the badge as a bitmap, the status by ``~HS``."""

import base64
import binascii
import contextlib
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from PIL import Image

from app.badge.raster import page_image, page_sizes
from app.errors import PrintError
from app.model.badge import JobState, Receipt, Trouble
from app.printing.printer import Paper
from app.printing.troubles import sentence_of

PORT = 9100
DPI = 203
RESOLUTIONS = (152, 203, 300, 600)
"""Dots per inch of label printers."""

CONNECT_S = 4.0
STATUS_S = 1.0
"""Time for a status; some printers and print servers never send one."""
LABEL_S = 8.0
"""Time for a label to come out before the next thing is done; it usually takes two seconds."""

_LOOK_S = 0.1
_DARK = 128
_TICKET = "label"
_STATUS_LINES = 3
_STX, _ETX = b"\x02", b"\x03"


@dataclass(frozen=True, slots=True)
class Status:
    """What a printer answers to ``~HS``; ``waiting`` counts labels and formats it still has."""

    trouble: Trouble
    waiting: int


@dataclass(frozen=True, slots=True)
class ZebraPrinter:
    """A label printer at a TCP port.

    It gives its jobs no numbers, so there is never more than one badge in it that has not
    come out: the next one waits in the job book.
    """

    host: str
    port: int = PORT
    dpi: int = DPI

    @property
    def name(self) -> str:
        """The address that names it."""
        tail = "" if self.dpi == DPI else f"?dpi={self.dpi}"
        return f"zpl://{self.host}:{self.port}{tail}"

    def send(self, paper: Paper) -> Receipt:
        """Print *paper*, a label a page, and wait until it has come out or cannot.

        Raises:
            PrintError: the printer is not ready or does not answer.
        """
        label = b"".join(
            zpl(threshold(page_image(paper.pdf, self.dpi, page)))
            for page in range(len(page_sizes(paper.pdf)))
        )
        with self._connected() as printer:
            before = self._ready(printer)
            try:
                printer.sendall(label)
            except OSError as error:
                sentence = sentence_of(Trouble.OFFLINE, self.name)
                raise PrintError(sentence, Trouble.OFFLINE, is_unsure=True) from error
            return self._awaited(printer) if before is not None else Receipt(JobState.SENT)

    def require_ready(self) -> None:
        """Refuse a printer that cannot print now.

        Raises:
            PrintError: it says why, or does not answer.
        """
        with self._connected() as printer:
            self._ready(printer)

    def recall(self, key: str) -> Receipt | None:  # noqa: ARG002 - such printers know no names
        """Return None: such a printer does not know what it has printed."""
        return None

    def follow(self, ticket: str) -> Receipt:  # noqa: ARG002 - there is one label at most
        """Return whether the label has come out.

        Raises:
            PrintError: the printer does not answer.
        """
        with self._connected() as printer:
            return self._receipt(_status(printer))

    def cancel(self, ticket: str) -> bool:
        """Take back the label that has not come out; False when it has.

        Raises:
            PrintError: the printer does not answer.
        """
        if self.follow(ticket).state is JobState.PRINTED:
            return False
        with self._connected() as printer:
            printer.sendall(b"~JA\r\n")
            _status(printer)  # an answer means that it has read what came before
        return True

    def _ready(self, printer: socket.socket) -> Status | None:
        """Return the status of a printer that can print; None where it tells nothing."""
        status = _status(printer)
        if status is not None and status.trouble:
            raise PrintError(sentence_of(status.trouble, self.name), status.trouble)
        return status

    @contextlib.contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        """Open a connection; whatever breaks on it means that the printer is gone."""
        try:
            with socket.create_connection((self.host, self.port), CONNECT_S) as connection:
                yield connection
        except OSError as error:
            sentence = sentence_of(Trouble.OFFLINE, self.name)
            raise PrintError(sentence, Trouble.OFFLINE) from error

    def _awaited(self, printer: socket.socket) -> Receipt:
        """Look until the label is out, the printer is in trouble, or time is up."""
        end = time.monotonic() + LABEL_S
        while True:
            try:
                receipt = self._receipt(_status(printer))
            except OSError:
                receipt = self._receipt(None)
            if receipt.state is JobState.PRINTED or receipt.trouble or time.monotonic() > end:
                return receipt
            time.sleep(_LOOK_S)

    def _receipt(self, status: Status | None) -> Receipt:
        if status is None:
            trouble = Trouble.OFFLINE
        elif not status.waiting and not status.trouble:
            return Receipt(JobState.PRINTED)
        else:
            trouble = status.trouble
        reason = sentence_of(trouble, self.name) if trouble else ""
        return Receipt(JobState.PRINTING, reason, _TICKET, trouble)


def zebra_address(text: str) -> ZebraPrinter:
    """Return the printer of ``zpl://HOST[:PORT][?dpi=300]``.

    Raises:
        PrintError: the address names no host, its port is no number, or no printer has
            that resolution.
    """
    try:
        link = urlsplit(text)
        host, port = link.hostname, link.port or PORT
        dpi = int(parse_qs(link.query).get("dpi", [str(DPI)])[0])
    except ValueError:
        host, port, dpi = None, 0, 0
    if not host or dpi not in RESOLUTIONS:
        sentence = f"{text} names no label printer; write zpl://HOST:9100 or zpl://HOST?dpi=300."
        raise PrintError(sentence)
    return ZebraPrinter(host, port, dpi)


def threshold(image: Image.Image) -> Image.Image:
    """Return *image* as dots, dark ones true; edges of letters and codes stay sharp."""
    return image.convert("L").point(lambda level: 255 if level < _DARK else 0, "1")


def zpl(dots: Image.Image) -> bytes:
    """Return the label of a picture in mode 1 whose true dots are to be burnt."""
    width, height = dots.size
    bitmap = dots.tobytes()
    row = (width + 7) // 8
    packed = base64.b64encode(zlib.compress(bitmap, 9))
    check = binascii.crc_hqx(packed, 0)
    field = b":Z64:%b:%04X" % (packed, check)
    sizes = f"{len(bitmap)},{len(bitmap)},{row}".encode()
    head = f"^XA^PW{width}^LL{height}^LH0,0^FO0,0^GFA,".encode()
    return head + sizes + b"," + field + b"^FS^PQ1^XZ\r\n"


def parse_status(answer: bytes) -> Status | None:
    """Return what an answer to ``~HS`` means, None when it is none."""
    lines = [part.partition(_STX)[2] for part in answer.split(_ETX)[:-1]]
    fields = [line.decode("ascii", "replace").split(",") for line in lines]
    try:
        first, second = fields[0], fields[1]
        waiting = int(first[4]) + int(second[8])
        flags = {
            Trouble.COVER_OPEN: second[2],
            Trouble.NO_PAPER: first[1],
            Trouble.NO_INK: second[3],
            Trouble.PAUSED: first[2],
        }
        trouble = next((kind for kind, flag in flags.items() if int(flag)), Trouble.NONE)
    except (IndexError, ValueError):
        return None
    return Status(trouble, waiting)


def _status(printer: socket.socket) -> Status | None:
    """Ask for the status; None when the printer says nothing or nothing sensible."""
    printer.sendall(b"~HS\r\n")
    printer.settimeout(STATUS_S)
    answer = b""
    try:
        while answer.count(_ETX) < _STATUS_LINES:
            part = printer.recv(1024)
            if not part:
                break
            answer += part
    except TimeoutError:
        return None
    finally:
        printer.settimeout(CONNECT_S)
    return parse_status(answer)
