"""How large a text can be in its box: smaller first, then two lines, then three; never cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from app.badge.breaks import pieces
from app.badge.fonts import EM
from app.badge.shape import Line

ASCENT = 900
DESCENT = 220
"""The least room above and below a baseline, in thousandths of the size.

Ink that reaches further makes the line higher: stacked accents, Thai and Tibetan stacks.
"""
_SHRUNK = 0.72
"""A text that prefers to shrink takes a further line below this part of its full size."""
_GAIN = 1.12
"""A further line must make the text this much larger."""
_MOST_ATOMS = 60

Measure = Callable[[str], Line]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a text asks for: its full size in points, how many lines it may take.

    ``wraps`` takes a further line rather than any smaller size; ``leading`` is the distance
    of baselines, a multiple of the size.
    """

    size: float
    lines: int = 1
    wraps: bool = False
    leading: float = (ASCENT + DESCENT) / EM


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with their size in points; the first baseline hangs below the top."""

    lines: tuple[Line, ...]
    size: float
    leading: float = (ASCENT + DESCENT) / EM

    @property
    def height(self) -> float:
        """Height from the top of the first line to the bottom of the last, in points."""
        return self.size * _height(self.lines, self.leading) / EM

    @property
    def width(self) -> float:
        """Width of the longest line in points."""
        return self.size * _width(self.lines) / EM

    def baselines(self) -> list[float]:
        """Return how far below the top each baseline lies, in points."""
        below = 0.0
        found = []
        for line, following in pairwise((*self.lines, None)):
            if line is None:
                break
            below += _above(line)
            found.append(below * self.size / EM)
            below += _below(line) + (_extra(self.leading) if following else 0)
        return found

    def scaled(self, factor: float) -> "Block":
        """Return the same lines in another size."""
        return replace(self, size=self.size * factor)


def fit(text: str, measure: Measure, width: float, height: float, wish: Wish) -> Block:
    """Return *text*, cleaned, as large as it goes into *width* by *height* points.

    Line feeds in *text* are kept as breaks. The whole text is set whatever happens: when
    even the smallest arrangement is too large, its size goes below any limit.
    """
    paragraphs = [part for part in text.split("\n") if part] or [""]
    counts = [1] * len(paragraphs)
    best = _block([measure(part) for part in paragraphs], width, height, wish)
    enough = wish.size * (1 if wish.wraps else _SHRUNK)
    while best.size < enough and sum(counts) < wish.lines:
        parts = _broken(paragraphs, counts, measure)
        block = _block([measure(part) for part in parts], width, height, wish)
        if block.size > best.size * (1 if wish.wraps else _GAIN):
            best = block
    return best


def _broken(paragraphs: list[str], counts: list[int], measure: Measure) -> list[str]:
    """Give the paragraph with the longest line one line more; return all lines."""
    parts = [split(text, count, measure) for text, count in zip(paragraphs, counts, strict=True)]
    longest = [max(measure(part).width for part in lines) for lines in parts]
    place = longest.index(max(longest))
    counts[place] += 1
    parts[place] = split(paragraphs[place], counts[place], measure)
    return [part for lines in parts for part in lines]


def split(text: str, count: int, measure: Measure) -> list[str]:
    """Return *text* in at most *count* lines whose longest is as short as can be.

    It breaks where `app.badge.breaks` allows.
    """
    atoms = _atoms(text) or [text]
    widths = [measure(atom.strip() or atom).width for atom in atoms]
    space = measure(" ").width
    count = min(count, len(atoms))
    borders = _borders(tuple(widths), space, count)
    return ["".join(atoms[start:end]).strip() for start, end in pairwise(borders)]


def _borders(widths: tuple[float, ...], space: float, count: int) -> tuple[int, ...]:
    """Return where the lines of the best arrangement begin, and the end."""
    return _best(widths, space, 0, count)[1]


@lru_cache(maxsize=4096)
def _best(
    widths: tuple[float, ...], space: float, start: int, lines: int
) -> tuple[float, tuple[int, ...]]:
    """Return the longest of so many lines from *start* on, as short as can be, and the borders."""
    if lines == 1:
        end = len(widths)
        return sum(widths[start:]) + space * (end - start - 1), (start, end)
    found = []
    for end in range(start + 1, len(widths) - lines + 2):
        here = sum(widths[start:end]) + space * (end - start - 1)
        longest, rest = _best(widths, space, end, lines - 1)
        found.append((max(here, longest), (start, *rest)))
    return min(found)


def _atoms(text: str) -> list[str]:
    """Return the pieces of *text* between which a line may break."""
    found = pieces(text)
    # A text of so many words is no name; its pieces are taken together.
    step = -(-len(found) // _MOST_ATOMS)
    return ["".join(found[start : start + step]) for start in range(0, len(found), step or 1)]


def _block(lines: Sequence[Line], width: float, height: float, wish: Wish) -> Block:
    """Return the lines in the largest size up to the wish at which they fit."""
    by_width = width * EM / max(1.0, _width(lines))
    by_height = height * EM / max(1.0, _height(lines, wish.leading))
    return Block(tuple(lines), min(wish.size, by_width, by_height), wish.leading)


def _width(lines: Sequence[Line]) -> float:
    return max((line.width for line in lines), default=0.0)


def _height(lines: Sequence[Line], leading: float) -> float:
    ink = sum(_above(line) + _below(line) for line in lines)
    return ink + _extra(leading) * (len(lines) - 1)


def _above(line: Line) -> float:
    return max(ASCENT, line.top)


def _below(line: Line) -> float:
    return max(DESCENT, -line.bottom)


def _extra(leading: float) -> float:
    """Return the room between two lines beyond their ascent and descent."""
    return max(0.0, leading * EM - ASCENT - DESCENT)
