"""One code that tells how a scanner types and how this computer takes it.

The code holds every printable ASCII character once, in a known order. What arrives tells the
layouts of scanner and computer, Caps Lock, what the scanner puts before and after a code, how
fast it is and what gets lost.
"""

import string
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

from app.reading.layouts import US, Stroke, composed, layouts
from app.reading.wedge import Burst, Key

TEXT = f"{string.ascii_lowercase}{string.digits} {string.ascii_uppercase}{string.punctuation}"
"""What the calibration code holds: all 95, letters first, the blank where nobody trims it."""

_PLACE_IN_TEXT = {character: place for place, character in enumerate(TEXT)}

_KEYS_MIN = 60
"""Different strokes of a calibration code; even a long ticket has fewer."""

_SHARE_MIN = 0.6
"""Characters that must be there and in order to call it the calibration code."""

_HOST_SHARE_MIN = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one reading of the calibration code told.

    Args:
        scanner: The layout to which the scanner is set, a name of `app.reading.layouts`.
        computer: The layout of this computer, empty when no known one fits.
        has_places: Whether keys arrive by their place, so that layouts can be undone exactly.
        caps_lock: Whether Caps Lock is on.
        prefix: What the scanner types before a code.
        suffix: What it types after a code, before Enter or Tab.
        ending: The carriage return or line feed of Enter, the tab of Tab, empty for none.
        pace_ms: Usual time between two keys.
        lost: The characters that did not arrive.
    """

    scanner: str
    computer: str
    has_places: bool
    caps_lock: bool
    prefix: str
    suffix: str
    ending: str
    pace_ms: float
    lost: str


@dataclass(frozen=True, slots=True)
class _Match:
    """*text* laid beside the calibration text: what is missing, and what stands around it."""

    layout: str
    count: int
    lost: str
    prefix: str
    suffix: str


def analyse(burst: Burst) -> Finding | None:
    """Return what *burst* tells, ``None`` when it is not the calibration code."""
    if len({(key.stroke, key.text) for key in burst.keys}) < _KEYS_MIN:
        return None
    has_places = all(key.stroke.place is not None for key in burst.keys)
    spellings = _by_place(burst) if has_places else _by_text(burst)
    layout, text = max(spellings, key=lambda spelling: _quality(spelling[1]))
    best = _match(layout, text)
    if best.count < _SHARE_MIN * len(TEXT):
        return None
    return Finding(
        scanner=best.layout if has_places else US,
        computer=_computer(burst.keys) if has_places else best.layout,
        has_places=has_places,
        caps_lock=_caps_lock(burst.keys) if has_places else _is_swapped(burst.text),
        prefix=best.prefix,
        suffix=best.suffix,
        ending=burst.ending,
        pace_ms=_pace_ms(burst.keys),
        lost=best.lost,
    )


def _by_place(burst: Burst) -> Iterator[tuple[str, str]]:
    """Yield (layout of the scanner, what it meant)."""
    for name, table in layouts().items():
        text = composed("".join(table.get(key.stroke, "") for key in burst.keys))
        yield name, text
        # A scanner may see Caps Lock and hold Shift the other way round.
        yield name, text.swapcase()


def _by_text(burst: Burst) -> Iterator[tuple[str, str]]:
    """Yield (layout of the computer, what an American scanner meant)."""
    american = layouts()[US]
    for name, table in layouts().items():
        strokes: dict[str, Stroke] = {}
        for stroke, character in table.items():
            strokes.setdefault(character, stroke)
        for text in (burst.text, burst.text.swapcase()):
            meant = (american.get(strokes.get(c, Stroke(None)), "") for c in text)
            yield name, "".join(meant)


def _match(layout: str, text: str) -> _Match:
    matcher = SequenceMatcher(None, TEXT, text, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return _Match(layout, 0, TEXT, "", "")
    found = {index for block in blocks for index in range(block.a, block.a + block.size)}
    lost = "".join(c for index, c in enumerate(TEXT) if index not in found)
    end = blocks[-1].b + blocks[-1].size
    return _Match(layout, len(found), lost, text[: blocks[0].b], text[end:])


def _quality(text: str) -> tuple[int, int]:
    """Return how many characters of the calibration text *text* has in order; less is more."""
    tails: list[int] = []
    for place in (_PLACE_IN_TEXT[c] for c in text if c in _PLACE_IN_TEXT):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails), -len(text)


def _computer(keys: Sequence[Key]) -> str:
    """Return the layout that turns the strokes into the texts that came, Caps Lock aside."""
    shares = {
        name: sum(map(_agrees, (table.get(key.stroke) for key in keys), keys)) / len(keys)
        for name, table in layouts().items()
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _HOST_SHARE_MIN else ""


def _agrees(expected: str | None, key: Key) -> bool:
    if expected is None:
        return not key.text or not key.text.isascii()
    return key.text in (expected, expected.swapcase())


def _caps_lock(keys: Sequence[Key]) -> bool:
    """Whether most letters came in the other case than Shift gives them."""
    letters = [key for key in keys if key.text.isalpha() and key.text.isascii()]
    inverted = sum(key.text.isupper() is not key.stroke.shift for key in letters)
    return inverted * 2 > len(letters)


def _is_swapped(text: str) -> bool:
    """Whether capitals come before small letters, unlike in the calibration text."""
    cases = [c.isupper() for c in text if c.isalpha() and c.isascii()]
    half = len(cases) // 2
    return sum(cases[:half]) > sum(cases[half:])


def _pace_ms(keys: Sequence[Key]) -> float:
    return median(after.at_ms - before.at_ms for before, after in pairwise(keys))
