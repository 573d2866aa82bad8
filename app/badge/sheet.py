"""One page as it is drawn: millimetres from the top left corner in, PDF operators out."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from app.badge.fields import Box
from app.badge.fit import Block
from app.badge.pdf_fonts import PdfFonts
from app.badge.picture import PdfPictures, Picture
from app.badge.qr import Matrix, dark_runs
from app.badge.shape import Line

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
_ARC = 0.5523
"""How far the handles of a cubic curve reach for a quarter of a circle, of its radius."""


_SIGNS: Mapping[str, Sequence[Sequence[tuple[float, float]]]] = {
    "square": [((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95))],
    "diamond": [((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))],
    "triangle": [((0.5, 0.07), (1, 0.93), (0, 0.93))],
    "bars": [((x, 0.05), (x + 0.2, 0.05), (x + 0.2, 0.95), (x, 0.95)) for x in (0, 0.4, 0.8)],
}
"""Corners of the signs of categories, in parts of their side."""


def points(millimetres: float) -> float:
    """Return a length in points."""
    return millimetres * POINTS_PER_MM


class Sheet:
    """Collects the operators of one face of a badge; *height* is its height in millimetres."""

    def __init__(self, height: float, fonts: PdfFonts, pictures: PdfPictures) -> None:
        self._height = height
        self._fonts = fonts
        self._pictures = pictures
        self._code: list[str] = []

    @property
    def code(self) -> bytes:
        """The face's operators."""
        return "\n".join(self._code).encode("ascii")

    def added_by(self, draw: Callable[[], None]) -> str:
        """Return the operators that *draw* adds."""
        before = len(self._code)
        draw()
        return "\n".join(self._code[before:])

    def repeat(self, code: str) -> None:
        """Add operators once more that the same document holds already."""
        self._code.append(code)

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle."""
        left, top, width, height = box
        self._code.append(
            f"{_ink(colour)} {points(left):.3f} {self._up(top + height):.3f} "
            f"{points(width):.3f} {points(height):.3f} re f"
        )

    def rule(self, left: float, top: float, length: float, width: float, colour: str) -> None:
        """Draw a level line of *width* points."""
        y = self._up(top)
        self._code.append(
            f"{_ink(colour).upper()} {width:g} w {points(left):.3f} {y:.3f} m "
            f"{points(left + length):.3f} {y:.3f} l S"
        )

    def outline(self, box: Box, radius: float, width: float, colour: str) -> None:
        """Draw the outline of a rectangle with round corners."""
        self._code.append(f"{_ink(colour).upper()} {width:g} w {self._round(box, radius)} S")

    def ban(self, left: float, top: float, side: float, colour: str) -> None:
        """Draw a ring with a slash through it."""
        stroke = side * 0.11
        box = (left + stroke / 2, top + stroke / 2, side - stroke, side - stroke)
        centre, reach = side / 2, (side - stroke) / 2 * 0.707
        x, y = points(left + centre), self._up(top + centre)
        self._code.append(
            f"{_ink(colour).upper()} {points(stroke):.3f} w {self._round(box, side)} "
            f"{x - points(reach):.3f} {y - points(reach):.3f} m "
            f"{x + points(reach):.3f} {y + points(reach):.3f} l S"
        )

    def sign(self, name: str, box: Box, colour: str) -> None:
        """Draw a category's sign into a square box."""
        left, top, side, _ = box
        if name in {"disc", "ring"}:
            ring = side * 0.16
            inner = (left + ring / 2, top + ring / 2, side - ring, side - ring)
            path = self._round(box if name == "disc" else inner, side)
            paint = (
                f"{_ink(colour)} {path} f"
                if name == "disc"
                else f"{_ink(colour).upper()} {points(ring):.3f} w {path} S"
            )
            self._code.append(paint)
            return
        for corners in _SIGNS[name]:
            places = [
                f"{points(left + x * side):.3f} {self._up(top + y * side):.3f}" for x, y in corners
            ]
            path = " l ".join(places).replace(" l ", " m ", 1)
            self._code.append(f"{_ink(colour)} {path} l h f")

    def picture(self, picture: Picture, box: Box) -> None:
        """Draw a picture that fills a box."""
        left, top, width, height = box
        place = (points(left), self._up(top + height), points(width), points(height))
        self._code.append(self._pictures.show(picture, place))

    def modules(self, box: Box, matrix: Matrix) -> None:
        """Draw a QR code into a square box as one path."""
        left, top, width, _ = box
        unit = points(width) / len(matrix)
        path = " ".join(map(_rectangle, dark_runs(matrix)))
        self._code.append(
            f"q 0 g {unit:.5f} 0 0 {-unit:.5f} {points(left):.3f} {self._up(top):.3f} cm {path} f Q"
        )

    def block(self, block: Block, box: Box, align: str, colour: str) -> None:
        """Draw lines from the top of a box; ``start`` is right for right-to-left lines."""
        self._code.append(_ink(colour))
        for line, below in zip(block.lines, block.baselines(), strict=True):
            x = _origin(line, block.size, box, align)
            self._code.append(self._fonts.show(line, block.size, x, self._up(box[1]) - below))

    def _up(self, top: float) -> float:
        """Return a distance from the top edge as points from the bottom edge."""
        return points(self._height - top)

    def _round(self, box: Box, radius: float) -> str:
        """Return the path of a rectangle with round corners."""
        x0, x1 = points(box[0]), points(box[0] + box[2])
        y0, y1 = self._up(box[1] + box[3]), self._up(box[1])
        r = min(points(radius), (x1 - x0) / 2, (y1 - y0) / 2)
        k = r * (1 - _ARC)
        corners = (
            (x1 - r, y0, x1 - k, y0, x1, y0 + k, x1, y0 + r),
            (x1, y1 - r, x1, y1 - k, x1 - k, y1, x1 - r, y1),
            (x0 + r, y1, x0 + k, y1, x0, y1 - k, x0, y1 - r),
            (x0, y0 + r, x0, y0 + k, x0 + k, y0, x0 + r, y0),
        )
        path = [f"{x0 + r:.3f} {y0:.3f} m"]
        for corner in corners:
            numbers = [f"{number:.3f}" for number in corner]
            path += [*numbers[:2], "l", *numbers[2:], "c"]
        return " ".join([*path, "h"])


def _origin(line: Line, size: float, box: Box, align: str) -> float:
    """Return where a line begins, in points, so that its ink stays within the box."""
    left, right = points(box[0]), points(box[0] + box[2])
    scale = size / 1000
    if align == "right" or (align == "start" and line.is_right_to_left):
        return right - line.right * scale
    if align == "center":
        return (left + right - (line.left + line.right) * scale) / 2
    return left - line.left * scale


@lru_cache(maxsize=16384)
def _rectangle(run: tuple[int, int, int]) -> str:
    """Return the path of a run of modules."""
    x, y, length = run
    return f"{x} {y} {length} 1 re"


@lru_cache(maxsize=64)
def _ink(colour: str) -> str:
    """Return the operator that sets the colour for filling; grey where it is grey."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    if red == green == blue:
        return f"{red:.3g} g"
    return f"{red:.3g} {green:.3g} {blue:.3g} rg"
