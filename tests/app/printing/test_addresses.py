"""What people may write for a printer."""

from pathlib import Path

import pytest

from app.errors import PrintError
from app.printing.addresses import parse_printer
from app.printing.folder import FolderPrinter
from app.printing.ipp import IppClient
from app.printing.ipp_printer import IppPrinter
from app.printing.spooler import SystemPrinter
from app.printing.zebra import ZebraPrinter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", SystemPrinter("")),
        (" Office ", SystemPrinter("Office")),
        ("folder:out/badges", FolderPrinter(Path("out/badges"))),
        ("zpl://10.0.0.6", ZebraPrinter("10.0.0.6", 9100, 203)),
        ("zpl://10.0.0.6:6101?dpi=300", ZebraPrinter("10.0.0.6", 6101, 300)),
        (
            "ipp://10.0.0.5",
            IppPrinter(IppClient("ipp://10.0.0.5/ipp/print", "10.0.0.5", 631, "/ipp/print")),
        ),
        (
            "ipps://desk.example:8631/printers/Label",
            IppPrinter(
                IppClient(
                    "ipps://desk.example:8631/printers/Label",
                    "desk.example",
                    8631,
                    "/printers/Label",
                )
            ),
        ),
    ],
)
def test_a_printer_is_named(text, expected):
    assert parse_printer(text) == expected


@pytest.mark.parametrize("text", ["folder:", "lpd://host", "ipp://", "ipp://host:x", "zpl://",
                                  "zpl://host?dpi=301", "zpl://host?dpi=x"])  # fmt: skip
def test_what_is_no_printer_is_told_with_the_right_way_to_write_it(text):
    with pytest.raises(PrintError, match=r"write .*(folder:DIR|ipp://|zpl://)"):
        parse_printer(text)


@pytest.mark.parametrize("name", ["zpl://10.0.0.6:9100", "zpl://10.0.0.6:6101?dpi=300",
                                  "ipp://10.0.0.5/ipp/print", "folder:out"])  # fmt: skip
def test_a_printer_is_called_what_people_wrote(name):
    assert parse_printer(name).name == name
