"""Where badges can be sent, and how people name it."""

from pathlib import Path
from typing import Protocol

from app.errors import PrintError
from app.model.badge import JobState
from app.printing.folder import FolderPrinter
from app.printing.spooler import SystemPrinter

_FOLDER = "folder:"
_LATER = ("ipp://", "ipps://", "zpl://", "socket://")


class Printer(Protocol):
    """Takes finished badges. The window has one of its own for Windows."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def send(self, pdf: bytes, title: str) -> JobState:
        """Hand over a PDF; *title* is short, has no personal data and becomes the job's name.

        Returns ``SENT`` when the printer has it but may still fail, ``PRINTED`` when done.

        Raises:
            PrintError: nothing was handed over; trying again later is right.
        """
        ...


def parse_printer(text: str) -> Printer:
    """Return the printer that *text* names; empty means the system's default.

    ``folder:DIR`` writes files; anything without a scheme is a printer of the system.

    Raises:
        PrintError: the address cannot be used by this release, or names no folder.
    """
    name = text.strip()
    if name.startswith(_FOLDER):
        return FolderPrinter(_folder(name))
    if name.startswith(_LATER):
        sentence = (
            f"This release cannot print to {name} directly; "
            "add that printer to the system and give its name."
        )
        raise PrintError(sentence)
    return SystemPrinter(name)


def _folder(name: str) -> Path:
    folder = name.removeprefix(_FOLDER)
    if not folder:
        sentence = "The folder to print to is missing; write folder:DIR."
        raise PrintError(sentence)
    return Path(folder)
