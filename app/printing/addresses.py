"""How people name a printer, in settings and behind ``--printer``."""

from pathlib import Path

from app.errors import PrintError
from app.printing.folder import FolderPrinter
from app.printing.ipp_printer import IppPrinter, ipp_address
from app.printing.printer import Printer
from app.printing.spooler import SystemPrinter
from app.printing.zebra import zebra_address

_FOLDER = "folder:"


def parse_printer(text: str) -> Printer:
    """Return the printer that *text* names; empty means the system's default.

    ``ipp://HOST[:PORT]/PATH`` and ``ipps://`` are printers of the network, ``zpl://HOST[:PORT]``
    label printers that understand ZPL, with ``?dpi=300`` when they are not of 203 dpi;
    ``folder:DIR`` writes files; anything without a scheme is a printer of the system.

    Raises:
        PrintError: the address is no address, or names no folder.
    """
    name = text.strip()
    if name.startswith(_FOLDER):
        return FolderPrinter(_folder(name))
    scheme, has_scheme, _ = name.partition("://")
    if not has_scheme:
        return SystemPrinter(name)
    if scheme in ("ipp", "ipps"):
        return IppPrinter(ipp_address(name))
    if scheme == "zpl":
        return zebra_address(name)
    sentence = f"{name} is no printer; write a printer's name, ipp://…, zpl://… or folder:DIR."
    raise PrintError(sentence)


def _folder(name: str) -> Path:
    folder = name.removeprefix(_FOLDER)
    if not folder:
        sentence = "The folder to print to is missing; write folder:DIR."
        raise PrintError(sentence)
    return Path(folder)
