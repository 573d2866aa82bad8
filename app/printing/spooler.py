"""The printers of the system: CUPS through its own commands.

The PDF goes to the spooler as it is, with its exact size and without any scaling.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from app.badge.raster import page_sizes
from app.errors import PrintError
from app.model.badge import JobState, Receipt
from app.printing.ipp import PORT, IppClient
from app.printing.ipp_printer import IppPrinter
from app.printing.printer import Paper

PATIENCE_S = 20
"""How long a spooler may take to accept a job; it usually takes a tenth of a second."""
_MM_PER_POINT = 25.4 / 72
_NAMED_MEDIA = {(105, 148): "iso_a6_105x148mm", (74, 105): "iso_a7_74x105mm"}
_DEFAULT = re.compile(r":\s*(\S+)\s*$")
_TICKET = re.compile(r"request id is \S*-(\d+) ")
_DOWN = b"not running"
_NO_SPOOLER = (
    "This system has no print service (the program “{}” is missing); install CUPS, "
    "or print to a folder with folder:DIR."
)
_WINDOWS = (
    "On Windows only the window can use the system's printers; "
    "print from there, or print to a folder with folder:DIR."
)


@dataclass(frozen=True, slots=True)
class SystemPrinter:
    """A printer that the system knows; an empty ``queue`` is its default printer."""

    queue: str = ""

    @property
    def name(self) -> str:
        """The printer's name in the system, empty for the default one."""
        return self.queue

    def send(self, paper: Paper) -> Receipt:
        """Hand *paper* to the spooler, which keeps it and can be asked about it.

        Raises:
            PrintError: there is no spooler or no such printer, or it refused the job.
        """
        queue = self.queue or default_printer()
        options = [f"media={media(paper.pdf)}", "print-scaling=none"]
        if len(page_sizes(paper.pdf)) > 1:
            options.append("sides=two-sided-short-edge")
        arguments = ["-d", queue, "-t", f"{paper.title} {paper.key}"]
        for option in options:
            arguments += ["-o", option]
        answer = _run("lp", arguments, paper.pdf)
        if answer.returncode:
            _check_service()
            reason = _text(answer.stderr) or "no reason was given"
            sentence = f"Printer “{queue}” did not take the badge ({reason}); check its name."
            raise PrintError(sentence)
        found = _TICKET.search(_text(answer.stdout) + " ")
        return Receipt(JobState.SENT, ticket=found.group(1) if found else "")

    def recall(self, key: str) -> Receipt | None:
        """Return what became of the paper with that key, None when it never came here.

        Raises:
            PrintError: the spooler does not answer.
        """
        return self._asked().recall(key)

    def follow(self, ticket: str) -> Receipt:
        """Return how far a job is.

        Raises:
            PrintError: the spooler does not answer.
        """
        return self._asked().follow(ticket)

    def cancel(self, ticket: str) -> bool:
        """Take a job back; False when it is printed already.

        Raises:
            PrintError: the spooler does not answer.
        """
        return self._asked().cancel(ticket)

    def _asked(self) -> IppPrinter:
        """Return the queue as a printer that speaks IPP, as every queue of CUPS does."""
        queue = self.queue or default_printer()
        path = f"/printers/{quote(queue)}"
        uri = f"ipp://localhost{path}"
        server = _text(_run("lpstat", ["-H"]).stdout)
        if server.startswith("/"):
            return IppPrinter(IppClient(uri, "localhost", path=path, unix_socket=server), queue)
        host, _, port = server.rpartition(":")
        if not host or not port.isdecimal():
            host, port = server or "localhost", str(PORT)
        return IppPrinter(IppClient(uri, host, int(port), path), queue)


def printers() -> list[str]:
    """Return the names of the system's printers; none where there is no spooler."""
    if sys.platform == "win32" or shutil.which("lpstat") is None:
        return []
    return _run("lpstat", ["-e"]).stdout.decode("utf-8", "replace").split()


def default_printer() -> str:
    """Return the name of the system's default printer.

    Raises:
        PrintError: there is no spooler, or no default printer is set.
    """
    found = _DEFAULT.search(_text(_run("lpstat", ["-d"]).stdout))
    if found is None:
        _check_service()
        sentence = (
            "No default printer is set; set one in the system's settings, "
            "or name one with --printer (also folder:DIR)."
        )
        raise PrintError(sentence)
    return found.group(1)


def media(pdf: bytes) -> str:
    """Return the size of the first page as the spooler wants to hear it."""
    width, height = (round(length * _MM_PER_POINT, 1) for length in page_sizes(pdf)[0])
    named = _NAMED_MEDIA.get((round(width), round(height)))
    return named or f"Custom.{width:g}x{height:g}mm"


def _check_service() -> None:
    """Refuse when the spooler is down: its commands would blame the printer's name.

    Raises:
        PrintError: it is missing or not running.
    """
    if _DOWN in _run("lpstat", ["-r"]).stdout:
        sentence = "The system's print service is not running; start it and print again."
        raise PrintError(sentence)


def _run(
    command: str, arguments: Sequence[str], content: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command of the spooler with English answers.

    Raises:
        PrintError: it is missing, or it did not end in time.
    """
    if sys.platform == "win32":
        raise PrintError(_WINDOWS)
    path = shutil.which(command)
    if path is None:
        raise PrintError(_NO_SPOOLER.format(command))
    try:
        return subprocess.run(
            [path, *arguments],
            input=content,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        sentence = f"The print service did not answer within {PATIENCE_S} s; restart it."
        raise PrintError(sentence) from error


def _text(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())
