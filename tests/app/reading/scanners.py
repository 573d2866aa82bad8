"""Scanners of every layout at computers of every layout."""

from itertools import accumulate

from app.reading.layouts import composed, layouts
from app.reading.wedge import Burst, Key

KEYS = {name: {c: s for s, c in reversed(table.items())} for name, table in layouts().items()}


def pressed(layout, text):
    """Return the strokes by which a scanner of *layout* types *text*; dead keys take a space."""
    keys = KEYS[layout]
    dead = {composed(f"{mark} "): mark for mark in keys if composed(f"{mark} ") != f"{mark} "}
    sides = [[keys[c]] if c in keys else [keys[dead[c]], keys[" "]] for c in text]
    return [stroke for strokes in sides for stroke in strokes]


def scanned(strokes, host, *, caps=False, gaps=None):
    """Return what arrives of *strokes* at a computer of the layout *host*."""
    times = accumulate(gaps or [4] * len(strokes))
    texts = [layouts()[host].get(stroke, "") for stroke in strokes]
    texts = [text.swapcase() if caps and text.isalpha() else text for text in texts]
    return Burst.of([Key(*key) for key in zip(texts, strokes, times, strict=False)])
