"""Badge designs: TOML files that say what stands where; `app.badge.fields` has the parts."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app import paths
from app.badge.fields import (
    BandField,
    Box,
    Field,
    QrField,
    ShapeField,
    StackField,
    TextField,
    TileField,
)
from app.badge.stock import Stock, load_stock
from app.badge.toml_file import TomlFile, find, listing, read_toml
from app.badge.words import WORDS
from app.errors import BadgeError

_FOLDER = "designs"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


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
        """Return how a category is shown; what the design does not know keeps its name.

        Signs do not matter: Referent:in and Referent*in are Referentin.
        """
        wanted = _letters(name)
        for category in self.categories:
            if wanted in map(_letters, category.names):
                return category
        return Category(names=[name], label="{category}")


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


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
    return design_of(read_toml(path), stock)


def design_of(source: TomlFile, stock: str = "") -> Design:
    """Check a design that was read, or that somebody edits and has not kept yet.

    Raises:
        BadgeError: it is wrong; the sentence names file and line.
    """
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
