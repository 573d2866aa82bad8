"""Draws the fields of a design for one guest, and notes what did not go well."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.badge.composer import Composer, Fitter
from app.badge.condition import FLAGS, condition
from app.badge.design import Design
from app.badge.fields import (
    BandField,
    Box,
    Field,
    ImageField,
    QrField,
    ShapeField,
    StackField,
    TextField,
    TileField,
    templates,
)
from app.badge.fit import Block
from app.badge.qr import QUIET_ZONE, qr_matrix
from app.badge.sheet import MM_PER_INCH, POINTS_PER_MM, Sheet
from app.badge.words import expand, fill, words_of
from app.model.badge import BadgeContent, Problem

BLACK, WHITE = "#000000", "#ffffff"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MOST_DRAWN = 4000
_RULE_WIDTH = 0.75
_SIGN_GAP = 1.6
_NOTE_GAP = 4.0
_LEAST_BESIDE = 12.0
"""Under so many millimetres a text beside a tile is left out."""
_BRIGHT = 0.18
"""Relative luminance from which black letters stand out more than white ones."""


@dataclass
class Painter:
    """One side of one guest's badge in the making.

    ``drawn`` is what the document's other badges of the same design show, field by field.
    """

    design: Design
    fitter: Fitter
    sheet: Sheet
    content: BadgeContent
    drawn: dict[tuple[object, ...], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._category = self.design.category(self.content.category)
        words = {**words_of(self.content), **self.design.words(self.content.locale)}
        flags = {FLAGS: " ".join(self.content.flags)}
        label = expand(self._category.label, words)
        self._words: Mapping[str, str] = words | flags | {"label": label}
        self._names = frozenset(self._words)
        content = self.content
        self._manner = (
            content.language,
            content.country,
            content.locale,
            content.flags,
            self._category.label,
        )
        self._composer = Composer(self.fitter, self.design.family, self.content)
        self.problems = self._composer.problems

    def paint(self, fields: Sequence[Field]) -> None:
        """Draw all fields whose condition holds, in the order of the file."""
        for item in fields:
            if condition(item.when, self._names)(self._words):
                self._paint(item)

    def _paint(self, item: Field) -> None:
        """Draw a field as it was drawn before when it says the same as on another badge."""
        if isinstance(item, QrField):
            self._draw(item)
            return
        key = (id(item), *self._manner, *(self._words[name] for name in _names_in(item)))
        known = self.drawn.get(key)
        if known is not None:
            self.sheet.repeat(known)
            return
        noted = len(self.problems)
        code = self.sheet.added_by(lambda: self._draw(item))
        if len(self.problems) == noted:
            if len(self.drawn) > _MOST_DRAWN:
                self.drawn.clear()
            self.drawn[key] = code

    def _draw(self, item: Field) -> None:
        match item:
            case TextField():
                self._text(item)
            case StackField():
                self._stack(item)
            case ShapeField():
                self._shape(item)
            case QrField():
                self._code(item)
            case TileField():
                self._tile(item)
            case BandField():
                self._band(item)
            case ImageField():
                self._image(item)

    def _text(self, item: TextField) -> None:
        text = expand(item.text, self._words)
        if item.split:
            text = text.replace(item.split, "\n", 1)
        block = self._composer.fitted(text, item.type, item.box)
        left, top, width, height = item.box
        if item.valign == "bottom":
            top += height - block.height / POINTS_PER_MM
        self.sheet.block(block, (left, top, width, height), item.align, item.colour)

    def _stack(self, item: StackField) -> None:
        """Draw rows below each other; when they are too high, the largest gives way first."""
        texts = [(row, expand(row.text, self._words)) for row in item.row]
        shown = [(row, text) for row, text in texts if text]
        blocks = self._composer.stacked(shown, item.box)
        left, top, width, height = item.box
        for index, ((row, _), block) in enumerate(zip(shown, blocks, strict=True)):
            top += row.gap / POINTS_PER_MM if index else 0
            self.sheet.block(block, (left, top, width, height), row.align, item.colour)
            top += block.height / POINTS_PER_MM

    def _shape(self, item: ShapeField) -> None:
        left, top, width, height = item.box
        if item.fill:
            self.sheet.fill(item.box, self._plate() if item.fill == "category" else item.fill)
        if item.stroke and height:
            self.sheet.outline(item.box, item.radius, item.stroke_width, item.stroke)
        elif item.stroke:
            self.sheet.rule(left, top, width, item.stroke_width, item.stroke)

    def _code(self, item: QrField) -> None:
        """Draw a code on white; on label printers in whole dots a module."""
        matrix = qr_matrix(fill(item.value, self._words))
        left, top, width, height = item.box
        modules = len(matrix)
        unit = min(width, height) / modules
        if self.design.stock.dpi:
            dot = MM_PER_INCH / self.design.stock.dpi
            unit = max(1, int(unit / dot + 1e-6)) * dot
            shift = (min(width, height) - unit * modules) / 2
            left, top = (round((edge + shift) / dot) * dot for edge in (left, top))
        side, quiet = unit * modules, unit * QUIET_ZONE
        around = (left - quiet, top - quiet, side + 2 * quiet, side + 2 * quiet)
        self.sheet.fill(around, WHITE)
        self.sheet.modules((left, top, side, side), matrix)

    def _image(self, item: ImageField) -> None:
        picture = self.design.pictures[item.src]
        left, top, width, height = item.box
        scale = min(width / picture.width, height / picture.height)
        wide, high = picture.width * scale, picture.height * scale
        left += {"left": 0.0, "right": width - wide}.get(item.align, (width - wide) / 2)
        top += {"top": 0.0, "bottom": height - high}.get(item.valign, (height - high) / 2)
        self.sheet.picture(picture, (left, top, wide, high))

    def _tile(self, item: TileField) -> None:
        left, top, width, height = item.box
        inner = width - 2 * item.padding
        block = self._composer.fitted(
            expand(item.text, self._words), item.type, (0, 0, inner, height)
        )
        tile_width = max(item.min_width, block.width / POINTS_PER_MM + 2 * item.padding)
        tile = (left, top, tile_width, height)
        self.sheet.fill(tile, item.fill)
        self._centred(block, tile, "center", item.colour)
        beside_left = left + tile_width + item.gap
        beside = (beside_left, top, left + width - beside_left, height)
        if item.beside and beside[2] >= _LEAST_BESIDE:
            text = expand(item.beside.text, self._words)
            self._centred(
                self._composer.fitted(text, item.beside.type, beside), beside, "left", BLACK
            )

    def _band(self, item: BandField) -> None:
        left, top, width, height = item.box
        plate = self._plate()
        if plate == WHITE:
            self.sheet.rule(left, top, width, _RULE_WIDTH, BLACK)
        else:
            self.sheet.fill(item.box, plate)
        ink = BLACK if _luminance(plate) > _BRIGHT else WHITE
        inner = (left + item.inset, top, width - 2 * item.inset, height)
        if item.note and item.note.flag in self.content.flags:
            inner = self._note(item, inner, ink)
        if self._category.sign:
            inner = self._sign(inner, ink)
        label = self._composer.fitted(expand(item.text, self._words), item.type, inner)
        self._centred(label, inner, "left", ink)

    def _plate(self) -> str:
        """Return the colour that tells the category; black or white on printers without any."""
        category = self._category
        if category.colour and self.design.stock.colour:
            return category.colour
        is_dark = category.dark or (category.colour and _luminance(category.colour) <= _BRIGHT)
        return BLACK if is_dark else WHITE

    def _sign(self, inner: Box, ink: str) -> Box:
        """Draw the category's sign before its name; return what it leaves of the band."""
        left, top, width, height = inner
        side = min(height * 0.5, width / 4)
        self.sheet.sign(self._category.sign, (left, top + (height - side) / 2, side, side), ink)
        used = side * 1.5
        return (left + used, top, width - used, height)

    def _note(self, item: BandField, inner: Box, ink: str) -> Box:
        """Draw the note at the right end; return what it leaves of the band."""
        left, top, width, height = inner
        if item.note is None:
            return inner
        half = (left + width / 2, top, width / 2, height)
        text = expand(item.note.text, self._words)
        block = self._composer.fitted(text, item.note.type, half)
        self._centred(block, inner, "right", ink)
        used = block.width / POINTS_PER_MM + _SIGN_GAP
        if item.note.sign:
            side = block.size * 1.12 / POINTS_PER_MM
            self.sheet.ban(left + width - used - side, top + (height - side) / 2, side, ink)
            used += side + _SIGN_GAP
        return (left, top, max(width - used - _NOTE_GAP, width / 8), height)

    def _centred(self, block: Block, box: Box, align: str, colour: str) -> None:
        """Draw a block so that its capitals stand in the middle of the box's height."""
        left, top, width, height = box
        baselines = block.baselines()
        cap = block.size * 0.70
        middle = (baselines[0] - cap + baselines[-1]) / 2 / POINTS_PER_MM
        self.sheet.block(block, (left, top + height / 2 - middle, width, height), align, colour)


@lru_cache(maxsize=1024)
def _names_in(item: Field) -> tuple[str, ...]:
    """Return the words that a field's texts name."""
    found = (match for _, text in templates(item) for match in _PLACEHOLDER.findall(text))
    return tuple(dict.fromkeys(name for names in found for name in names.split("|")))


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1, as contrast is measured by."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = ((part + 0.055) / 1.055 for part in parts)
    return float(0.2126 * red**2.4 + 0.7152 * green**2.4 + 0.0722 * blue**2.4)
