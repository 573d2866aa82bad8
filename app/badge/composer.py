"""Sets one guest's words: which family, how large, and what did not go well."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from app.badge.fields import Box, Row, Type
from app.badge.fit import Block, Wish, fit
from app.badge.fonts import FontBook
from app.badge.script import scripts
from app.badge.shape import Line, TextStyle, Typesetter
from app.badge.sheet import points
from app.model.badge import BadgeContent, Problem, ProblemKind

_CACHED = 8192
_STACK_TRIES = 24
_STACK_STEP = 0.95
_TOLERANCE = 0.005

Room = tuple[float, float]
"""Width and height in points."""


class Fitter:
    """Fits texts with the fonts of one book; most words of an event stand on many badges.

    ``family`` returns which family sets texts that belong together, ``block`` a text fitted
    into a room; both remember their answers.
    """

    def __init__(self, book: FontBook) -> None:
        self.book = book
        # What they remember goes at once with the fitter: neither knows it, so there is no cycle.
        setter = Typesetter(book)
        self.family: Callable[[tuple[str, ...], str], str]
        self.family = lru_cache(_CACHED)(partial(_family, setter))
        self.block: Callable[[str, TextStyle, Room, Wish], Block]
        self.block = lru_cache(_CACHED)(partial(_block, setter))


def _family(setter: Typesetter, texts: tuple[str, ...], first: str) -> str:
    """Return *first*, or the next family when one letter of a text is not in *first*.

    So no two faces meet within a name. Other scripts have their own faces anyway.
    """
    known = set(setter.book.face(first, 400).scripts)
    style = TextStyle(first)
    for line in "\n".join(texts).split("\n"):
        if scripts(line) & known and not setter.has_letters(line, style):
            return setter.book.families[1]
    return first


def _block(setter: Typesetter, text: str, style: TextStyle, room: Room, wish: Wish) -> Block:
    def measure(part: str) -> Line:
        return setter.line(part, style)

    return fit(text, measure, *room, wish)


class Composer:
    """Fits words of one guest into boxes; ``problems`` are what was noticed on the way."""

    def __init__(self, fitter: Fitter, family: str, content: BadgeContent) -> None:
        self.problems: list[Problem] = []
        self._fitter = fitter
        self._first = family
        self._content = content

    def fitted(self, text: str, kind: Type, box: Box) -> Block:
        """Return *text* fitted into a box of millimetres."""
        family = self._fitter.family((text,), self._first)
        block = self._block(text, kind, family, (points(box[2]), points(box[3])))
        self._judge(text, block, kind)
        return block

    def stacked(self, shown: Sequence[tuple[Row, str]], box: Box) -> list[Block]:
        """Return rows with their texts in sizes at which all of them fit into the box.

        The largest row gives way first; the others follow when it is no larger than they.
        """
        family = self._fitter.family(tuple(text for _, text in shown), self._first)
        blocks = self._sized(shown, family, box)
        for (row, text), block in zip(shown, blocks, strict=True):
            self._judge(text, block, row.type)
        return blocks

    def _sized(self, shown: Sequence[tuple[Row, str]], family: str, box: Box) -> list[Block]:
        height = points(box[3])
        gaps = sum(row.gap for row, _ in shown[1:])
        room = (points(box[2]), max(height - gaps, height / 2))
        cap = max((row.type.size for row, _ in shown), default=0.0)
        blocks = self._capped(shown, family, room, cap)
        for _ in range(_STACK_TRIES):
            if sum(block.height for block in blocks) <= room[1]:
                return blocks
            cap *= _STACK_STEP
            blocks = self._capped(shown, family, room, cap)
        excess = max(1.0, sum(block.height for block in blocks) / room[1])
        return [block.scaled(1 / excess) for block in blocks]

    def _capped(
        self, shown: Sequence[tuple[Row, str]], family: str, room: Room, cap: float
    ) -> list[Block]:
        """Return the rows' blocks, none larger than *cap* points."""
        return [self._block(text, row.type, family, room, cap) for row, text in shown]

    def _block(
        self, text: str, kind: Type, family: str, room: Room, cap: float = math.inf
    ) -> Block:
        """Return *text* fitted into *room*, at most *cap* large."""
        content = self._content
        style = TextStyle(family, kind.weight, content.language, content.country, content.locale)

        wish = Wish(min(kind.size, cap), kind.lines, kind.prefer == "wrap", kind.leading)
        return self._fitter.block(text, style, room, wish)

    def _judge(self, text: str, block: Block, kind: Type) -> None:
        """Note letters that no font has, and a size under the limits."""
        text = text.replace("\n", " ")
        for cluster in dict.fromkeys(part for line in block.lines for part in line.missing):
            codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
            detail = f"{codes} in “{text}” has no glyph; spell it in other letters"
            self._note(ProblemKind.GLYPH, detail, text, part=cluster)
        limits = ((ProblemKind.SMALL, kind.hard_min), (ProblemKind.TIGHT, kind.min))
        for problem, limit in limits:
            if block.size < limit - _TOLERANCE:
                size = f"{block.size:.1f} pt, under {limit:g} pt"
                detail = f"“{text}” is set at {size}; shorten it to what the guest is called"
                self._note(problem, detail, text, size=block.size, wanted=kind.min)
                break

    def _note(
        self,
        kind: ProblemKind,
        detail: str,
        text: str,
        *,
        part: str = "",
        size: float = 0.0,
        wanted: float = 0.0,
    ) -> None:
        content = self._content
        self.problems.append(
            Problem(content.code, content.name, kind, detail, text, part, size, wanted)
        )
