"""Badge designs: TOML files that say what stands where; `app.badge.fields` has the parts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from app import paths
from app.badge.clean import folded
from app.badge.design_check import check_design
from app.badge.fields import Colour, Field, ImageField
from app.badge.picture import Picture, load_picture
from app.badge.stock import Stock, bundled_stocks, load_stock
from app.badge.toml_file import TomlFile, find, listing, read_toml
from app.errors import BadgeError

_FOLDER = "designs"
_DEFAULT_LANGUAGE = "en"

Sign = Literal["", "disc", "ring", "square", "diamond", "triangle", "bars"]


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the list may call a category, and how its badge says it: always in words.

    ``dark`` is black, which every printer can; a ``colour`` goes with a ``sign`` of its own,
    for those who see no colours and for printers that have none.
    """

    names: list[str]
    label: str
    dark: bool = False
    colour: Colour | None = None
    sign: Sign = ""


class _DesignFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    format: int
    name: str
    stock: str
    family: str
    field: list[Field]
    back: list[Field] = []
    category: list[Category] = []
    texts: dict[str, dict[str, str]] = {}


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """A design that was checked; a badge is exactly as large as the stock says.

    ``back`` is what the other side shows; without any a fold shows the front there too.
    ``texts`` are words of the design itself by language, ``pictures`` its files by name.
    """

    name: str
    stock: Stock
    family: str
    fields: tuple[Field, ...]
    categories: tuple[Category, ...]
    back: tuple[Field, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = {}
    pictures: Mapping[str, Picture] = {}

    def category(self, name: str) -> Category:
        """Return how a category is shown; what the design does not know keeps its name.

        Signs do not matter: Referent:in and Referent*in are Referentin.
        """
        wanted = folded(name)
        for category in self.categories:
            if wanted in map(folded, category.names):
                return category
        return Category(names=[name], label="{category}")

    def words(self, language: str) -> Mapping[str, str]:
        """Return the design's own words in a language, else in English, else in any."""
        wanted = language.replace("_", "-").partition("-")[0].lower()
        for tag in (wanted, _DEFAULT_LANGUAGE):
            if tag in self.texts:
                return self.texts[tag]
        return next(iter(self.texts.values()), {})


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
    sheet = load_stock(stock) if stock else _own_stock(source, file.stock)
    design = Design(
        name=file.name,
        stock=sheet,
        family=file.family,
        fields=tuple(file.field),
        categories=tuple(file.category),
        back=tuple(file.back),
        texts=file.texts,
        pictures=_pictures(source, {"field": file.field, "back": file.back}),
    )
    check_design(source, design)
    return design


def _own_stock(source: TomlFile, name: str) -> Stock:
    """Return the stock that a design names; a path begins at the design's folder."""
    if name in bundled_stocks():
        return load_stock(name)
    path = source.path.parent / name
    if not path.is_file():
        problem = f"there is no stock “{name}”; there are {', '.join(bundled_stocks())}"
        raise BadgeError(source.sentence(problem, "$.stock"))
    return load_stock(str(path))


def _pictures(source: TomlFile, sides: Mapping[str, list[Field]]) -> dict[str, Picture]:
    """Return the pictures that fields name; paths begin at the design's folder."""
    found: dict[str, Picture] = {}
    for side, fields in sides.items():
        for index, item in enumerate(fields):
            if isinstance(item, ImageField):
                try:
                    found[item.src] = load_picture(source.path.parent / item.src)
                except (BadgeError, ValueError) as error:
                    problem = getattr(error, "sentence", f"“{item.src}” is no file").rstrip(".")
                    place = f"$.{side}[{index}].src"
                    raise BadgeError(source.sentence(problem, place)) from error
    return found
