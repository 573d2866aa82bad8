"""The Unicode bidirectional algorithm (UAX #9) for one line of text.

The rules bear the names they have there: P2 and P3 find the base level, X1 to X10 explicit
levels and sequences (`app.badge.bidi_explicit`), W1 to W7 weak and N0 to N2 neutral types
(`app.badge.bidi_types`), I1 and I2 implicit levels, L1 and L2 the order on paper.
Mirroring (L4) is left to the shaper.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from app.badge.bidi_explicit import EMBEDDINGS, ISOLATES, REMOVED, embed, first_strong
from app.badge.bidi_types import resolve_neutrals, resolve_weak

_WHITE = {"WS", *ISOLATES, *REMOVED}
_STEERING = {"R", "AL", "AN", *EMBEDDINGS, *ISOLATES}
# Code points that Unicode keeps for right-to-left scripts to come, by default class.
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "AL"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "AL"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "AL"),
    (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFF, "AL"),
    (0x10D00, 0x10D3F, "AL"),
    (0x10EC0, 0x10EFF, "AL"),
    (0x10F30, 0x10F6F, "AL"),
    (0x10800, 0x10FFF, "R"),
    (0x1EC70, 0x1ECBF, "AL"),
    (0x1ED00, 0x1ED4F, "AL"),
    (0x1EE00, 0x1EEFF, "AL"),
    (0x1E800, 0x1EFFF, "R"),
)
_PAIRS = (
    "()[]{}<>\u00ab\u00bb\u2039\u203a\u2045\u2046\u27e8\u27e9\u300c\u300d\u300e\u300f\uff08\uff09"
)
_MIRRORED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | dict(
    zip(_PAIRS[1::2], _PAIRS[::2], strict=True)
)


@lru_cache(maxsize=4096)
def bidi_class(character: str) -> str:
    """Return the Bidi_Class of a character, also of one that is not assigned yet."""
    known = unicodedata.bidirectional(character)
    if known:
        return known
    code = ord(character)
    return next((name for low, high, name in _UNASSIGNED if low <= code <= high), "L")


def base_level(text: str) -> int:
    """Return 1 when the first strong letter outside isolates runs right to left, else 0."""
    return first_strong([bidi_class(character) for character in text])


def levels(text: str, base: int | None = None) -> list[int]:
    """Return the embedding level of every character; odd runs right to left.

    *base* is the level of the line; without it the first strong letter decides. Characters
    that rule X9 removes (embedding codes, boundary neutrals) get the level before them.
    """
    classes = [bidi_class(character) for character in text]
    if base is None:
        base = first_strong(classes)
    if base == 0 and not _STEERING.intersection(classes):
        return [0] * len(text)
    result, sequences = embed(classes, base)
    for sequence in sequences:
        resolve_weak(sequence)
        resolve_neutrals(sequence, text, classes)
        for index, kind in zip(sequence.indices, sequence.types, strict=True):
            result[index] = _implicit(sequence.level, kind)
    _fill_removed(classes, result, base)
    _reset_white(classes, result, base)
    return result


def visual_order(piece_levels: Sequence[int]) -> list[int]:
    """Return positions from left to right (L2) of pieces that have these levels."""
    order = list(range(len(piece_levels)))
    for level in range(max(piece_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and piece_levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def mirrored(character: str) -> str:
    """Return the sign that looks as *character* does among right-to-left letters."""
    return _MIRRORED.get(character, character)


def _implicit(level: int, kind: str) -> int:
    """Return the level of a resolved type (I1, I2)."""
    if level % 2:
        return level + (kind != "R")
    return level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _fill_removed(classes: list[str], result: list[int], base: int) -> None:
    """Give removed characters the level before them, so that they never split a run."""
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            result[index] = result[index - 1] if index else base


def _reset_white(classes: list[str], result: list[int], base: int) -> None:
    """Set separators, and white space before them or at the end, to the base level (L1)."""
    in_tail = True
    for index in range(len(classes) - 1, -1, -1):
        kind = classes[index]
        in_tail = kind in {"B", "S"} or (in_tail and kind in _WHITE)
        if in_tail:
            result[index] = base
