"""Boxes on a page: moved and resized in steps of a grid, never over the edge of the page."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from app.badge.fields import Box

HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
GRID_MM = 1.0
FINE_MM = 0.1
LEAST_MM = 1.0
"""What is left of a box that is made smaller and smaller."""
_DIGITS = 3
_SIDES = 4

Page: TypeAlias = tuple[float, float]
"""Width and height in millimetres."""


def moved(box: Box, dx: float, dy: float, page: Page) -> Box:
    """Return *box* shifted by millimetres, as far as the page goes."""
    left, top, width, height = box
    x = _between(left + dx, 0, page[0] - width)
    y = _between(top + dy, 0, page[1] - height)
    return _tidy(x, y, width, height)


def dragged(box: Box, dx: float, dy: float, page: Page, grid: float = GRID_MM) -> Box:
    """Return *box* shifted so that its corner lies on the *grid*; a shift of 0 leaves it."""
    left, top = box[0], box[1]
    x = _on(left + dx, grid) if dx else left
    y = _on(top + dy, grid) if dy else top
    return moved(box, x - left, y - top, page)


def resized(
    box: Box, handle: str, shift: tuple[float, float], page: Page, grid: float = GRID_MM
) -> Box:
    """Return *box* with the edges of *handle*, one of `HANDLES`, shifted onto the *grid*.

    The other edges stay. Nothing gets smaller than `LEAST_MM`, but for rules, which have
    no height and keep it.
    """
    left, top, width, height = box
    right, bottom = left + width, top + height
    dx, dy = shift
    if "w" in handle:
        left = _between(_on(left + dx, grid), 0, right - LEAST_MM)
    if "e" in handle:
        right = _between(_on(right + dx, grid), left + LEAST_MM, page[0])
    if "n" in handle and height:
        top = _between(_on(top + dy, grid), 0, bottom - LEAST_MM)
    if "s" in handle and height:
        bottom = _between(_on(bottom + dy, grid), top + LEAST_MM, page[1])
    return _tidy(left, top, right - left, bottom - top)


def squared(box: Box, page: Page) -> Box:
    """Return *box* as a square of its larger side, as codes are, within the page."""
    left, top, width, height = box
    side = min(max(width, height), page[0] - left, page[1] - top)
    return _tidy(left, top, side, side)


def stretched(box: Box, dx: float, dy: float, page: Page) -> Box:
    """Return *box* wider and higher by millimetres; its top left corner stays."""
    left, top, width, height = box
    wide = _between(width + dx, LEAST_MM, page[0] - left)
    high = _between(height + dy, LEAST_MM, page[1] - top) if height else 0.0
    return _tidy(left, top, wide, high)


def placed(box: Box, side: int, value: float, page: Page) -> Box:
    """Return *box* with its left, top, width or height, by number, as near *value* as goes."""
    if side < len(page):
        shift = [0.0, 0.0]
        shift[side] = value - box[side]
        return moved(box, shift[0], shift[1], page)
    shift = [0.0, 0.0]
    shift[side - len(page)] = value - box[side]
    return stretched(box, shift[0], shift[1], page)


def box_of(values: Mapping[str, Any]) -> Box | None:
    """Return the box of a field that may be wrong; None when it has none."""
    box = values.get("box")
    if isinstance(box, list) and len(box) == _SIDES and all(map(_is_length, box)):
        return (float(box[0]), float(box[1]), float(box[2]), float(box[3]))
    return None


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _on(value: float, grid: float) -> float:
    return round(value / grid) * grid


def _between(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))


def _tidy(*lengths: float) -> Box:
    left, top, width, height = (round(length, _DIGITS) for length in lengths)
    return (left, top, width, height)
