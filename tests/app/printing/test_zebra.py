"""Label printers get the page dot by dot, and say what is wrong with them."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from app.badge.raster import page_image
from app.errors import PrintError
from app.model.badge import JobState, Receipt, Trouble
from app.printing import zebra
from app.printing.addresses import parse_printer
from app.printing.zebra import parse_status, threshold, zpl
from tests.app.printing.label_rig import EmptyingRoll, bitmap, label_printer, until


@pytest.fixture
def device():
    with label_printer() as running:
        yield running


@pytest.fixture
def printer(device):
    return parse_printer(device.address)


def same(one, other):
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None


@pytest.mark.parametrize(("dpi", "size"), [(203, (840, 1183)), (300, (1241, 1749))])
def test_the_label_reads_back_identical(device, paper, dpi, size):
    receipt = parse_printer(f"{device.address}?dpi={dpi}").send(paper)
    dots = bitmap(device.printed[0])

    assert receipt == Receipt(JobState.PRINTED)
    assert dots.size == pytest.approx(size, abs=1)
    assert same(dots, threshold(page_image(paper.pdf, dpi)))


def test_the_code_on_the_label_can_be_read(printer, device, paper):
    printer.send(paper)
    shown = ImageOps.invert(bitmap(device.printed[0]).convert("L"))

    assert [code.text for code in zxingcpp.read_barcodes(shown)] == ["BCDEFGHJKLNOPRST"]


@given(st.integers(1, 60), st.integers(1, 20), st.binary(max_size=1200))
def test_any_picture_reads_back_identical(width, height, noise):
    size = (width + 7) // 8 * height
    dots = Image.frombytes("1", (width, height), noise[:size].ljust(size, b"\xa5"))

    assert same(bitmap(zpl(dots)), dots)


def test_a_label_is_small(paper):
    assert len(zpl(threshold(page_image(paper.pdf, 203)))) < 10_000


@pytest.mark.parametrize(("level", "is_dark"), [(120, True), (136, False)])
def test_grey_becomes_black_or_white_and_no_pattern(level, is_dark):
    dots = threshold(Image.new("RGB", (16, 4), (level, level, level)))

    assert set(dots.tobytes()) == {0xFF if is_dark else 0x00}


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        ("paper", Trouble.NO_PAPER),
        ("head", Trouble.COVER_OPEN),
        ("ribbon", Trouble.NO_INK),
        ("pause", Trouble.PAUSED),
    ],
)
def test_trouble_is_told_before_a_label_is_sent(printer, device, paper, trouble, expected):
    device.troubles = {trouble}

    with pytest.raises(PrintError) as told:
        printer.send(paper)
    assert told.value.trouble == expected
    assert device.inside == device.printed == []


def test_a_label_that_stays_inside_is_followed_until_it_is_out(printer, device, paper):
    device.troubles = EmptyingRoll(device)
    sent = printer.send(paper)
    assert (sent.state, sent.trouble) == (JobState.PRINTING, Trouble.NO_PAPER)

    device.troubles = set()
    assert printer.follow(sent.ticket).state is JobState.PRINTED
    assert len(device.printed) == 1


def test_a_label_that_stays_inside_is_taken_back(printer, device, paper):
    device.troubles = EmptyingRoll(device)
    sent = printer.send(paper)

    assert printer.cancel(sent.ticket)
    assert device.inside == device.printed == []


def test_a_label_that_is_out_cannot_be_taken_back(printer, paper):
    printer.send(paper)

    assert not printer.cancel("label")


def test_a_printer_that_tells_nothing_takes_the_label_all_the_same(
    printer, device, paper, monkeypatch
):
    monkeypatch.setattr(zebra, "STATUS_S", 0.05)
    device.is_silent = True

    assert printer.send(paper) == Receipt(JobState.SENT)
    until(lambda: len(device.printed) == 1)


def test_a_printer_that_is_off_is_told(paper):
    with pytest.raises(PrintError, match=r"zpl://127.0.0.1:9 does not answer") as told:
        parse_printer("zpl://127.0.0.1:9").send(paper)
    assert told.value.trouble == Trouble.OFFLINE


@given(st.binary())
def test_noise_is_no_status(noise):
    status = parse_status(noise)

    assert status is None or b"," in noise


def test_labels_and_formats_that_wait_are_counted():
    first = b"\x02030,0,0,1183,002,0,0,0,000,0,0,0\x03\r\n"
    second = b"\x02000,0,0,0,0,2,4,0,00000003,1,000\x03\r\n"

    assert parse_status(first + second + b"\x021234,0\x03\r\n").waiting == 5
