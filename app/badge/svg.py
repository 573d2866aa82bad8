"""SVG drawings as PDF operators: paths and simple shapes in plain colours.

Pictures, gradients, filters and letters are refused with the line they stand on; a program
for drawing turns letters into paths.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from PIL import ImageColor

from app.badge.svg_path import PathError, path_code
from app.errors import BadgeError

_SVG = "http://www.w3.org/2000/svg"
_LEFT_OUT = {"defs", "metadata", "title", "desc", "clipPath", "mask", "symbol", "script", "view"}
_CONTAINERS = {"svg", "g", "a", "switch"}
_KEPT = ("fill", "stroke", "stroke-width", "fill-rule", "stroke-linecap", "stroke-linejoin")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MOST_BYTES = 2_000_000
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}

Style = Mapping[str, str]


@dataclass
class Drawing:
    """Width and height in the drawing's own units, y downwards, and what draws it."""

    width: float = 0.0
    height: float = 0.0
    code: list[str] = field(default_factory=list)


class SvgError(ValueError):
    """Something in a drawing that badges do not draw."""


def read_svg(path: Path) -> Drawing:
    """Return the drawing in an SVG file.

    Raises:
        BadgeError: it cannot be read or holds what is not drawn; the sentence names the line.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        content = path.read_bytes()
        if len(content) > _MOST_BYTES:
            raise BadgeError(_sentence(path, 1, "a drawing has at most 2 MB"))
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keyword
        reader.check()
    except OSError as error:
        sentence = f"{path} cannot be read ({error.strerror}); check the path."
        raise BadgeError(sentence) from error
    except (SvgError, PathError) as error:
        raise BadgeError(_sentence(path, parser.CurrentLineNumber, str(error))) from error
    except expat.ExpatError as error:
        problem = f"this is no SVG ({expat.errors.messages.get(error.code, error)})"
        raise BadgeError(_sentence(path, error.lineno, problem)) from error
    return reader.drawing


class _Reader:
    """Collects operators while the elements of a file go by."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self._styles: list[Style] = [{"fill": "black", "stroke": "none"}]
        self._is_changed: list[bool] = []
        self._skipping = 0
        self._sheet = ""
        self._in_sheet = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        space, _, local = name.rpartition(" ")
        self._in_sheet = local == "style"
        if self._skipping or (space and space != _SVG) or local in {*_LEFT_OUT, "style"}:
            self._skipping += 1
            return
        style = self._style(attributes)
        if style.get("display") == "none":
            self._skipping += 1
            return
        matrices = [
            _matrix(*match) for match in _TRANSFORM.findall(attributes.get("transform", ""))
        ]
        if local == "svg" and not self._is_changed:
            self.drawing.width, self.drawing.height, origin = _size(attributes)
            matrices.append(origin)
        self._styles.append(style)
        self._is_changed.append(bool(matrices))
        if matrices:
            self.drawing.code.append(" ".join(["q", *matrices]))
        if local not in _CONTAINERS:
            self._draw(local, attributes, style)

    def end(self, _name: str) -> None:
        """Take in the end of an element."""
        self._in_sheet = False
        if self._skipping:
            self._skipping -= 1
        else:
            self._drop()

    def text(self, text: str) -> None:
        """Keep the rules of a style sheet."""
        if self._in_sheet:
            self._sheet += text

    def check(self) -> None:
        """Raise `SvgError` when there is nothing to draw."""
        if not (self.drawing.width > 0 and self.drawing.height > 0):
            message = "the drawing has no size"
            raise SvgError(message)

    def _drop(self) -> None:
        self._styles.pop()
        if self._is_changed.pop():
            self.drawing.code.append("Q")

    def _style(self, attributes: Mapping[str, str]) -> Style:
        """Return how an element is drawn: inherited, then its own, its class's and its style."""
        own = dict(self._styles[-1])
        own.update({key: attributes[key] for key in (*_KEPT, "display") if key in attributes})
        for classes in attributes.get("class", "").split():
            own.update(_declared(_rules(self._sheet).get(classes, "")))
        own.update(_declared(attributes.get("style", "")))
        faint = {**attributes, **own}
        if any(_first(faint.get(key, "1"), 1.0) < 1 for key in ("opacity", "fill-opacity")):
            message = "badges have no transparency; give the element a plain colour"
            raise SvgError(message)
        return own

    def _draw(self, local: str, attributes: Mapping[str, str], style: Style) -> None:
        data = _data(local, attributes)
        if data is None:
            message = f"badges do not draw <{local}>; turn it into paths"
            raise SvgError(message)
        fill, stroke = _colour(style["fill"], "rg"), _colour(style["stroke"], "RG")
        width = _first(style.get("stroke-width", "1"), 1.0)
        stroke = stroke if width > 0 else ""
        code = path_code(data)
        if not code or not (fill or stroke):
            return
        rule = "*" if style.get("fill-rule") == "evenodd" else ""
        paint = {(True, False): f"f{rule}", (True, True): f"B{rule}"}.get(
            (bool(fill), bool(stroke)), "S"
        )
        pen = f"{width:.3f} w {_line_form(style)}" if stroke else ""
        self.drawing.code.append(" ".join(filter(None, (fill, stroke, pen, code, paint))))


def _data(local: str, attributes: Mapping[str, str]) -> str | None:
    """Return a shape as path data; None when it is no shape."""

    def number(*names: str) -> float:
        return next((_first(attributes[name], 0.0) for name in names if name in attributes), 0.0)

    x, y, width, height = (number(key) for key in ("x", "y", "width", "height"))
    match local:
        case "path":
            return attributes.get("d", "")
        case "rect":
            rx = min(number("rx", "ry"), width / 2)
            ry = min(number("ry", "rx"), height / 2)
            return _rectangle(x, y, width, height, rx=rx, ry=ry)
        case "circle" | "ellipse":
            rx, ry = number("r", "rx"), number("r", "ry")
            left, cy = number("cx") - rx, number("cy")
            half = f"a{rx} {ry} 0 1 1"
            return f"M{left} {cy}{half} {2 * rx} 0{half} {-2 * rx} 0Z" if rx * ry > 0 else ""
        case "line":
            return f"M{number('x1')} {number('y1')}L{number('x2')} {number('y2')}"
        case "polyline" | "polygon":
            points = attributes.get("points", "").strip()
            return f"M{points}{'Z' if local == 'polygon' else ''}" if points else ""
    return None


def _rectangle(x: float, y: float, width: float, height: float, *, rx: float, ry: float) -> str:
    """Return a rectangle, perhaps with round corners, as path data."""
    if width <= 0 or height <= 0:
        return ""
    if rx <= 0 or ry <= 0:
        return f"M{x} {y}h{width}v{height}h{-width}Z"
    arc = f"a{rx} {ry} 0 0 1"
    across, down = width - 2 * rx, height - 2 * ry
    return (
        f"M{x + rx} {y}h{across}{arc} {rx} {ry}v{down}{arc} {-rx} {ry}"
        f"h{-across}{arc} {-rx} {-ry}v{-down}{arc} {rx} {-ry}Z"
    )


def _size(attributes: Mapping[str, str]) -> tuple[float, float, str]:
    """Return width, height and the operator that moves the drawing's corner to the origin."""
    box = [float(number) for number in _NUMBER.findall(attributes.get("viewBox", ""))]
    if len(box) == 4:  # noqa: PLR2004 - left, top, width, height
        return box[2], box[3], f"1 0 0 1 {-box[0]:.3f} {-box[1]:.3f} cm"
    width, height = (_first(attributes.get(key, ""), 0.0) for key in ("width", "height"))
    return width, height, "1 0 0 1 0 0 cm"


def _matrix(name: str, inside: str) -> str:
    """Return a transformation as a PDF operator."""
    numbers = [float(number) for number in _NUMBER.findall(inside)]
    first, second = ([*numbers, 0.0, 0.0])[:2]
    match name, len(numbers):
        case "matrix", 6:
            return " ".join(f"{number:.6f}" for number in numbers) + " cm"
        case "translate", 1 | 2:
            return f"1 0 0 1 {first:.6f} {second:.6f} cm"
        case "scale", 1 | 2:
            return f"{first:.6f} 0 0 {second if len(numbers) > 1 else first:.6f} 0 0 cm"
        case "rotate", 1 | 3:
            angle = math.radians(first)
            cos, sin = math.cos(angle), math.sin(angle)
            turned = f"{cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} 0 0 cm"
            if len(numbers) == 1:
                return turned
            x, y = numbers[1:]
            return f"1 0 0 1 {x:.6f} {y:.6f} cm {turned} 1 0 0 1 {-x:.6f} {-y:.6f} cm"
    message = f"badges do not know the transformation {name}({inside})"
    raise SvgError(message)


def _declared(text: str) -> dict[str, str]:
    """Return the declarations of a style."""
    pairs = (part.partition(":") for part in text.split(";"))
    wanted = {*_KEPT, "display", "opacity", "fill-opacity"}
    return {key.strip(): value.strip() for key, _, value in pairs if key.strip() in wanted}


def _rules(sheet: str) -> dict[str, str]:
    """Return the declarations of every class of a style sheet."""
    rules: dict[str, str] = {}
    for selectors, body in _RULE.findall(sheet):
        for selector in selectors.split(","):
            name = selector.strip().removeprefix(".")
            rules[name] = f"{rules.get(name, '')};{body}"
    return rules


def _colour(text: str, operator: str) -> str:
    """Return the operator that sets a colour; empty for none."""
    if text.strip() in {"none", "transparent"}:
        return ""
    plain = "black" if text.strip() in {"currentColor", "inherit"} else text.strip()
    try:
        red, green, blue = ImageColor.getrgb(plain)[:3]
    except ValueError as error:
        message = f"“{text}” is no plain colour"
        raise SvgError(message) from error
    return f"{red / 255:.3g} {green / 255:.3g} {blue / 255:.3g} {operator}"


def _line_form(style: Style) -> str:
    cap = _CAPS.get(style.get("stroke-linecap", ""), 0)
    return f"{cap} J {_JOINS.get(style.get('stroke-linejoin', ''), 0)} j"


def _first(text: str, default: float) -> float:
    """Return the number that a text begins with."""
    match = _NUMBER.match(text.strip())
    return float(match.group()) if match else default


def _refuse_entity(*_declaration: object) -> None:
    message = "entities are not read"
    raise SvgError(message)


def _sentence(path: Path, line: int, problem: str) -> str:
    return f"{path.name}, line {line}: {problem}. Correct the drawing and try again."
