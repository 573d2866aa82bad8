"""Draws the fields of a design for one guest, and notes what did not go well."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.badge.design import Design
from app.badge.fields import (
    BandField,
    Box,
    Field,
    QrField,
    Row,
    ShapeField,
    StackField,
    TextField,
    TileField,
    Type,
    When,
)
from app.badge.fit import Block, Wish, fit
from app.badge.qr import qr_matrix
from app.badge.script import scripts
from app.badge.shape import Line, TextStyle, Typesetter
from app.badge.sheet import POINTS_PER_MM, Sheet, points
from app.badge.words import expand, fill, words_of
from app.model.badge import BadgeContent, Problem, ProblemKind

BLACK, WHITE = "#000000", "#ffffff"
_RULE_WIDTH = 0.75
_SIGN_GAP = 1.6
_NOTE_GAP = 4.0
_LEAST_BESIDE = 12.0
"""Under so many millimetres a text beside a tile is left out."""
_STACK_TRIES = 24
_STACK_STEP = 0.95
_TOLERANCE = 0.005


@dataclass
class Painter:
    """One guest's badge in the making."""

    design: Design
    typesetter: Typesetter
    sheet: Sheet
    content: BadgeContent
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._category = self.design.category(self.content.category)
        words = words_of(self.content)
        self._words: Mapping[str, str] = words | {"label": expand(self._category.label, words)}

    def paint(self) -> None:
        """Draw all fields whose condition holds, in the order of the file."""
        for item in self.design.fields:
            if self._applies(item.when):
                self._draw(item)

    def _draw(self, item: Field) -> None:
        match item:
            case TextField():
                self._text(item)
            case StackField():
                self._stack(item)
            case ShapeField():
                self._shape(item)
            case QrField():
                self.sheet.modules(item.box, qr_matrix(fill(item.value, self._words)))
            case TileField():
                self._tile(item)
            case BandField():
                self._band(item)

    def _applies(self, when: When | None) -> bool:
        """Whether a condition holds for this guest."""
        if when is None:
            return True
        return (
            (not when.has or bool(self._words.get(when.has)))
            and (not when.lacks or not self._words.get(when.lacks))
            and (not when.flag or when.flag in self.content.flags)
        )

    def _text(self, item: TextField) -> None:
        text = expand(item.text, self._words)
        if item.split:
            text = text.replace(item.split, "\n", 1)
        block = self._fit(text, item.type, item.box)
        left, top, width, height = item.box
        if item.valign == "bottom":
            top += height - block.height / POINTS_PER_MM
        self.sheet.block(block, (left, top, width, height), item.align, item.colour)

    def _stack(self, item: StackField) -> None:
        """Draw rows below each other; when they are too high, the largest gives way first."""
        texts = [(row, expand(row.text, self._words)) for row in item.row]
        shown = [(row, text) for row, text in texts if text]
        family = self._family([text for _, text in shown])
        blocks = self._stacked(shown, family, item.box)
        left, top, width, height = item.box
        for index, ((row, text), block) in enumerate(zip(shown, blocks, strict=True)):
            top += row.gap / POINTS_PER_MM if index else 0
            self.sheet.block(block, (left, top, width, height), row.align, item.colour)
            self._judge(text, block, row.type)
            top += block.height / POINTS_PER_MM

    def _stacked(self, shown: Sequence[tuple[Row, str]], family: str, box: Box) -> list[Block]:
        """Return the rows' blocks in sizes at which all of them fit into the box.

        The largest row gives way first; the others follow when it is no larger than they.
        """
        room = (points(box[2]), points(box[3]) - sum(row.gap for row, _ in shown[1:]))
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
        self, shown: Sequence[tuple[Row, str]], family: str, room: tuple[float, float], cap: float
    ) -> list[Block]:
        """Return the rows' blocks, none larger than *cap* points."""
        return [self._block(text, row.type, family, room, cap) for row, text in shown]

    def _family(self, texts: Sequence[str]) -> str:
        """Return the family for texts that belong together.

        One letter that the design's family lacks sets all of them in the next family, so
        that no two faces meet within a name. Other scripts have their own faces anyway.
        """
        first = self.design.family
        known = set(self.typesetter.book.face(first, 400).scripts)
        style = TextStyle(first)
        for line in "\n".join(texts).split("\n"):
            if scripts(line) & known and not self.typesetter.has_letters(line, style):
                return self.typesetter.book.families[1]
        return first

    def _shape(self, item: ShapeField) -> None:
        left, top, width, height = item.box
        if item.fill:
            self.sheet.fill(item.box, item.fill)
        if item.stroke and height:
            self.sheet.outline(item.box, item.radius, item.stroke_width, item.stroke)
        elif item.stroke:
            self.sheet.rule(left, top, width, item.stroke_width, item.stroke)

    def _tile(self, item: TileField) -> None:
        left, top, width, height = item.box
        inner = width - 2 * item.padding
        block = self._fit(expand(item.text, self._words), item.type, (0, 0, inner, height))
        tile_width = max(item.min_width, block.width / POINTS_PER_MM + 2 * item.padding)
        tile = (left, top, tile_width, height)
        self.sheet.fill(tile, item.fill)
        self._centred(block, tile, "center", item.colour)
        beside_left = left + tile_width + item.gap
        beside = (beside_left, top, left + width - beside_left, height)
        if item.beside and beside[2] >= _LEAST_BESIDE:
            text = expand(item.beside.text, self._words)
            self._centred(self._fit(text, item.beside.type, beside), beside, "left", BLACK)

    def _band(self, item: BandField) -> None:
        left, top, width, height = item.box
        is_dark = self._category.dark
        ink = WHITE if is_dark else BLACK
        if is_dark:
            self.sheet.fill(item.box, BLACK)
        else:
            self.sheet.rule(left, top, width, _RULE_WIDTH, BLACK)
        inner = (left + item.inset, top, width - 2 * item.inset, height)
        if item.note and item.note.flag in self.content.flags:
            inner = self._note(item, inner, ink)
        label = self._fit(expand(item.text, self._words), item.type, inner)
        self._centred(label, inner, "left", ink)

    def _note(self, item: BandField, inner: Box, ink: str) -> Box:
        """Draw the note at the right end; return what it leaves of the band."""
        left, top, width, height = inner
        if item.note is None:
            return inner
        half = (left + width / 2, top, width / 2, height)
        block = self._fit(expand(item.note.text, self._words), item.note.type, half)
        self._centred(block, inner, "right", ink)
        used = block.width / POINTS_PER_MM + _SIGN_GAP
        if item.note.sign:
            side = block.size * 1.12 / POINTS_PER_MM
            self.sheet.ban(left + width - used - side, top + (height - side) / 2, side, ink)
            used += side + _SIGN_GAP
        return (left, top, width - used - _NOTE_GAP, height)

    def _centred(self, block: Block, box: Box, align: str, colour: str) -> None:
        """Draw a block so that its capitals stand in the middle of the box's height."""
        left, top, width, height = box
        baselines = block.baselines()
        cap = block.size * 0.70
        middle = (baselines[0] - cap + baselines[-1]) / 2 / POINTS_PER_MM
        self.sheet.block(block, (left, top + height / 2 - middle, width, height), align, colour)

    def _fit(self, text: str, kind: Type, box: Box) -> Block:
        """Return *text* fitted into a box of millimetres."""
        family = self._family([text])
        block = self._block(text, kind, family, (points(box[2]), points(box[3])))
        self._judge(text, block, kind)
        return block

    def _block(
        self,
        text: str,
        kind: Type,
        family: str,
        room: tuple[float, float],
        cap: float = math.inf,
    ) -> Block:
        """Return *text* fitted into *room*, width and height in points, at most *cap* large."""
        style = TextStyle(family, kind.weight, self.content.language, self.content.country)

        def measure(part: str) -> Line:
            return self.typesetter.line(part, style)

        wish = Wish(min(kind.size, cap), kind.lines, kind.prefer == "wrap", kind.leading)
        return fit(text, measure, *room, wish)

    def _judge(self, text: str, block: Block, kind: Type) -> None:
        """Note letters that no font has, and a size under the limits."""
        for cluster in dict.fromkeys(part for line in block.lines for part in line.missing):
            codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
            detail = f"{codes} in “{text}” has no glyph"
            self._note_problem(ProblemKind.GLYPH, detail, text, part=cluster)
        limits = ((ProblemKind.SMALL, kind.hard_min), (ProblemKind.TIGHT, kind.min))
        for problem, limit in limits:
            if block.size < limit - _TOLERANCE:
                detail = f"“{text}” is set at {block.size:.1f} pt"
                self._note_problem(problem, detail, text, size=block.size, wanted=kind.min)
                break

    def _note_problem(
        self,
        kind: ProblemKind,
        detail: str,
        text: str,
        *,
        part: str = "",
        size: float = 0.0,
        wanted: float = 0.0,
    ) -> None:
        self.problems.append(
            Problem(self.content.code, self.content.name, kind, detail, text, part, size, wanted)
        )
