"""Badges as PDF: one page each, exactly as large as the stock."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc

from app.badge.design import Design
from app.badge.fonts import FontBook
from app.badge.painter import Painter
from app.badge.pdf_fonts import PdfFonts
from app.badge.shape import Typesetter
from app.badge.sheet import Sheet, points
from app.model.badge import BadgeContent, Problem

_WARM_UP = BadgeContent(
    code="BBBBBBBBBBBBBBBB",
    name="Jörg Ñandú",
    given="Jörg",
    family="Ñandú Ọ̀ṣ́",
    native="عمر 陈 ぁ",
    organisation="Universität",
    session="1: 2",
    room="1.04",
    event="Empfang",
)


@dataclass(frozen=True, slots=True)
class RenderedBadges:
    """A PDF with one badge a page, and what should be looked at before it is printed."""

    pdf: bytes
    pages: int
    warnings: tuple[Problem, ...]


class BadgeRenderer:
    """Draws badges of one design; keeps fonts and shaped words warm between calls.

    It may be used by one thread at a time.
    """

    def __init__(self, design: Design, fonts: FontBook) -> None:
        fonts.face(design.family, 400)
        self.design = design
        self._typesetter = Typesetter(fonts)

    def use(self, design: Design) -> None:
        """Draw another design from now on; fonts and shaped words stay warm."""
        self._typesetter.book.face(design.family, 400)
        self.design = design

    def render(self, contents: Iterable[BadgeContent]) -> RenderedBadges:
        """Return the badges as one PDF, in the order given.

        Raises:
            BadgeError: a guest has no code, or one that is too long for a QR code.
        """
        fonts = PdfFonts()
        painters = [self._painted(content, fonts) for content in contents]
        document = pdfdoc.PDFDocument(compression=1, invariant=1)
        document.info.title = self.design.name
        document.info.creator = document.info.author = "Empfang"
        document.info.subject = self.design.stock.name
        fonts_written = pdfdoc.PDFDictionary(fonts.write(document))
        resources = document.Reference(pdfdoc.PDFResourceDictionary(Font=fonts_written))
        for painter in painters:
            document.addPage(self._page(painter.sheet.code, resources))
        warnings = tuple(problem for painter in painters for problem in painter.problems)
        return RenderedBadges(document.GetPDFData(None), len(painters), warnings)

    def problems(self, content: BadgeContent) -> tuple[Problem, ...]:
        """Return what is wrong with one badge's setting, without making a PDF."""
        return tuple(self._painted(content, PdfFonts()).problems)

    def warm(self) -> None:
        """Draw a badge that nobody sees, so that the first guest does not wait for fonts."""
        self.render([_WARM_UP])

    def _painted(self, content: BadgeContent, fonts: PdfFonts) -> Painter:
        """Return one guest's page with all fields drawn."""
        sheet = Sheet(self.design.stock.height, fonts)
        painter = Painter(self.design, self._typesetter, sheet, content)
        painter.paint()
        return painter

    def _page(self, code: bytes, resources: pdfdoc.PDFObject) -> pdfdoc.PDFPage:
        """Return a page of the stock's size."""
        page = pdfdoc.PDFPage()
        size = (points(self.design.stock.width), points(self.design.stock.height))
        page.MediaBox = pdfdoc.PDFArray([0, 0, *(round(length, 3) for length in size)])
        page.Resources = resources
        page.Contents = pdfdoc.PDFStream(content=code, filters=[pdfdoc.PDFZCompress])
        return page
