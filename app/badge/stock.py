"""What a badge is printed on: cards, labels, folded cards and sheets of them."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app import paths
from app.badge.toml_file import TomlFile, find, listing, read_toml
from app.errors import BadgeError

_FOLDER = "stock"
_LARGEST_MM = 2000.0
_TOUCHING_MM = 0.001
_MM_PER_INCH = 25.4

Length = Annotated[float, msgspec.Meta(gt=0, le=_LARGEST_MM)]
Margin = Annotated[float, msgspec.Meta(ge=0, le=100)]
Shift = Annotated[float, msgspec.Meta(ge=0, le=_LARGEST_MM)]
Count = Annotated[int, msgspec.Meta(ge=1, le=100)]
Fold = Literal["none", "top", "side"]


class Grid(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sheet with several badges; lengths in millimetres from its top left corner.

    ``pitch_x`` and ``pitch_y`` lie from one badge's edge to the same edge of the next.
    ``crop_marks`` are for paper that is cut, not for sheets that are punched already.
    """

    width: Length
    height: Length
    columns: Count
    rows: Count
    left: Shift
    top: Shift
    pitch_x: Shift
    pitch_y: Shift
    crop_marks: bool = False


class Stock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sheet, label or card; ``width`` and ``height`` are those of the finished badge in mm.

    ``safe`` is the margin in which a printer may not print or a punch may miss, ``bleed``
    how far ink goes over the edge that is cut. A badge that is folded at the ``top`` has its
    second half above, turned by 180°; one folded at the ``side`` has it at the right.
    ``sides`` says how many can be printed. ``dpi`` is what a label printer prints at: codes
    then take whole dots. ``colour`` is false where everything prints black.
    """

    format: int
    name: str
    width: Length
    height: Length
    safe: Margin = 0.0
    bleed: Margin = 0.0
    fold: Fold = "none"
    sides: Literal[1, 2] = 1
    dpi: Annotated[int, msgspec.Meta(ge=0, le=2400)] = 0
    colour: bool = True
    sheet: Grid | None = None

    @property
    def leaf(self) -> tuple[float, float]:
        """Width and height of what leaves the printer for one badge, before it is folded."""
        if self.fold == "top":
            return self.width, 2 * self.height
        if self.fold == "side":
            return 2 * self.width, self.height
        return self.width, self.height

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page: of the whole sheet, or of a leaf with its bleed."""
        if self.sheet:
            return self.sheet.width, self.sheet.height
        width, height = (length + 2 * self.bleed for length in self.leaf)
        return self._whole(width), self._whole(height)

    @property
    def face_height(self) -> float:
        """Height of the finished badge, in whole dots of a label printer."""
        return self._whole(self.height)

    def _whole(self, length: float) -> float:
        """Return a length in whole dots, so that no printer has to stretch a page to its own."""
        if not self.dpi:
            return length
        return round(length * self.dpi / _MM_PER_INCH) * _MM_PER_INCH / self.dpi

    @property
    def has_back(self) -> bool:
        """Whether a back can be printed, on the other half or on the other side."""
        return self.fold != "none" or self.sides > 1


def bundled_stocks() -> dict[str, Path]:
    """Return the stock files that are shipped, by name."""
    return listing(paths.resources_dir() / _FOLDER)


def load_stock(name: str) -> Stock:
    """Return the stock with that name, or in the file of that path.

    Raises:
        BadgeError: there is none, or the file is wrong.
    """
    source = read_toml(find(name, bundled_stocks(), "stock"))
    stock = source.convert(Stock)
    if 2 * stock.safe >= min(stock.width, stock.height):
        raise BadgeError(source.sentence("the margins leave nothing to print on", "$.safe"))
    if stock.sheet:
        _check_sheet(source, stock, stock.sheet)
    return stock


def _check_sheet(source: TomlFile, stock: Stock, sheet: Grid) -> None:
    """Refuse badges that leave the sheet or lie on each other."""
    width, height = stock.leaf
    right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + width
    bottom = sheet.top + (sheet.rows - 1) * sheet.pitch_y + height
    problems = {
        "pitch_x": sheet.columns > 1 and sheet.pitch_x < width - _TOUCHING_MM,
        "pitch_y": sheet.rows > 1 and sheet.pitch_y < height - _TOUCHING_MM,
    }
    for key, overlaps in problems.items():
        if overlaps:
            raise BadgeError(source.sentence("badges lie on each other", f"$.sheet.{key}"))
    if right > sheet.width + _TOUCHING_MM or bottom > sheet.height + _TOUCHING_MM:
        problem = f"the badges need {right:g} × {bottom:g} mm and leave the sheet"
        raise BadgeError(source.sentence(problem, "$.sheet.columns"))
