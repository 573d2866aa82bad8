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
from app.model.code import ALPHABET, LENGTH

SMALLEST_SIDE = 21
"""Modules along a side of the smallest code, which an own code takes."""
QUIET_ZONE = 4
"""Modules of white that must lie around a code."""
_MASK = 2
"""Any mask may be used; a fixed one saves the search for the best, which takes most time."""

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_OWN = frozenset(ALPHABET)
_SUMMED = (LENGTH, LENGTH + 4)
"""Lengths of own codes, bare and with the serial of a badge; both take the smallest symbol."""
_PAIR_BASE, _PAIR_BITS = 45, 11
"""Two letters of the set above are one number of so many bits."""
_BASE = 460
"""The number of the pair AA; any would do that keeps to the set when one bit turns."""
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
    if len(code) in _SUMMED and _OWN.issuperset(code):
        return _summed(code)
    return _encoded(code)


def _summed(code: str) -> Matrix:
    """Return the modules of an own code, perhaps with a serial, in a twentieth of the time.

    With size and mask fixed each bit of the text turns over a fixed set of modules, error
    correction included: the sets of a code's pairs of letters add up to its modules.
    """
    base, turned = _turned_modules(len(code))
    modules = base
    for pair in range(len(code) // 2):
        first, second = code[2 * pair], code[2 * pair + 1]
        value = _BASE ^ (_PAIR_BASE * _ALPHANUMERIC.index(first) + _ALPHANUMERIC.index(second))
        for bit in range(_PAIR_BITS):
            if value >> bit & 1:
                modules ^= turned[pair * _PAIR_BITS + bit]
    drawn = f"{modules:0{SMALLEST_SIDE**2}b}"
    starts = range(0, SMALLEST_SIDE**2, SMALLEST_SIDE)
    return tuple(tuple(m == "1" for m in drawn[s : s + SMALLEST_SIDE]) for s in starts)


@lru_cache(maxsize=len(_SUMMED))
def _turned_modules(length: int) -> tuple[int, list[int]]:
    """Return the modules of a text of AA, and which ones each bit of a text turns over."""
    plain = "A" * length
    base = _number(_encoded(plain))
    turned = []
    for pair in range(0, length, 2):
        for bit in range(_PAIR_BITS):
            first, second = divmod(_BASE ^ 1 << bit, _PAIR_BASE)
            letters = _ALPHANUMERIC[first] + _ALPHANUMERIC[second]
            text = plain[:pair] + letters + plain[pair + 2 :]
            turned.append(base ^ _number(_encoded(text)))
    return base, turned


def _number(matrix: Matrix) -> int:
    return int("".join("1" if module else "0" for row in matrix for module in row), 2)


def _encoded(code: str) -> Matrix:
    """Return the modules of any code."""
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
