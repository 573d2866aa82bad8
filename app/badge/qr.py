"""QR codes: as paths on badges, as pictures for invitations and telephones."""

import re
from functools import lru_cache
from pathlib import Path
from typing import IO

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from app.errors import BadgeError

SMALLEST_SIDE = 21
"""Modules along a side of the smallest code, which an own code takes."""
QUIET_ZONE = 4
"""Modules of white that must lie around a code."""
_MASK = 2
"""Any mask may be used; a fixed one saves the search for the best, which takes most time."""

_DARK = re.compile(b"\x01+")

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=1024)
def qr_matrix(code: str) -> Matrix:
    """Return the modules of *code*, dark ones true, without the quiet zone; level M.

    Raises:
        BadgeError: the code is empty or longer than a QR code can hold.
    """
    if not code:
        sentence = "A guest has no code; give everybody a code before badges are made."
        raise BadgeError(sentence)
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    try:
        symbol.add_data(code)
        symbol.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        sentence = f"The code {code[:20]!a} does not go into a QR code; give another."
        raise BadgeError(sentence) from error
    return tuple(tuple(map(bool, row)) for row in symbol.get_matrix())


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Return column, row and length of every run of dark modules in a row."""
    return [
        (run.start(), y, len(run.group()))
        for y, row in enumerate(matrix)
        for run in _DARK.finditer(bytes(row))
    ]


def qr_image(code: str, *, scale: int = 10) -> Image.Image:
    """Return *code* in black on white with its quiet zone; *scale* is pixels a module.

    Raises:
        BadgeError: the code is empty or too long.
    """
    matrix = qr_matrix(code)
    side = len(matrix) + 2 * QUIET_ZONE
    image = Image.new("L", (side, side), 255)
    for x, y, length in dark_runs(matrix):
        left, top = x + QUIET_ZONE, y + QUIET_ZONE
        image.paste(0, (left, top, left + length, top + 1))
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def qr_png(code: str, target: Path | IO[bytes], *, scale: int = 10) -> None:
    """Write *code* as a PNG picture to a path or an open binary file.

    Raises:
        BadgeError: the code is empty or too long.
    """
    qr_image(code, scale=scale).convert("1").save(target, "PNG", optimize=True)
