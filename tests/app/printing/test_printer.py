"""What people may write for a printer."""

from pathlib import Path

import pytest

from app.errors import PrintError
from app.printing.folder import FolderPrinter
from app.printing.printer import parse_printer
from app.printing.spooler import SystemPrinter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", SystemPrinter("")),
        (" Office ", SystemPrinter("Office")),
        ("folder:out/badges", FolderPrinter(Path("out/badges"))),
    ],
)
def test_a_printer_is_named(text, expected):
    assert parse_printer(text) == expected


@pytest.mark.parametrize("text", ["ipp://10.0.0.5/ipp/print", "zpl://10.0.0.6:9100"])
def test_an_address_of_a_later_release_is_refused(text):
    with pytest.raises(PrintError, match=r"cannot print to .* directly; add that printer"):
        parse_printer(text)


def test_a_folder_needs_a_name():
    with pytest.raises(PrintError, match=r"write folder:DIR"):
        parse_printer("folder:")
