"""What Qt prints has the exact size, sharp codes, and comes from any thread."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zxingcpp

from app.badge.design import find_design
from app.badge.fonts import bundled_fonts
from app.badge.raster import page_image, page_sizes
from app.badge.render import BadgeRenderer
from app.errors import PrintError
from app.model.badge import BadgeContent, JobState, Receipt
from app.printing.folder import FolderPrinter
from app.printing.printer import Paper
from app.printing.zebra import ZebraPrinter
from ui.printing import QtPrinter, default_name, find_printer

CODE = "BCDEFGHJKLNOPRST"


@pytest.fixture(scope="module")
def paper():
    renderer = BadgeRenderer(find_design("a6"), bundled_fonts())
    people = [BadgeContent(code=CODE, name=name) for name in ("Ana Li", "Bo Ek")]
    return Paper(renderer.render(people).pdf, "CODE", "key")


@pytest.fixture
def printed(qapp, tmp_path, paper):  # noqa: ARG001 - printing needs the application
    """Print in another thread, as the window does; give what came out."""
    printer = QtPrinter(output=tmp_path / "out.pdf")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(printer.send, paper).result() == Receipt(JobState.SENT)
    return (tmp_path / "out.pdf").read_bytes()


def test_pages_have_the_exact_size(printed):
    assert page_sizes(printed) == [pytest.approx((297.6, 419.5), abs=0.5)] * 2


def test_the_page_fills_the_paper_in_true_size(printed, paper):
    before, after = (page_image(pdf, 100).convert("L") for pdf in (paper.pdf, printed))
    boxes = [page.point(lambda level: 255 * (level < 200)).getbbox() for page in (before, after)]

    assert boxes[1] == pytest.approx(boxes[0], abs=1)


@pytest.mark.parametrize("page", [0, 1])
def test_codes_can_be_read_at_the_dots_of_a_label_printer(printed, page):
    assert [code.text for code in zxingcpp.read_barcodes(page_image(printed, 203, page))] == [CODE]


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_is_not_there_is_told(paper):
    with pytest.raises(PrintError, match=r"no printer “Nowhere”; check its name"):
        QtPrinter("Nowhere").send(paper)


def test_only_printers_of_the_system_are_reached_through_qt():
    assert find_printer(" Office ") == QtPrinter("Office")
    assert find_printer("zpl://10.0.0.6") == ZebraPrinter("10.0.0.6")
    assert find_printer("folder:out") == FolderPrinter(Path("out"))


@pytest.mark.usefixtures("qapp")
def test_without_a_default_printer_somebody_is_asked_to_set_one():
    with pytest.raises(PrintError, match="No default printer is set"):
        default_name()
