"""What a new element of a design looks like before somebody changes it."""

from typing import Any

from app.badge.geometry import Page

KINDS = ("text", "qr", "shape", "image", "band")
_MARGIN_MM = 8.0
_TEXT_MM = 10.0
_QR_MM = 26.0
_SHAPE_MM = 20.0
_BAND_MM = 14.0


def new_field(kind: str, page: Page) -> dict[str, Any]:
    """Return a field of that kind in the middle of *page*; a band lies at its foot."""
    return {"kind": kind, "box": _box(kind, page), **_VALUES[kind]}


_VALUES: dict[str, dict[str, Any]] = {
    "text": {"text": "Text", "type": {"size": 16, "lines": 2}},
    "qr": {"value": "{code}"},
    "shape": {"stroke": "#000000", "stroke_width": 0.75},
    "image": {},
    "band": {"inset": 8, "type": {"size": 17, "weight": 600}},
}


def _box(kind: str, page: Page) -> list[float]:
    if kind == "band":
        height = min(_BAND_MM, page[1])
        return [0, page[1] - height, page[0], height]
    if kind == "text":
        width = max(1.0, page[0] - 2 * _MARGIN_MM)
        return _centred(width, _TEXT_MM, page)
    side = min(_QR_MM if kind == "qr" else _SHAPE_MM, *page)
    return _centred(side, side, page)


def _centred(width: float, height: float, page: Page) -> list[float]:
    return [
        float(round((page[0] - width) / 2)),
        float(round((page[1] - height) / 2)),
        width,
        min(height, page[1]),
    ]
