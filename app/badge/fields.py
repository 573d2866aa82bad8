"""What a design can put on a badge; every field is a table of the design file.

Lengths are millimetres from the top left corner, sizes of type and strokes are points.
Texts may hold ``{words}`` of `app.badge.words`; ``{given|name}`` takes the first that is
not empty.
"""

from typing import Annotated, Literal

import msgspec

Box = tuple[float, float, float, float]
"""Left, top, width, height."""
Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-fA-F]{6}$")]
Size = Annotated[float, msgspec.Meta(gt=0, le=400)]
Weight = Annotated[int, msgspec.Meta(ge=100, le=900)]
Lines = Annotated[int, msgspec.Meta(ge=1, le=6)]
Align = Literal["left", "right", "center", "start"]


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text is set.

    Under ``min`` points the check reports it as tight, under ``hard_min`` as small. It
    prefers to ``wrap`` or to ``shrink`` when its full ``size`` does not fit.
    """

    size: Size
    min: float = 0.0
    hard_min: float = 0.0
    weight: Weight = 400
    lines: Lines = 1
    prefer: Literal["shrink", "wrap"] = "wrap"
    leading: float = 1.24


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition: a word that is not empty, one that is, a flag of the guest."""

    has: str = ""
    lacks: str = ""
    flag: str = ""


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
    when: When | None = None


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text of a stack; ``gap`` points lie above it."""

    text: str
    type: Type
    align: Align = "left"
    gap: float = 0.0


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
    row: list[Row]
    colour: Colour = "#000000"
    when: When | None = None


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
    stroke_width: float = 0.75
    fill: Colour | None = None
    radius: float = 0.0
    when: When | None = None


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
    when: When | None = None


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
    min_width: float = 0.0
    padding: float = 2.0
    gap: float = 3.0
    fill: Colour = "#000000"
    colour: Colour = "#ffffff"
    beside: Row | None = None
    when: When | None = None


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
    """The bar that tells the category: white with a rule above it, or black."""

    box: Box
    text: str = "{label}"
    type: Type
    inset: float = 0.0
    note: Note | None = None
    when: When | None = None


Field = TextField | StackField | ShapeField | QrField | TileField | BandField
