"""From faces of badges to pages: folds, both sides, sheets with several, crop marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from app.badge.sheet import points
from app.badge.stock import Grid, Stock

_MARK_MM = 5.0
_MARK_GAP_MM = 3.0
_MARK_WIDTH = 0.25


@dataclass(frozen=True, slots=True)
class Faces:
    """What one badge shows, as operators in points from its bottom left corner."""

    front: bytes
    back: bytes = b""


def pages(badges: Iterable[Faces], stock: Stock, skip: int = 0) -> Iterator[bytes]:
    """Yield the content of each page for *badges* on *stock*.

    On a sheet the first *skip* places stay empty, for sheets that were begun.
    """
    if stock.sheet is None:
        for badge in badges:
            for leaf in _leaves(badge, stock):
                yield _moved(leaf, stock.bleed, stock.bleed)
        return
    room = stock.sheet.columns * stock.sheet.rows
    empty: list[Faces | None] = [None] * (skip % room)
    places = chain(empty, badges)
    while sheet := list(islice(places, room)):
        if any(sheet):
            yield from _sheets(sheet, stock, stock.sheet)


def _leaves(badge: Faces, stock: Stock) -> list[bytes]:
    """Return a badge as it leaves the printer: one leaf, or its two sides."""
    if stock.fold == "none":
        return [badge.front, badge.back] if badge.back else [badge.front]
    second = badge.back or badge.front
    if stock.fold == "side":
        return [badge.front + b"\n" + _moved(second, stock.width, 0)]
    turned = f"q -1 0 0 -1 {points(stock.width):.3f} {points(2 * stock.height):.3f} cm\n"
    return [badge.front + b"\n" + turned.encode("ascii") + second + b"\nQ"]


def _sheets(places: Sequence[Faces | None], stock: Stock, sheet: Grid) -> Iterator[bytes]:
    """Yield the sides of one sheet; on the back columns run from the right, as paper turns."""
    width, height = stock.leaf
    fronts: list[bytes] = []
    backs: list[bytes] = []
    for index, badge in enumerate(places):
        if badge is None:
            continue
        row, column = divmod(index, sheet.columns)
        left = sheet.left + column * sheet.pitch_x
        up = sheet.height - sheet.top - row * sheet.pitch_y - height
        front, *back = _leaves(badge, stock)
        fronts.append(_moved(front, left, up))
        backs += [_moved(leaf, sheet.width - left - width, up) for leaf in back]
    marks = _marks(stock, sheet) if sheet.crop_marks else b""
    yield b"\n".join([*fronts, marks])
    if backs:
        yield b"\n".join(backs)


def _moved(content: bytes, right: float, up: float) -> bytes:
    """Return *content* shifted by millimetres."""
    if not (right or up):
        return content
    shift = f"q 1 0 0 1 {points(right):.3f} {points(up):.3f} cm\n"
    return shift.encode("ascii") + content + b"\nQ"


def _marks(stock: Stock, sheet: Grid) -> bytes:
    """Return lines outside the badges that show where to cut."""
    width, height = stock.leaf
    xs = _edges(sheet.left, sheet.pitch_x, width, sheet.columns)
    ys = [sheet.height - y for y in _edges(sheet.top, sheet.pitch_y, height, sheet.rows)]
    near, far = _MARK_GAP_MM, _MARK_GAP_MM + _MARK_MM
    lines = []
    for x in xs:
        for end, way in ((max(ys), 1), (min(ys), -1)):
            lines.append((x, end + way * near, x, end + way * far))
    for y in ys:
        for end, way in ((min(xs), -1), (max(xs), 1)):
            lines.append((end + way * near, y, end + way * far, y))
    drawn = " ".join("{:.3f} {:.3f} m {:.3f} {:.3f} l".format(*map(points, line)) for line in lines)
    return f"q 0 G {_MARK_WIDTH} w {drawn} S Q".encode("ascii")


def _edges(first: float, pitch: float, length: float, count: int) -> list[float]:
    """Return where badges begin and end, each edge once."""
    starts = [first + number * pitch for number in range(count)]
    return sorted({round(edge, 3) for start in starts for edge in (start, start + length)})
