"""What a design can put on a badge; every field is a table of the design file.

Lengths are millimetres from the top left corner, sizes of type and strokes are points.
Texts may hold ``{words}`` of `app.badge.words`; ``{given|name}`` takes the first that is
not empty. ``when`` is a condition of `app.badge.condition`.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

Box = tuple[float, float, float, float]
"""Left, top, width, height."""
_HEX = "^#[0-9a-fA-F]{6}$"
Colour = Annotated[str, msgspec.Meta(pattern=_HEX)]
Fill = Annotated[str, msgspec.Meta(pattern=f"{_HEX}|^category$")]
"""A colour, or that of the guest's category."""
Size = Annotated[float, msgspec.Meta(gt=0, le=400)]
Limit = Annotated[float, msgspec.Meta(ge=0, le=400)]
Leading = Annotated[float, msgspec.Meta(ge=0.8, le=4)]
Distance = Annotated[float, msgspec.Meta(ge=0, le=1000)]
Weight = Annotated[int, msgspec.Meta(ge=100, le=900)]
Lines = Annotated[int, msgspec.Meta(ge=1, le=6)]
Align = Literal["left", "right", "center", "start"]


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text is set.

    Under ``min`` points the check reports it as tight, under ``hard_min`` as small. It
    prefers to ``wrap`` or to ``shrink`` when its full ``size`` does not fit.
    """

    size: Size
    min: Limit = 0.0
    hard_min: Limit = 0.0
    weight: Weight = 400
    lines: Lines = 1
    prefer: Literal["shrink", "wrap"] = "wrap"
    leading: Leading = 1.24


class TextField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="text",
    tag_field="kind",
):
    """A text in a box; the first ``split`` in it becomes a line break."""

    box: Box
    text: str
    type: Type
    align: Align = "left"
    valign: Literal["top", "bottom"] = "top"
    colour: Colour = "#000000"
    split: str = ""
    when: str = ""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text of a stack; ``gap`` points lie above it."""

    text: str
    type: Type
    align: Align = "left"
    gap: Distance = 0.0


class StackField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="stack",
    tag_field="kind",
):
    """Texts below each other; empty ones leave no hole. All are set in one family."""

    box: Box
    row: tuple[Row, ...]
    colour: Colour = "#000000"
    when: str = ""


class ShapeField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="shape",
    tag_field="kind",
):
    """A rectangle; with a radius its corners are round, without height it is a rule."""

    box: Box
    stroke: Colour | None = None
    stroke_width: Distance = 0.75
    fill: Fill | None = None
    radius: Distance = 0.0
    when: str = ""


class QrField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="qr",
    tag_field="kind",
):
    """A QR code; the box holds the modules, the page must leave four more around it."""

    box: Box
    value: str = "{code}"
    when: str = ""


class TileField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="tile",
    tag_field="kind",
):
    """A dark tile at the left of the box, as wide as its text needs, and a text beside it."""

    box: Box
    text: str
    type: Type
    min_width: Distance = 0.0
    padding: Distance = 2.0
    gap: Distance = 3.0
    fill: Colour = "#000000"
    colour: Colour = "#ffffff"
    beside: Row | None = None
    when: str = ""


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a band says at its right end about guests with a flag; a sign may go before it."""

    flag: str
    text: str
    type: Type
    sign: Literal["", "ban"] = ""


class BandField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="band",
    tag_field="kind",
):
    """The bar that tells the category: white with a rule above it, black, or of its colour."""

    box: Box
    text: str = "{label}"
    type: Type
    inset: Distance = 0.0
    note: Note | None = None
    when: str = ""


class ImageField(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag="image",
    tag_field="kind",
):
    """A PNG or SVG file beside the design, as large as it goes into the box undistorted."""

    box: Box
    src: str
    align: Literal["left", "right", "center"] = "center"
    valign: Literal["top", "middle", "bottom"] = "middle"
    when: str = ""


Field = TextField | StackField | ShapeField | QrField | TileField | BandField | ImageField


def templates(field: Field) -> Iterator[tuple[str, str]]:
    """Yield the texts of a field that may hold words, with their places."""
    match field:
        case StackField():
            yield from ((f".row[{index}].text", row.text) for index, row in enumerate(field.row))
        case QrField():
            yield ".value", field.value
        case TileField():
            yield ".text", field.text
            yield ".beside", field.beside.text if field.beside else ""
        case BandField():
            yield ".text", field.text
            yield ".note", field.note.text if field.note else ""
        case TextField():
            yield ".text", field.text
        case ShapeField() | ImageField():
            pass
