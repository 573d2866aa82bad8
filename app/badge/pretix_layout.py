"""A badge layout of pretix becomes a design of ours, as far as its elements have a match.

pretix counts millimetres from the bottom left corner and draws everything where it stands, also
over the edge; a design counts from the top left, keeps to the badge and leaves white around a
code. What cannot be had is left out and said.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.badge.fields import Box
from app.badge.pretix_losses import Loss, Remark
from app.badge.pretix_words import Wording, is_name, template
from app.badge.qr import QUIET_ZONE, SMALLEST_SIDE
from app.badge.toml_text import table, written

A6_LANDSCAPE: Final = (148.0, 105.0)
"""The size of pretix's own blank badge, in millimetres."""
_FAMILY = "IBM Plex Sans"
_MM_PER_POINT = 25.4 / 72
_LARGEST_MM = 2000.0
_LEAST_CODE_MM = 10.0
_MOST_LINES = 3
_MOST_LINES_OF_A_BOX = 6
_SIZES = (1.0, 400.0)
_LEADINGS = (1.0, 4.0)
_READABLE = {"min": 24.0, "hard_min": 14.0}
_ALIGNS = ("left", "center", "right")
_QUIET = QUIET_ZONE / SMALLEST_SIDE
"""White around a code, as a part of its side."""
_SIDES = 2
_UPRIGHT = 0.5
"""Degrees below which nothing is turned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A design and the stock that it is printed on, both as TOML, and what was lost."""

    design: str
    stock: str
    remarks: tuple[Remark, ...]


def convert(
    name: str,
    layout: Sequence[Mapping[str, Any]],
    *,
    stock: str,
    size: tuple[float, float] = A6_LANDSCAPE,
    background: str = "",
) -> Converted:
    """Return *layout*, the elements as pretix has them, as a design.

    Args:
        name: What people call the design.
        layout: The elements.
        stock: The path of the stock's file as seen from the design's folder.
        size: Width and height of the badge, those of the layout's background.
        background: The name of a picture beside the design that lies below everything.
    """
    width, height = (min(max(side, _LEAST_CODE_MM), _LARGEST_MM) for side in size)
    sheet = _Sheet(width, height)
    # Codes first, because texts keep their distance from them.
    for element in sorted(layout, key=lambda each: each.get("type") != "barcodearea"):
        sheet.add(element)
    below = [{"kind": "image", "box": [0, 0, width, height], "src": background}]
    sides = {"field": (below if background else []) + sheet.sides[0], "back": sheet.sides[1]}
    head = {"format": 1, "name": name, "stock": stock, "family": _FAMILY}
    lines = [f"{key} = {written(value)}" for key, value in head.items()]
    lines += [f"{side} = []" for side, fields in sides.items() if not fields]
    texts = sheet.wording.complete().items()
    tables = [table(f"[texts.{language}]", words) for language, words in texts]
    tables += [table(f"[[{side}]]", each) for side, fields in sides.items() for each in fields]
    paper = {"format": 1, "name": name, "width": width, "height": height}
    paper["sides"] = _SIDES if sides["back"] else 1
    return Converted(
        design="\n".join(["\n".join(lines) + "\n", *tables]),
        stock="\n".join(f"{key} = {written(value)}" for key, value in paper.items()) + "\n",
        remarks=tuple(dict.fromkeys(sheet.remarks)),
    )


@dataclass(slots=True)
class _Sheet:
    """The badge while its fields are put on it; boxes are from the top left."""

    width: float
    height: float
    sides: tuple[list[dict[str, Any]], list[dict[str, Any]]] = field(
        default_factory=lambda: ([], [])
    )
    codes: tuple[list[Box], list[Box]] = field(default_factory=lambda: ([], []))
    wording: Wording = field(default_factory=Wording)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, element: Mapping[str, Any]) -> None:
        """Put an element on the badge, or say why not."""
        kind = str(element.get("type", ""))
        page = int(_number(element, "page", 1))
        what = _named(element)
        if not 1 <= page <= _SIDES:
            self._lose(Loss.PAGE, what)
        elif abs(_number(element, "rotation", 0)) % 360 > _UPRIGHT:
            self._lose(Loss.TURNED, what)
        elif kind == "barcodearea":
            self._code(element, page - 1, what)
        elif kind in ("textarea", "textcontainer"):
            self._text(element, page - 1, what)
        elif kind == "imagearea":
            self._lose(Loss.PICTURE, what)
        elif kind == "poweredby":
            self._lose(Loss.MARK)
        else:
            self._lose(Loss.ELEMENT, kind)

    def _lose(self, loss: Loss, what: str = "") -> None:
        self.remarks.append(Remark(loss, what))

    def _code(self, element: Mapping[str, Any], side: int, what: str) -> None:
        """Put a code on the badge; pretix's size mostly holds the white around it too."""
        value, unknown = template(element, self.wording)
        if unknown or not value:
            self._lose(Loss.CONTENT, what)
            return
        size = _number(element, "size", 0)
        left, bottom = _number(element, "left", 0), _number(element, "bottom", 0)
        bare = size if element.get("nowhitespace") else size / (1 + 2 * _QUIET)
        middle = (left + size / 2, self.height - bottom - size / 2)
        most = min(*middle, self.width - middle[0], self.height - middle[1])
        room = most / (0.5 + _QUIET)
        if room < bare:
            self._lose(Loss.EDGE, what)
        bare = math.floor(min(bare, room) * 100) / 100
        if bare < _LEAST_CODE_MM:
            self._lose(Loss.SMALL_CODE, what)
            return
        box = (middle[0] - bare / 2, middle[1] - bare / 2, bare, bare)
        white = bare * _QUIET
        self.sides[side].append({"kind": "qr", "box": list(box), "value": value})
        self.codes[side].append(
            (box[0] - white, box[1] - white, bare + 2 * white, bare + 2 * white)
        )

    def _text(self, element: Mapping[str, Any], side: int, what: str) -> None:
        text, unknown = template(element, self.wording)
        for name in unknown:
            self._lose(Loss.CONTENT, name)
        if not text.strip():
            return
        size = min(max(_number(element, "fontsize", 13), _SIZES[0]), _SIZES[1])
        leading = min(max(_number(element, "lineheight", 1), _LEADINGS[0]), _LEADINGS[1])
        line = size * leading * _MM_PER_POINT
        box = self._free(self._text_box(element, line), side, what)
        if box is None or box[3] < line * 0.8 or box[2] < line:
            self._lose(Loss.NO_ROOM, what)
            return
        self._typeface(element, what)
        is_boxed = element.get("type") == "textcontainer"
        most = _MOST_LINES_OF_A_BOX if is_boxed else _MOST_LINES
        lines = min(max(int(box[3] / line + 0.01), 1), most)
        vertical = element.get("verticalalign", "top") if is_boxed else ""
        if vertical == "middle" and lines > 1:
            self._lose(Loss.MIDDLE, what)
        is_low = vertical == "bottom" or not (is_boxed or element.get("downward"))
        align = element.get("align")
        self.sides[side].append(
            {
                "kind": "text",
                "box": list(box),
                "text": text,
                "type": _type(element, size, leading, lines),
                "align": align if align in _ALIGNS else "left",
                "valign": "bottom" if is_low else "top",
                "colour": _colour(element.get("color")),
            }
        )

    def _typeface(self, element: Mapping[str, Any], what: str) -> None:
        """Say what of the type is not to be had."""
        if element.get("italic"):
            self._lose(Loss.SLANTED, what)
        family = str(element.get("fontfamily", _FAMILY))
        if family != _FAMILY:
            self._lose(Loss.FONT, family)

    def _text_box(self, element: Mapping[str, Any], line: float) -> Box:
        """Return where a text may stand: its own box, or so many lines up or down."""
        left, width = _number(element, "left", 0), _number(element, "width", 0)
        bottom = self.height - _number(element, "bottom", 0)
        if element.get("type") == "textcontainer":
            height = _number(element, "height", 0)
            return left, bottom - height, width, height
        if element.get("downward"):
            lines = min(max(int((self.height - bottom) / line), 1), _MOST_LINES)
            return left, bottom, width, lines * line
        lines = min(max(int(bottom / line), 1), _MOST_LINES)
        return left, bottom - lines * line, width, lines * line

    def _free(self, box: Box, side: int, what: str) -> Box | None:
        """Return *box* without what leaves the badge or comes too close to a code."""
        kept = _common(box, (0, 0, self.width, self.height))
        if kept and (kept[2] < box[2] - 0.1 or kept[3] < box[3] - 0.1):
            self._lose(Loss.EDGE, what)
        for code in self.codes[side]:
            if kept and _common(kept, code):
                kept = max(_beside(kept, code), key=lambda each: each[2] * each[3], default=None)
        return kept


def _type(
    element: Mapping[str, Any], size: float, leading: float, lines: int
) -> dict[str, float | int | str]:
    kind: dict[str, float | int | str] = {"size": size, "lines": lines, "leading": leading}
    kind["weight"] = 700 if element.get("bold") else 400
    if is_name(element):
        kind |= {name: min(least, size) for name, least in _READABLE.items()}
    if element.get("autoresize") or is_name(element):
        kind["prefer"] = "shrink"
    return kind


def _named(element: Mapping[str, Any]) -> str:
    """Return what people call an element: its content, or the text that it holds."""
    content = str(element.get("content", ""))
    if content.startswith("other") and isinstance(element.get("text"), str):
        return str(element["text"])[:40] or content
    return content


def _number(element: Mapping[str, Any], key: str, otherwise: float) -> float:
    """Return a number of an element, which pretix keeps as a text."""
    try:
        value = float(element.get(key, otherwise))
    except (TypeError, ValueError):
        return otherwise
    return value if math.isfinite(value) else otherwise


_CHANNELS, _BRIGHTEST = 3, 255
"""Red, green and blue, a byte each; what follows is opacity."""


def _colour(value: object) -> str:
    """Return red, green and blue as six hexadecimal digits; black when it is none."""
    if not isinstance(value, list | tuple) or len(value) < _CHANNELS:
        return "#000000"
    channels = value[:_CHANNELS]
    parts = [part if isinstance(part, int) and 0 <= part <= _BRIGHTEST else 0 for part in channels]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _common(one: Box, other: Box) -> Box | None:
    """Return what two boxes have in common."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _beside(box: Box, code: Box) -> Iterator[Box]:
    """Yield the parts of *box* left, right, above and below of a code with its white."""
    left, top, right, bottom = box[0], box[1], box[0] + box[2], box[1] + box[3]
    for part in (
        (left, top, code[0] - left, box[3]),
        (code[0] + code[2], top, right - code[0] - code[2], box[3]),
        (left, top, box[2], code[1] - top),
        (left, code[1] + code[3], box[2], bottom - code[1] - code[3]),
    ):
        if part[2] > 0 and part[3] > 0:
            yield part
