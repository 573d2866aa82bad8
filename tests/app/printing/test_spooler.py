"""The system's printers get the PDF as it is, with its exact size."""

import sys

import pytest

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.render import BadgeRenderer
from app.errors import PrintError
from app.model.badge import JobState, Receipt
from app.printing.spooler import SystemPrinter, default_printer, media, printers


def test_the_spooler_gets_the_same_bytes(spooler, paper):
    folder = spooler("lp", says="request id is Zebra-1 (1 file(s))")

    assert SystemPrinter("Zebra").send(paper) == Receipt(JobState.SENT, ticket="1")
    assert (folder / "job.pdf").read_bytes() == paper.pdf


def test_the_job_names_printer_title_and_size(spooler, paper):
    folder = spooler("lp")
    SystemPrinter("Zebra").send(paper)

    assert (folder / "calls").read_text("utf-8").strip().split("\t") == [
        *("-d", "Zebra", "-t", "CODE key"),
        *("-o", "media=iso_a6_105x148mm", "-o", "print-scaling=none"),
    ]


def test_without_a_name_the_default_printer_is_used(spooler, paper):
    folder = spooler("lp")
    spooler("lpstat", says="system default destination: Office\n")
    SystemPrinter().send(paper)

    assert "-d\tOffice" in (folder / "calls").read_text("utf-8")


def test_no_default_printer_is_told(spooler):
    spooler("lpstat", says="no system default destination\n")

    with pytest.raises(PrintError, match=r"No default printer is set"):
        default_printer()


def test_a_print_service_that_is_down_is_told(spooler, paper):
    spooler("lp", complains="lp: Error - The printer or class does not exist.", status=1)
    spooler("lpstat", says="scheduler is not running\n")

    with pytest.raises(PrintError, match=r"print service is not running; start it"):
        SystemPrinter("Office").send(paper)


def test_a_refused_job_says_why(spooler, paper):
    spooler("lp", complains="lp: The printer or class does not exist.\n", status=1)
    spooler("lpstat", says="scheduler is running\n")

    with pytest.raises(PrintError, match=r"“Nowhere” did not take .*does not exist"):
        SystemPrinter("Nowhere").send(paper)


@pytest.mark.usefixtures("spooler")
def test_a_system_without_print_service_is_told(paper):
    with pytest.raises(PrintError, match=r"no print service.*folder:DIR"):
        SystemPrinter("Office").send(paper)


def test_windows_prints_from_the_window(monkeypatch, paper):
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(PrintError, match=r"only the window can use the system's printers"):
        SystemPrinter("Office").send(paper)


def test_printers_are_listed(spooler):
    spooler("lpstat", says="Office\nZebra_2\n")

    assert printers() == ["Office", "Zebra_2"]


@pytest.mark.usefixtures("spooler")
def test_a_system_without_print_service_has_no_printers():
    assert printers() == []


def test_an_unusual_size_is_asked_for_by_its_millimetres(tmp_path, guest):
    stock = tmp_path / "roll.toml"
    stock.write_text('format = 1\nname = "Roll"\nwidth = 110.5\nheight = 160\n', "utf-8")
    renderer = BadgeRenderer(find_design("a6", str(stock)), bundled_fonts())

    assert media(renderer.render([guest]).pdf) == "Custom.110.5x160mm"
