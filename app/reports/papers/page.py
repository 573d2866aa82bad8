"""Pages A4 on which papers are set, with the text layer of the badges.

Lengths are millimetres from the upper left corner, sizes are points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.badge.composer import Fitter
from app.badge.fields import Box
from app.badge.fit import Block, Wish
from app.badge.fonts import bundled_fonts
from app.badge.pdf_file import PdfFile, dictionary
from app.badge.pdf_fonts import PdfFonts
from app.badge.picture import PdfPictures, Picture, load_picture
from app.badge.shape import TextStyle
from app.badge.sheet import POINTS_PER_MM, Sheet, points

INK, GREY, HAIR = "#14181B", "#4A5259", "#8A9298"
BAR, PAPER = "#3E464C", "#FFFFFF"
HIGH = 297.0
WIDE = 210.0
_LEADING = 1.25
_LOGO_GAP = 6.0
LOGO_HIGH, LOGO_WIDE = 11.0, 34.0
"""The most that one logo takes."""


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

    def rule(
        self, left: float, top: float, width: float, thick: float = 0.5, colour: str = HAIR
    ) -> None:
        """Draw a level line, *thick* in points."""
        self._sheet.rule(left, top, width, thick, colour)

    def fill(self, box: Box, colour: str = BAR) -> None:
        """Fill a rectangle."""
        self._sheet.fill(box, colour)

    def tick_box(self, left: float, top: float, side: float) -> None:
        """Draw an empty square to tick."""
        self._sheet.outline((left, top, side, side), 0.6, 0.9, INK)

    def tile(self, text: str, box: Box, size: float) -> None:
        """Draw the black tile of a room."""
        self.fill(box, INK)
        left, top, width, height = box
        inner = (left + 1, top, width - 2, height)
        block = self._fitted(text, inner, TextStyle("", 700), Wish(size))
        shift = (height - block.height / POINTS_PER_MM) / 2
        self._sheet.block(block, (left + 1, top + shift, width - 2, height), "center", PAPER)

    def logos(self, pictures: Sequence[Picture], right: float, top: float) -> None:
        """Draw logos side by side, the last one's right edge at *right*, all centred on a line."""
        for picture in reversed(pictures):
            scale = min(LOGO_WIDE / picture.width, LOGO_HIGH / picture.height)
            width, height = picture.width * scale, picture.height * scale
            right -= width
            self._sheet.picture(picture, (right, top + (LOGO_HIGH - height) / 2, width, height))
            right -= _LOGO_GAP

    @property
    def code(self) -> bytes:
        """What the page is drawn with."""
        return self._sheet.code


class Paper:
    """A document of pages A4; it may be made by one thread at a time.

    Args:
        logos: Pictures, PNG or SVG, that its pages may show.

    Raises:
        BadgeError: one of them cannot be read.
    """

    def __init__(self, logos: Iterable[Path] = ()) -> None:
        self.logos: Sequence[Picture] = [load_picture(path) for path in logos]
        self._fonts, self._pictures = PdfFonts(), PdfPictures()
        self._fitter = Fitter(bundled_fonts())
        self._pages: list[Page] = []

    def page(self) -> Page:
        """Begin a page and return it."""
        page = Page(Sheet(HIGH, self._fonts, self._pictures), self._fitter)
        self._pages.append(page)
        return page

    @property
    def logos_wide(self) -> float:
        """The width that all logos take at most, with the gap before them."""
        return len(self.logos) * (LOGO_WIDE + _LOGO_GAP)

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
