"""A design under the hands of somebody, as it would print for one guest."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs
from PIL import Image
from PySide6.QtGui import QImage

from app.badge.design import Design, design_of
from app.badge.edit import SIDES
from app.badge.fonts import bundled_fonts
from app.badge.preflight import check
from app.badge.raster import page_image
from app.badge.render import BadgeRenderer
from app.badge.stock import Stock
from app.badge.toml_file import toml_of
from app.errors import BadgeError
from app.model.badge import BadgeContent, Problem

LABEL_DPI = 203
"""What most label printers have."""
_BLACK_BELOW = 128


@dataclass(frozen=True, slots=True)
class Proof:
    """A page in colour and in the dots of a label printer; ``error`` says why there is none."""

    colour: QImage | None = None
    black: QImage | None = None
    problems: tuple[Problem, ...] = ()
    stock: Stock | None = None
    error: str = ""


class Proofer:
    """Draws drafts of designs, with fonts that stay warm; for one thread at a time."""

    def __init__(self) -> None:
        self._renderer: BadgeRenderer | None = None

    def proof(self, draft: tuple[Path, str, str], content: BadgeContent, dpi: float) -> Proof:
        """Return one side of a design for one guest.

        Args:
            draft: The file it belongs into, which is also where its pictures are, the text as
                it is written now, and one of `app.badge.edit.SIDES`.
            content: Whose badge.
            dpi: Dots per inch of the coloured picture.
        """
        path, text, side = draft
        try:
            design = design_of(toml_of(path, text))
            renderer = self.renderer(_single(design, side))
            pdf = renderer.render([content]).pdf
            found = check(content, renderer)
        except BadgeError as error:
            return Proof(error=error.sentence)
        return Proof(
            qimage(page_image(pdf, dpi)),
            qimage(black(page_image(pdf, LABEL_DPI))),
            tuple(found),
            design.stock,
        )

    def renderer(self, design: Design, others: Mapping[str, Design] | None = None) -> BadgeRenderer:
        """Return the warm renderer with that design, and those of categories if any."""
        if self._renderer is None:
            self._renderer = BadgeRenderer(design, bundled_fonts())
        self._renderer.use(design, others)
        return self._renderer


def black(page: Image.Image) -> Image.Image:
    """Return a page in black and white, by a threshold as label printers take it."""
    dots = page.convert("L").point(lambda value: 255 if value >= _BLACK_BELOW else 0)
    return dots.convert("RGB")


def qimage(page: Image.Image) -> QImage:
    """Return a picture that widgets can draw."""
    form = QImage.Format.Format_RGB888
    return QImage(page.tobytes(), page.width, page.height, page.width * 3, form).copy()


def _single(design: Design, side: str) -> Design:
    """Return one side of the design on a flat page of the finished badge."""
    fields = design.fields if side == SIDES[0] else design.back
    stock = structs.replace(design.stock, sheet=None, fold="none", bleed=0.0, sides=1)
    return structs.replace(design, stock=stock, fields=fields, back=())
