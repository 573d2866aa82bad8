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

from app.badge.raster import page_sizes
from app.errors import PrintError
from app.model.badge import JobState

PATIENCE_S = 20
"""How long a spooler may take to accept a job; it usually takes a tenth of a second."""
_MM_PER_POINT = 25.4 / 72
_NAMED_MEDIA = {(105, 148): "iso_a6_105x148mm", (74, 105): "iso_a7_74x105mm"}
_DEFAULT = re.compile(r":\s*(\S+)\s*$")
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

    def send(self, pdf: bytes, title: str) -> JobState:
        """Hand *pdf* to the spooler; from then on the system is responsible for it.

        Raises:
            PrintError: there is no spooler or no such printer, or it refused the job.
        """
        queue = self.queue or default_printer()
        options = [f"media={media(pdf)}", "print-scaling=none"]
        arguments = ["-d", queue, "-t", title]
        for option in options:
            arguments += ["-o", option]
        answer = _run("lp", arguments, pdf)
        if answer.returncode:
            _check_service()
            reason = _text(answer.stderr) or "no reason was given"
            sentence = f"Printer “{queue}” did not take the badge ({reason}); check its name."
            raise PrintError(sentence)
        return JobState.SENT


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
