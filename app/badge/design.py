"""Badge designs: what stands where, as a TOML file says it.

Lengths are millimetres from the top left corner, sizes of type and strokes are points.
Texts may hold ``{words}`` of `app.badge.words`; ``{given|name}`` takes the first that is
not empty.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app import paths
from app.badge.stock import Stock, load_stock
from app.badge.toml_file import TomlFile, find, listing, read_toml
from app.badge.words import WORDS
from app.errors import BadgeError

_FOLDER = "designs"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Box = tuple[float, float, float, float]
"""Left, top, width, height."""
Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-fA-F]{6}$")]
Size = Annotated[float, msgspec.Meta(gt=0, le=400)]
Weight = Annotated[int, msgspec.Meta(ge=100, le=900)]
Lines = Annotated[int, msgspec.Meta(ge=1, le=6)]
Align = Literal["left", "right", "center", "start"]


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text is set.

    Under ``min`` points the check reports it as tight, under ``hard_min`` as small. It
    prefers to ``wrap`` or to ``shrink`` when its full ``size`` does not fit.
    """

    size: Size
    min: float = 0.0
    hard_min: float = 0.0
    weight: Weight = 400
    lines: Lines = 1
    prefer: Literal["shrink", "wrap"] = "wrap"
    leading: float = 1.24


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition: a word that is not empty, one that is, a flag of the guest."""

    has: str = ""
    lacks: str = ""
    flag: str = ""


class TextField(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="text", tag_field="kind"
):
    """A text in a box; ``split`` breaks the line behind the first such sign."""

    box: Box
    text: str
    type: Type
    align: Align = "left"
    colour: Colour = "#000000"
    split: str = ""
    when: When | None = None


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text of a stack; ``gap`` points lie above it."""

    text: str
    type: Type
    align: Align = "left"
    gap: float = 0.0


class StackField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="stack",
    tag_field="kind",
):
    """Texts below each other; empty ones leave no hole. All are set in one family."""

    box: Box
    row: list[Row]
    colour: Colour = "#000000"
    when: When | None = None


class ShapeField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="shape",
    tag_field="kind",
):
    """A rectangle; with a radius its corners are round, without height it is a rule."""

    box: Box
    stroke: Colour | None = None
    stroke_width: float = 0.75
    fill: Colour | None = None
    radius: float = 0.0
    when: When | None = None


class QrField(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="qr", tag_field="kind"
):
    """A QR code; the box holds the modules, the page must leave four more around it."""

    box: Box
    value: str = "{code}"
    when: When | None = None


class TileField(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="tile", tag_field="kind"
):
    """A dark tile at the left of the box, as wide as its text needs, and a text beside it."""

    box: Box
    text: str
    type: Type
    min_width: float = 0.0
    padding: float = 2.0
    gap: float = 3.0
    fill: Colour = "#000000"
    colour: Colour = "#ffffff"
    beside: Row | None = None
    when: When | None = None


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a band says at its right end about guests with a flag; a sign may go before it."""

    flag: str
    text: str
    type: Type
    sign: Literal["", "ban"] = ""


class BandField(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="band", tag_field="kind"
):
    """The bar that tells the category: white with a rule above it, or black."""

    box: Box
    text: str = "{label}"
    type: Type
    inset: float = 0.0
    note: Note | None = None
    when: When | None = None


Field = TextField | StackField | ShapeField | QrField | TileField | BandField


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the list may call a category, and how its badge says it."""

    names: list[str]
    label: str
    dark: bool = False


class _DesignFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    format: int
    name: str
    stock: str
    family: str
    field: list[Field]
    category: list[Category] = []


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """A design that was checked; its page is exactly the stock."""

    name: str
    stock: Stock
    family: str
    fields: tuple[Field, ...]
    categories: tuple[Category, ...]

    def category(self, name: str) -> Category:
        """Return how a category is shown; what the design does not know keeps its name."""
        wanted = name.strip().casefold()
        for category in self.categories:
            if wanted in (known.casefold() for known in category.names):
                return category
        return Category(names=[name], label="{category}")


def bundled_designs() -> dict[str, Path]:
    """Return the designs that are shipped, by name."""
    return listing(paths.resources_dir() / _FOLDER)


def find_design(name: str, stock: str = "") -> Design:
    """Return the shipped design of that name or the one in the file of that path.

    Raises:
        BadgeError: there is none, it is wrong, or it does not fit the *stock* named.
    """
    return load_design(find(name, bundled_designs(), "design"), stock)


def load_design(path: Path, stock: str = "") -> Design:
    """Read and check a design; *stock* takes the place of the one that it names.

    Raises:
        BadgeError: the file is wrong; the sentence names the line.
    """
    source = read_toml(path)
    file = source.convert(_DesignFile)
    sheet = load_stock(stock or file.stock)
    for index, field in enumerate(file.field):
        _check_box(source, f"$.field[{index}].box", field.box, sheet)
        for place, text in _texts(field):
            _check_words(source, f"$.field[{index}]{place}", text)
    for index, category in enumerate(file.category):
        _check_words(source, f"$.category[{index}].label", category.label)
    return Design(
        name=file.name,
        stock=sheet,
        family=file.family,
        fields=tuple(file.field),
        categories=tuple(file.category),
    )


def _check_box(source: TomlFile, place: str, box: Box, stock: Stock) -> None:
    """Refuse a box that leaves the page."""
    left, top, width, height = box
    inside = left >= 0 and top >= 0 and left + width <= stock.width and top + height <= stock.height
    if not inside or width < 0 or height < 0:
        problem = f"the box leaves the stock “{stock.name}” ({stock.width:g} × {stock.height:g} mm)"
        raise BadgeError(source.sentence(problem, place))


def _check_words(source: TomlFile, place: str, text: str) -> None:
    """Refuse a placeholder that no guest can fill."""
    for names in _PLACEHOLDER.findall(text):
        for name in names.split("|"):
            if name not in WORDS:
                problem = f"“{name}” is no word of a badge; there are {', '.join(WORDS)}"
                raise BadgeError(source.sentence(problem, place))


def _texts(field: Field) -> Iterator[tuple[str, str]]:
    """Yield the texts of a field that may hold words, with their places."""
    match field:
        case StackField():
            yield from ((f".row[{index}].text", row.text) for index, row in enumerate(field.row))
        case QrField():
            yield ".value", field.value
        case TileField():
            yield ".text", field.text
            yield ".beside", field.beside.text if field.beside else ""
        case BandField():
            yield ".text", field.text
            yield ".note", field.note.text if field.note else ""
        case TextField():
            yield ".text", field.text
        case ShapeField():
            pass
