"""What the presses of a scan may mean: an ordered choice of texts, and where it may be parted.

Nobody knows to which layout a scanner is set until it has read the calibration code. Until then
its presses are read in every known layout; each reading counts only where exactly this text is
somebody's code, and readings that lead to two people are a question, never an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from app.model.code import LENGTH, normalised
from app.reading.layouts import US, Stroke, layouts, typed
from app.reading.wedge import RUN_MIN, Burst

GUESS_MIN = 8
"""Shorter scans are not read in foreign layouts: their codes are too easily somebody else's."""

PAUSE_MS = 30
"""Silence within a scan from which on a second one may have begun ..."""

PAUSE_PACES = 4
"""... when it is so many times as long as the usual interval of this scan."""


def readings(burst: Burst, layout: str = "") -> tuple[str, ...]:
    """Return the texts that a scan may mean, best first, each once.

    Args:
        burst: The scan.
        layout: The layout to which the scanner is set, as the calibration code told; then
            there is one reading only. Empty when nobody knows.
    """
    strokes = [key.stroke for key in burst.keys]
    if layout in layouts():
        text = typed(layout, strokes)
        if text is not None:
            return (text,)
    plain = (burst.text, burst.us_text, *_in_foreign_layouts(burst, strokes))
    return tuple(dict.fromkeys((*plain, *_caps_undone(plain))))


def parts(burst: Burst) -> tuple[Burst, ...]:
    """Return the scans that *burst* may hold one after the other; none when it is one.

    A scanner that sends no Enter and is quick may begin the next code before the silence that
    ends a scan. The whole is to be tried first: a pause may also be a hiccup.
    """
    cuts = _own_code_cuts(burst) or _pause_cuts(burst)
    if not cuts:
        return ()
    edges = zip((0, *cuts), (*cuts, len(burst.keys)), strict=True)
    return tuple(Burst.of(burst.keys[start:end]) for start, end in edges)


def _in_foreign_layouts(burst: Burst, strokes: list[Stroke]) -> Iterator[str]:
    if len(strokes) < GUESS_MIN:
        return
    if any(stroke.place is None for stroke in strokes):
        yield from _typed_back(burst.text)
        return
    for layout in layouts():
        text = typed(layout, strokes)
        if text is not None:
            yield text


def _caps_undone(texts: Sequence[str]) -> Iterator[str]:
    """Yield *texts* as they were before Caps Lock; those of one case are looked up blindly."""
    for text in texts:
        if not text.isupper() and not text.islower():
            yield text.swapcase()


def _typed_back(text: str) -> Iterator[str]:
    """Yield what an American scanner sent when each known layout made *text* of it."""
    for layout in layouts():
        keys = _keys_of(layout)
        strokes = [keys[character] for character in text if character in keys]
        back = typed(US, strokes)
        if back is not None and len(strokes) == len(text):
            yield back


@cache
def _keys_of(layout: str) -> Mapping[str, Stroke]:
    """Return the stroke for each character, the plainest where there are several."""
    pairs = list(layouts()[layout].items())
    return {character: stroke for stroke, character in reversed(pairs)}


def _own_code_cuts(burst: Burst) -> list[int]:
    """Return where one own code ends and another begins."""
    text = burst.us_text.upper()
    starts = range(0, len(text), LENGTH)
    blocks = [text[start : start + LENGTH] for start in starts]
    is_own = all(normalised(block) == block for block in blocks)
    return list(starts)[1:] if is_own and len(text) == len(burst.keys) else []


def _pause_cuts(burst: Burst) -> list[int]:
    times = [key.at_ms for key in burst.keys]
    gaps = [after - before for before, after in pairwise(times)]
    if not gaps:
        return []
    longest_ms = max(PAUSE_MS, PAUSE_PACES * median(gaps))
    cuts = [index for index, gap in enumerate(gaps, start=1) if gap >= longest_ms]
    edges = [0, *cuts, len(times)]
    lengths = [end - start for start, end in pairwise(edges)]
    return cuts if min(lengths) >= RUN_MIN else []
