"""Sets one guest's words: which family, how large, and what did not go well."""

import math
from collections.abc import Sequence

from app.badge.fields import Box, Row, Type
from app.badge.fit import Block, Wish, fit
from app.badge.script import scripts
from app.badge.shape import Line, TextStyle, Typesetter
from app.badge.sheet import points
from app.model.badge import BadgeContent, Problem, ProblemKind

_STACK_TRIES = 24
_STACK_STEP = 0.95
_TOLERANCE = 0.005

Room = tuple[float, float]
"""Width and height in points."""


class Composer:
    """Fits words of one guest into boxes; ``problems`` are what was noticed on the way."""

    def __init__(self, typesetter: Typesetter, family: str, content: BadgeContent) -> None:
        self.problems: list[Problem] = []
        self._typesetter = typesetter
        self._first = family
        self._content = content

    def fitted(self, text: str, kind: Type, box: Box) -> Block:
        """Return *text* fitted into a box of millimetres."""
        family = self._family([text])
        block = self._block(text, kind, family, (points(box[2]), points(box[3])))
        self._judge(text, block, kind)
        return block

    def stacked(self, shown: Sequence[tuple[Row, str]], box: Box) -> list[Block]:
        """Return rows with their texts in sizes at which all of them fit into the box.

        The largest row gives way first; the others follow when it is no larger than they.
        """
        family = self._family([text for _, text in shown])
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

    def _family(self, texts: Sequence[str]) -> str:
        """Return the family for texts that belong together.

        One letter that the design's family lacks sets all of them in the next family, so
        that no two faces meet within a name. Other scripts have their own faces anyway.
        """
        known = set(self._typesetter.book.face(self._first, 400).scripts)
        style = TextStyle(self._first)
        for line in "\n".join(texts).split("\n"):
            if scripts(line) & known and not self._typesetter.has_letters(line, style):
                return self._typesetter.book.families[1]
        return self._first

    def _block(
        self, text: str, kind: Type, family: str, room: Room, cap: float = math.inf
    ) -> Block:
        """Return *text* fitted into *room*, at most *cap* large."""
        content = self._content
        style = TextStyle(family, kind.weight, content.language, content.country, content.locale)

        def measure(part: str) -> Line:
            return self._typesetter.line(part, style)

        wish = Wish(min(kind.size, cap), kind.lines, kind.prefer == "wrap", kind.leading)
        return fit(text, measure, *room, wish)

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
