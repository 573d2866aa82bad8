"""Pages A4 on which papers are set, with the text layer of the badges.

Lengths are millimetres from the upper left corner, sizes are points.
"""

from dataclasses import replace

from app.badge.composer import Fitter
from app.badge.fields import Box
from app.badge.fit import Block, Wish
from app.badge.fonts import bundled_fonts
from app.badge.pdf_file import PdfFile, dictionary
from app.badge.pdf_fonts import PdfFonts
from app.badge.picture import PdfPictures
from app.badge.shape import TextStyle
from app.badge.sheet import POINTS_PER_MM, Sheet, points

INK, GREY, HAIR = "#14181B", "#4A5259", "#8A9298"
HIGH = 297.0
WIDE = 210.0
_LEADING = 1.25


class Page:
    """One page in the making."""

    def __init__(self, sheet: Sheet, fitter: Fitter) -> None:
        self._sheet, self._fitter = sheet, fitter

    def text(
        self, text: str, box: Box, size: float, *, weight: int = 400, colour: str = INK,
        align: str = "left",
    ) -> None:  # fmt: skip
        """Set *text* into a box; where it has no room it is set smaller, never cut."""
        lines = max(1, int(box[3] * POINTS_PER_MM / size / _LEADING))
        block = self._fitted(text, box, TextStyle("", weight), Wish(size, lines, lines > 1))
        self._sheet.block(block, box, align, colour)

    def cell(
        self, text: str, box: Box, size: float, *, weight: int = 400, colour: str = INK
    ) -> None:
        """Set *text* into the middle of a row's height, in two lines where one is too long."""
        block = self._fitted(text, box, TextStyle("", weight), Wish(size, 2))
        left, top, width, height = box
        shift = (height - block.height / POINTS_PER_MM) / 2
        self._sheet.block(block, (left, top + shift, width, height), "left", colour)

    def _fitted(self, text: str, box: Box, style: TextStyle, wish: Wish) -> Block:
        family = self._fitter.family((text,), self._fitter.book.families[0])
        room = (points(box[2]), points(box[3]))
        return self._fitter.block(text, replace(style, family=family), room, wish)

    def rule(self, left: float, top: float, width: float, thick: float = 0.5) -> None:
        """Draw a level line, *thick* in points."""
        self._sheet.rule(left, top, width, thick, HAIR)

    @property
    def code(self) -> bytes:
        """What the page is drawn with."""
        return self._sheet.code


class Paper:
    """A document of pages A4; it may be made by one thread at a time."""

    def __init__(self) -> None:
        self._fonts, self._pictures = PdfFonts(), PdfPictures()
        self._fitter = Fitter(bundled_fonts())
        self._pages: list[Page] = []

    def page(self) -> Page:
        """Begin a page and return it."""
        page = Page(Sheet(HIGH, self._fonts, self._pictures), self._fitter)
        self._pages.append(page)
        return page

    def pdf(self, title: str) -> bytes:
        """Return the finished document."""
        file = PdfFile()
        resources = file.reserve()
        box = f"[0 0 {points(WIDE):.3f} {points(HIGH):.3f}]"
        for page in self._pages:
            file.add_page(page.code, {"MediaBox": box, "Resources": resources})
        parts = {
            "Font": dictionary(self._fonts.write(file)),
            "XObject": dictionary(self._pictures.write(file)),
        }
        file.put(resources, dictionary(parts))
        return file.finished({"Title": title, "Creator": "Empfang", "Producer": "Empfang"})
