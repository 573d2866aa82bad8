"""The system's printers through Qt: on Windows, where no program takes a PDF for printing."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.badge.raster import page_image, page_sizes
from app.errors import PrintError
from app.model.badge import JobState, Receipt, Trouble
from app.printing.addresses import parse_printer
from app.printing.printer import Paper, Printer

DPI = 600
"""Fine enough for letters and codes; every label printer's dots are coarser."""

_MM_PER_POINT = 25.4 / 72
_EXACT = QPageSize.SizeMatchPolicy.ExactMatch


@dataclass(frozen=True, slots=True)
class QtPrinter:
    """A printer that Qt knows; ``output`` is a PDF file to print into instead.

    It may be used from any thread. The spooler tells nothing about a job once it has it.
    """

    queue: str = ""
    output: Path | None = None

    @property
    def name(self) -> str:
        """The printer's name in the system, empty for the default one."""
        return self.queue

    def send(self, paper: Paper) -> Receipt:
        """Draw *paper* in its exact size, grey, at `DPI` dots per inch.

        Raises:
            PrintError: there is no such printer, or it does not take the badge.
        """
        sizes = page_sizes(paper.pdf)
        printer = self._device(paper, sizes[0])
        painter = QPainter()
        if not painter.begin(printer):
            sentence = f"Printer “{printer.printerName()}” did not take the badge; look at it."
            raise PrintError(sentence, Trouble.REFUSED)
        try:
            for number in range(len(sizes)):
                if number:
                    printer.newPage()
                picture = _picture(paper.pdf, number)
                painter.drawImage(QRectF(0, 0, printer.width(), printer.height()), picture)
        finally:
            painter.end()
        return Receipt(JobState.SENT)

    def _device(self, paper: Paper, size: tuple[float, float]) -> QPrinter:
        """Return the printer, set to the whole page of that size in points."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self.output is not None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self.output))
        else:
            printer.setPrinterName(self._known_queue())
        printer.setDocName(f"{paper.title} {paper.key}")
        printer.setResolution(DPI)
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
        printer.setFullPage(True)
        millimetres = QSizeF(size[0] * _MM_PER_POINT, size[1] * _MM_PER_POINT)
        page = QPageSize(millimetres, QPageSize.Unit.Millimeter, "", _EXACT)
        upright = QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(page, upright, QMarginsF(0, 0, 0, 0)))
        printer.setFullPage(True)
        return printer

    def _known_queue(self) -> str:
        """Return the name of a printer that is there."""
        queue = self.queue or QPrinterInfo.defaultPrinterName()
        info = QPrinterInfo.printerInfo(queue)
        if info.isNull():
            sentence = f"This system has no printer “{queue}”; check its name in the settings."
            raise PrintError(sentence, Trouble.OFFLINE)
        if info.state() == QPrinter.PrinterState.Error:
            sentence = f"The system says that printer “{queue}” cannot print; look at it."
            raise PrintError(sentence, Trouble.OTHER)
        return queue


def find_printer(text: str) -> Printer:
    """Return the printer that *text* names; those of the system are reached through Qt.

    Raises:
        PrintError: the address is no address, or names no folder.
    """
    is_address = "://" in text or text.strip().startswith("folder:")
    return parse_printer(text) if is_address else QtPrinter(text.strip())


def default_name() -> str:
    """Return the name of the system's default printer.

    Raises:
        PrintError: there is none.
    """
    name = QPrinterInfo.defaultPrinterName()
    if not name:
        sentence = "No default printer is set; set one in the system's settings."
        raise PrintError(sentence)
    return name


def _picture(pdf: bytes, page: int) -> QImage:
    """Return a page in grey at `DPI`."""
    grey = page_image(pdf, DPI, page).convert("L")
    form = QImage.Format.Format_Grayscale8
    return QImage(grey.tobytes(), grey.width, grey.height, grey.width, form).copy()
