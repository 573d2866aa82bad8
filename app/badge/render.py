"""Badges as PDF, on pages exactly as large as the stock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from app.badge.choices import key_of
from app.badge.composer import Fitter
from app.badge.design import Design
from app.badge.fonts import FontBook
from app.badge.imposition import Faces, pages
from app.badge.painter import Painter
from app.badge.pdf_file import FASTEST, USUAL, PdfFile, dictionary
from app.badge.pdf_fonts import PdfFonts
from app.badge.picture import PdfPictures
from app.badge.sheet import Sheet, points
from app.badge.stock import Stock
from app.model.badge import BadgeContent, Problem

_PROGRAM = "Empfang"
_FEW = 4
_WARM_UP = BadgeContent(
    code="BBBBBBBBBBBBBBBB",
    name="Jörg Ñandú",
    given="Jörg",
    family="Ñandú Ọ̀ṣ́",
    native="عمر 陈 ぁ",
    organisation="Universität",
    country="Deutschland",
    language="Deutsch",
    session="1: 2",
    room="1.04",
    event="Empfang",
)


@dataclass(frozen=True, slots=True)
class RenderedBadges:
    """A PDF, its pages counted, and what should be looked at before it is printed."""

    pdf: bytes
    pages: int
    warnings: tuple[Problem, ...]


class BadgeRenderer:
    """Draws badges of one design, and those of some categories of guests in their own.

    It keeps fonts and shaped words warm between calls; it may be used by one thread at a time.
    """

    def __init__(self, design: Design, fonts: FontBook) -> None:
        self._fitter = Fitter(fonts)
        self.use(design)

    def use(self, design: Design, others: Mapping[str, Design] | None = None) -> None:
        """Draw other designs from now on; fonts and shaped words stay warm.

        *others* are those of categories, by `app.badge.choices.key_of` each.
        """
        self._others = dict(others or {})
        for each in (design, *self._others.values()):
            self._fitter.book.face(each.family, 400)
        self.design = design
        self._trial = _Paper(PdfFonts(), PdfPictures())

    def design_of(self, content: BadgeContent) -> Design:
        """Return the design of a guest's badge."""
        return self._others.get(key_of(content.category), self.design)

    def render(self, contents: Iterable[BadgeContent], *, skip: int = 0) -> RenderedBadges:
        """Return the badges as one PDF, in the order given; those on one paper stand together.

        On a sheet with several badges the first *skip* places stay empty.

        Raises:
            BadgeError: a guest has no code, or one that is too long for a QR code.
        """
        everybody = list(contents)
        paper = _Paper(PdfFonts(), PdfPictures())
        warnings: list[Problem] = []
        file = PdfFile()
        resources = file.reserve()
        for stock, guests in self._together(everybody).items():
            entries = _entries(stock, resources)
            for code in pages(self._faces(guests, paper, warnings), stock, skip):
                file.add_page(code, entries)
            # Only one sheet was begun.
            skip = 0 if stock.sheet else skip
        # Nobody waits for a pile; one badge is wanted now.
        file.level = FASTEST if file.page_count <= _FEW else USUAL
        fonts = dictionary(paper.fonts.write(file))
        pictures = dictionary(paper.pictures.write(file))
        file.put(resources, dictionary({"Font": fonts, "XObject": pictures}))
        first = self.design_of(everybody[0]) if everybody else self.design
        information = {
            "Title": first.name,
            "Subject": first.stock.name,
            "Creator": _PROGRAM,
            "Producer": _PROGRAM,
        }
        return RenderedBadges(file.finished(information), file.page_count, tuple(warnings))

    def problems(self, content: BadgeContent) -> tuple[Problem, ...]:
        """Return what is wrong with one badge's setting, without making a PDF."""
        return tuple(self._painted(content, self._trial)[1])

    def warm(self) -> None:
        """Draw a badge that nobody sees, so that the first guest does not wait for fonts."""
        self.render([_WARM_UP])

    def _painted(self, content: BadgeContent, paper: "_Paper") -> tuple[Faces, list[Problem]]:
        """Return one guest's badge with all fields drawn, and what did not go well."""
        sides = []
        problems: list[Problem] = []
        design = self.design_of(content)
        for fields in filter(None, (design.fields, design.back)):
            sheet = Sheet(design.stock.face_height, paper.fonts, paper.pictures)
            painter = Painter(design, self._fitter, sheet, content, paper.drawn)
            painter.paint(fields)
            sides.append(sheet.code)
            problems += painter.problems
        return Faces(*sides), list(dict.fromkeys(problems))

    def _faces(
        self, contents: Iterable[BadgeContent], paper: "_Paper", warnings: list[Problem]
    ) -> Iterator[Faces]:
        """Yield badges as they are drawn; add what did not go well to *warnings*."""
        for content in contents:
            faces, problems = self._painted(content, paper)
            warnings += problems
            yield faces

    def _together(self, contents: Iterable[BadgeContent]) -> dict[Stock, list[BadgeContent]]:
        """Return the guests by the paper on which their badges come."""
        found: dict[Stock, list[BadgeContent]] = {}
        for content in contents:
            paper = structs.replace(self.design_of(content).stock, name="", safe=0.0, colour=True)
            found.setdefault(paper, []).append(content)
        return found


@dataclass(frozen=True, slots=True)
class _Paper:
    """What the pages of one document share."""

    fonts: PdfFonts
    pictures: PdfPictures
    drawn: dict[tuple[object, ...], str] = field(default_factory=dict)


def _box(*edges: float) -> str:
    """Return left, bottom, right and top in points."""
    return f"[{' '.join(f'{points(edge):.3f}' for edge in edges)}]"


def _entries(stock: Stock, resources: str) -> dict[str, str]:
    """Return what all pages of a paper have in common: size, the edge that is cut, fonts."""
    width, height = stock.page
    entries = {"MediaBox": _box(0, 0, width, height), "Resources": resources}
    if stock.bleed and not stock.sheet:
        trim = stock.bleed
        entries["BleedBox"] = entries["MediaBox"]
        entries["TrimBox"] = _box(trim, trim, width - trim, height - trim)
    return entries
