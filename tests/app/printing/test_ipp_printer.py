"""Badges and a real IPP printer emulation: exact pages, named troubles, nothing twice."""

import contextlib
import threading

import pytest
import zxingcpp

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.raster import page_image, page_sizes
from app.badge.render import BadgeRenderer
from app.errors import PrintError
from app.model.badge import BadgeContent, JobState, Trouble
from app.model.serial import badge_text
from app.printing.addresses import parse_printer
from app.printing.printer import Paper
from app.printing.queue import PrintDesk
from db.badge_jobs import SqliteJobBook
from tests.app.journals import HandClock, event_file
from tests.app.printing.ipp_rig import emulator

PATIENCE_S = 60
TEXT = badge_text("BCDEFGHJKLNOPRST", "BCD")


@pytest.fixture(scope="module")
def rig(tmp_path_factory):
    with emulator(tmp_path_factory.mktemp("printer")) as running:
        yield running


@pytest.fixture
def device(rig):
    """Give the printer with paper in it and nothing printed."""
    rig.load()
    for path in (rig.folder / "documents").iterdir():
        path.unlink()
    return rig


@pytest.fixture
def printer(device):
    return parse_printer(device.address)


@pytest.fixture(scope="module")
def badge():
    renderer = BadgeRenderer(find_design("a6"), bundled_fonts())
    return renderer.render([BadgeContent(code=TEXT, name="Ana Li")]).pdf


def paper_of(pdf, key):
    return Paper(pdf, "CODE", key)


def awaited(printer, ticket, is_it):
    """Ask about a job until *is_it* says that the answer is the one; return that."""
    pulse = threading.Event()
    for _ in range(PATIENCE_S * 20):
        receipt = printer.follow(ticket)
        if is_it(receipt):
            return receipt
        pulse.wait(0.05)
    raise TimeoutError(str(receipt))


def is_printed(receipt):
    return receipt.state is JobState.PRINTED


def test_the_document_arrives_as_it_is_and_the_printer_says_when_it_is_out(printer, device, badge):
    sent = printer.send(paper_of(badge, "exact"))
    awaited(printer, sent.ticket, is_printed)
    (document,) = device.documents

    assert document == badge
    assert page_sizes(document) == [pytest.approx((297.638, 419.528), abs=0.01)]


def test_the_code_on_the_printed_page_can_be_read(printer, device, badge):
    sent = printer.send(paper_of(badge, "code"))
    awaited(printer, sent.ticket, is_printed)

    found = zxingcpp.read_barcodes(page_image(device.documents[0], 203))
    assert [code.text for code in found] == [TEXT]


def test_a_size_that_is_not_loaded_is_told_before_paper_is_wasted(printer, device, badge):
    device.load("iso_a4_210x297mm")

    with pytest.raises(PrintError, match=r"has A4 \(210×297 mm\) loaded .* badge is A6") as told:
        printer.send(paper_of(badge, "a4"))
    assert told.value.trouble == Trouble.WRONG_PAPER
    assert device.documents == []


def test_a_printer_without_paper_is_told_and_gets_no_job(printer, device, badge):
    device.load(sheets=0)

    with pytest.raises(PrintError, match=r"out of paper or labels") as told:
        printer.send(paper_of(badge, "empty"))
    assert told.value.trouble == Trouble.NO_PAPER
    assert printer.recall("empty") is None


def test_an_open_cover_is_told_while_the_badge_waits_in_the_printer(printer, device, badge):
    with device.with_open():
        sent = printer.send(paper_of(badge, "cover"))
        waiting = awaited(printer, sent.ticket, lambda receipt: receipt.trouble)
        assert (waiting.trouble, waiting.state) == (Trouble.COVER_OPEN, JobState.PRINTING)
        assert waiting.reason.endswith("is open; close its cover.")

    awaited(printer, sent.ticket, is_printed)
    assert len(device.documents) == 1


def test_a_second_badge_waits_while_the_printer_is_busy(printer, device, badge):
    with device.with_open():
        first = printer.send(paper_of(badge, "first"))
        awaited(printer, first.ticket, lambda receipt: receipt.trouble)
        with pytest.raises(PrintError) as told:
            printer.send(paper_of(badge, "second"))
    assert told.value.trouble in (Trouble.BUSY, Trouble.COVER_OPEN)
    awaited(printer, first.ticket, is_printed)


def test_a_badge_that_the_printer_gave_up_is_open_again(printer, device, badge):
    with device.with_open("jam"):
        sent = printer.send(paper_of(badge, "jam"))
        over = awaited(printer, sent.ticket, lambda receipt: not receipt.ticket)

    assert (over.state, device.documents) == (JobState.OPEN, [])
    assert over.reason


def test_a_job_is_taken_back(printer, device, badge):
    with device.with_open():
        sent = printer.send(paper_of(badge, "back"))
        assert printer.cancel(sent.ticket)

    over = awaited(printer, sent.ticket, lambda receipt: not receipt.ticket)
    assert over.state is JobState.FAILED
    assert "cancelled at the printer" in over.reason


def test_a_printed_job_cannot_be_taken_back(printer, badge):
    sent = printer.send(paper_of(badge, "late"))
    awaited(printer, sent.ticket, is_printed)

    assert not printer.cancel(sent.ticket)


def test_a_badge_goes_over_an_encrypted_connection(device, badge):
    printer = parse_printer(device.address.replace("ipp:", "ipps:"))
    sent = printer.send(paper_of(badge, "secret"))
    awaited(printer, sent.ticket, is_printed)

    assert device.documents == [badge]


def test_a_job_that_nobody_knows_any_more_asks_for_a_look(printer):
    receipt = printer.follow("4711")

    assert receipt.state is JobState.FAILED
    assert receipt.reason.endswith("has forgotten the job; look whether it came out.")


def test_a_printer_that_is_off_is_told(badge):
    with pytest.raises(PrintError, match=r"does not answer; check its power") as told:
        parse_printer("ipp://localhost:9/ipp/print").send(paper_of(badge, "off"))
    assert (told.value.trouble, told.value.is_unsure) == (Trouble.OFFLINE, False)


@contextlib.contextmanager
def desk_of(folder, clock, badge):
    with event_file(folder, clock) as opened:
        book = SqliteJobBook(opened.database, clock)
        yield book, PrintDesk(book, lambda job: paper_of(badge, job.id))


def test_a_desk_that_is_killed_after_sending_prints_the_badge_once(
    tmp_path, printer, device, badge
):
    clock = HandClock()
    with desk_of(tmp_path, clock, badge) as (book, desk):
        job = book.open_job("ana", device.address)
        book.claim(job.id)
        sent = printer.send(paper_of(badge, job.id))
        awaited(printer, sent.ticket, is_printed)
        clock.forward(60)
        (known,) = desk.work()

    assert (known.state, len(device.documents)) == (JobState.PRINTED, 1)


def test_a_desk_that_is_killed_before_sending_prints_the_badge_once(
    tmp_path, printer, device, badge
):
    clock = HandClock()
    with desk_of(tmp_path, clock, badge) as (book, desk):
        job = book.open_job("ana", device.address)
        book.claim(job.id)
        clock.forward(60)
        (sent,) = desk.work()
        awaited(printer, sent.ticket or "1", is_printed)

    assert len(device.documents) == 1
