"""Outlines of glyphs as PDF paths."""

from functools import lru_cache
from typing import Any

import uharfbuzz

from app.badge.fonts import EM, Face
from app.badge.shape import Glyph


def outline(glyph: Glyph, size: float, x: float, y: float) -> str:
    """Return operators that fill the shape of a glyph; its line begins at (x, y) in points."""
    path = _path(glyph.face, glyph.id)
    if not path:
        return ""
    scale = size / EM
    left, base = x + glyph.x * scale, y + glyph.y * scale
    unit = scale * glyph.face.scale
    return f"q {unit:.6f} 0 0 {unit:.6f} {left:.3f} {base:.3f} cm {path} f Q"


@lru_cache(maxsize=4096)
def _path(face: Face, glyph: int) -> str:
    """Return the outline of a glyph in font units, its curves as cubic ones."""
    pen = _PathPen()
    face.hb_font.draw_glyph(glyph, _DRAWING, pen)
    return " ".join(pen.code)


class _PathPen:
    """Collects path operators."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.at = (0.0, 0.0)

    def add(self, operator: str, *numbers: float) -> None:
        """Add an operator; its last two numbers are where the pen is then."""
        self.code.append(" ".join([*(f"{number:.1f}" for number in numbers), operator]))
        if numbers:
            self.at = (numbers[-2], numbers[-1])


def _move(x: float, y: float, pen: _PathPen) -> None:
    pen.add("m", x, y)


def _line(x: float, y: float, pen: _PathPen) -> None:
    pen.add("l", x, y)


def _cubic(*call: Any) -> None:
    *numbers, pen = call
    pen.add("c", *numbers)


def _quadratic(x1: float, y1: float, x: float, y: float, pen: _PathPen) -> None:
    """Raise the degree: PDF has no quadratic curves."""
    x0, y0 = pen.at
    pen.add(
        "c",
        x0 + (x1 - x0) * 2 / 3,
        y0 + (y1 - y0) * 2 / 3,
        x + (x1 - x) * 2 / 3,
        y + (y1 - y) * 2 / 3,
        x,
        y,
    )


def _close(pen: _PathPen) -> None:
    pen.add("h")


def _drawing() -> uharfbuzz.DrawFuncs:
    """Return the callbacks that HarfBuzz draws with."""
    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(_move)
    functions.set_line_to_func(_line)
    functions.set_cubic_to_func(_cubic)
    functions.set_quadratic_to_func(_quadratic)
    functions.set_close_path_func(_close)
    return functions


_DRAWING = _drawing()
