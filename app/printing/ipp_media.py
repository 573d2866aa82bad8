"""Paper as IPP printers describe it: sizes in hundredths of a millimetre."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.errors import PrintError
from app.model.badge import Trouble
from app.printing.ipp import only
from app.printing.ipp_message import Tag, Value

Size = tuple[int, int]

TOLERANCE = 100
"""Sizes that differ by a millimetre are the same: 4 by 6 inches are 101.6 or 102 mm."""

_HUNDREDTHS_PER_POINT = 2540 / 72
_KEYWORD = re.compile(r"_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$")
_UNITS = {"mm": 100, "in": 2540}
_EDGES = ("top", "bottom", "left", "right")
_KNOWN = {(10500, 14800): "A6", (7400, 10500): "A7", (14800, 21000): "A5", (21000, 29700): "A4"}


def hundredths(points: tuple[float, float]) -> Size:
    """Return a page's size in points as hundredths of a millimetre."""
    width, height = (round(length * _HUNDREDTHS_PER_POINT) for length in points)
    return width, height


def media_col(about: Mapping[str, Sequence[Any]], size: Size) -> dict[str, Value]:
    """Return the exact paper to ask for, to its very edges where the printer can do that."""
    dimensions = {
        "x-dimension": Value(Tag.INTEGER, size[0]),
        "y-dimension": Value(Tag.INTEGER, size[1]),
    }
    paper = {"media-size": Value(Tag.COLLECTION, dimensions)}
    names = [f"media-{edge}-margin" for edge in _EDGES]
    if all(0 in about.get(f"{name}-supported", [0]) for name in names):
        paper |= {name: Value(Tag.INTEGER, 0) for name in names}
    return paper


def require_loaded(about: Mapping[str, Sequence[Any]], size: Size, printer: str) -> None:
    """Refuse a printer that says which paper it has, when *size* is not among it.

    Raises:
        PrintError: the badge would come out on other paper.
    """
    loaded = list(_loaded(about))
    if not loaded or any(_fits(size, one) or _fits(size[::-1], one) for one in loaded):
        return
    there = ", ".join(dict.fromkeys(_called(one) for one in loaded))
    sentence = (
        f"The printer {printer} has {there} loaded and the badge is {_called((size, size))}; "
        "load that size, or choose a design for the loaded one."
    )
    raise PrintError(sentence, Trouble.WRONG_PAPER)


def _loaded(about: Mapping[str, Sequence[Any]]) -> Iterator[tuple[Size, Size]]:
    """Yield the smallest and the largest size of what is in each tray."""
    sizes = [only(paper, "media-size", {}) for paper in about.get("media-col-ready", []) if paper]
    spans = [(only(size, "x-dimension", 0), only(size, "y-dimension", 0)) for size in sizes]
    for wide, high in spans:
        (left, right), (low, top) = _span(wide), _span(high)
        if right and top:
            yield (left, low), (right, top)
    if not spans:
        for keyword in about.get("media-ready", []):
            found = _KEYWORD.search(str(keyword))
            if found:
                unit = _UNITS[found[3]]
                size = round(float(found[1]) * unit), round(float(found[2]) * unit)
                yield size, size


def _span(length: int | tuple[int, int]) -> tuple[int, int]:
    return length if isinstance(length, tuple) else (length, length)


def _fits(size: Size, span: tuple[Size, Size]) -> bool:
    smallest, largest = span
    return all(
        low - TOLERANCE <= length <= high + TOLERANCE
        for length, low, high in zip(size, smallest, largest, strict=True)
    )


def _called(span: tuple[Size, Size]) -> str:
    """Return what people call a size."""
    width, height = span[1]
    known = _KNOWN.get((width, height))
    size = f"{width / 100:g}×{height / 100:g} mm"
    return f"{known} ({size})" if known else size
