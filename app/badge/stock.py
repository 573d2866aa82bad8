"""What a badge is printed on."""

from pathlib import Path

import msgspec

from app import paths
from app.badge.toml_file import find, listing, read_toml
from app.errors import BadgeError

_FOLDER = "stock"


class Stock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sheet, label or card; lengths in millimetres.

    ``safe`` is the margin in which a printer may not print or a punch may miss.
    """

    format: int
    name: str
    width: float
    height: float
    safe: float = 0.0


def bundled_stocks() -> dict[str, Path]:
    """Return the stock files that are shipped, by name."""
    return listing(paths.resources_dir() / _FOLDER)


def load_stock(name: str) -> Stock:
    """Return the stock with that name, or in the file of that path.

    Raises:
        BadgeError: there is none, or the file is wrong.
    """
    path = find(name, bundled_stocks(), "stock")
    source = read_toml(path)
    stock = source.convert(Stock)
    if min(stock.width, stock.height) <= 0:
        raise BadgeError(source.sentence("width and height must be more than 0 mm", "width"))
    return stock
