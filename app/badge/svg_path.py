"""Path data of SVG as operators of PDF."""

import math
import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|[\s,]+")
_FLAG = re.compile(r"[\s,]*([01])")
_COUNTS = {"M": 2, "Z": 0, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_QUARTER = math.pi / 2
_LARGEST = 1e6

Point = tuple[float, float]


class PathError(ValueError):
    """Path data break the grammar."""


class PathPen:
    """Draws lines and curves and keeps them as PDF operators."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._control: Point | None = None
        self._was = ""

    def run(self, command: str, numbers: list[float]) -> None:
        """Carry out one command with as many numbers as it takes."""
        kind = command.upper()
        if command != kind:
            numbers = self._absolute(kind, numbers)
        _COMMANDS[kind](self, numbers)
        self._was = kind

    def _absolute(self, kind: str, numbers: list[float]) -> list[float]:
        """Return the numbers of a relative command as absolute ones."""
        x, y = self.at
        if kind == "H":
            return [numbers[0] + x]
        if kind == "V":
            return [numbers[0] + y]
        if kind == "A":
            return [*numbers[:5], numbers[5] + x, numbers[6] + y]
        return [number + (y if place % 2 else x) for place, number in enumerate(numbers)]

    def move(self, numbers: list[float]) -> None:
        """Begin a figure."""
        self.at = self._start = (numbers[0], numbers[1])
        self._emit("m", self.at)

    def line(self, numbers: list[float]) -> None:
        """Draw a straight line."""
        self.at = (numbers[0], numbers[1])
        self._emit("l", self.at)

    def level(self, numbers: list[float]) -> None:
        """Draw a line from left to right."""
        self.line([numbers[0], self.at[1]])

    def upright(self, numbers: list[float]) -> None:
        """Draw a line from top to bottom."""
        self.line([self.at[0], numbers[0]])

    def cubic(self, numbers: list[float]) -> None:
        """Draw a cubic curve."""
        first, second, end = _points(numbers)
        self._emit("c", first, second, end)
        self.at, self._control = end, second

    def smooth_cubic(self, numbers: list[float]) -> None:
        """Draw a cubic curve that goes on without a corner."""
        self.cubic([*self._mirrored("CS"), *numbers])

    def quadratic(self, numbers: list[float]) -> None:
        """Draw a quadratic curve as a cubic one."""
        (x0, y0), ((x1, y1), (x, y)) = self.at, _points(numbers)
        self.cubic(
            [
                x0 + (x1 - x0) * 2 / 3,
                y0 + (y1 - y0) * 2 / 3,
                x + (x1 - x) * 2 / 3,
                y + (y1 - y) * 2 / 3,
                x,
                y,
            ]
        )
        self._control = (x1, y1)

    def smooth_quadratic(self, numbers: list[float]) -> None:
        """Draw a quadratic curve that goes on without a corner."""
        self.quadratic([*self._mirrored("QT"), *numbers])

    def arc(self, numbers: list[float]) -> None:
        """Draw part of an ellipse as cubic curves."""
        end = (numbers[5], numbers[6])
        for curve in _arc(self.at, numbers, end):
            self._emit("c", *curve)
        self.at = end

    def close(self, _numbers: list[float]) -> None:
        """End a figure where it began."""
        self.code.append("h")
        self.at = self._start

    def _mirrored(self, family: str) -> Point:
        """Return the last control point seen from the other side of the pen."""
        if self._was not in family or self._control is None:
            return self.at
        return 2 * self.at[0] - self._control[0], 2 * self.at[1] - self._control[1]

    def _emit(self, operator: str, *points: Point) -> None:
        self.code.append(" ".join([*(f"{x:.3f} {y:.3f}" for x, y in points), operator]))


_COMMANDS: dict[str, Callable[[PathPen, list[float]], None]] = {
    "M": PathPen.move,
    "L": PathPen.line,
    "H": PathPen.level,
    "V": PathPen.upright,
    "C": PathPen.cubic,
    "S": PathPen.smooth_cubic,
    "Q": PathPen.quadratic,
    "T": PathPen.smooth_quadratic,
    "A": PathPen.arc,
    "Z": PathPen.close,
}


def path_code(data: str) -> str:
    """Return the PDF operators for the ``d`` of a path.

    Raises:
        PathError: the data break the grammar.
    """
    pen = PathPen()
    for command, numbers in _commands(data):
        pen.run(command, numbers)
    return " ".join(pen.code)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield commands with their numbers; a repeated command need not be written."""
    command, place = "", 0
    while True:
        token, after = _next(data, place)
        if token is None:
            return
        if token.isalpha():
            command, place = token, after
        elif not command or command in "Zz":
            message = f"a number without a command at “{data[place : place + 12]}”"
            raise PathError(message)
        if not command or (place == after == 0):
            raise PathError(data[:12])
        numbers, place = _numbers(data, place, command)
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _numbers(data: str, place: int, command: str) -> tuple[list[float], int]:
    """Return the numbers of one command and where they end."""
    numbers: list[float] = []
    for index in range(_COUNTS[command.upper()]):
        is_flag = command in "Aa" and index in {3, 4}
        match = _FLAG.match(data, place) if is_flag else None
        token, after = (match[1], match.end()) if match else _next(data, place)
        if token is None or token.isalpha():
            message = f"“{command}” has too few numbers"
            raise PathError(message)
        numbers.append(float(token))
        place = after
    if not all(abs(number) < _LARGEST for number in numbers):
        message = f"“{command}” has a number that is too large"
        raise PathError(message)
    return numbers, place


def _next(data: str, place: int) -> tuple[str | None, int]:
    """Return the next command or number and where it ends; None at the end."""
    while place < len(data):
        match = _TOKEN.match(data, place)
        if match is None:
            message = f"“{data[place : place + 12]}” is no path"
            raise PathError(message)
        place = match.end()
        if match.lastindex:
            return match[match.lastindex], place
    return None, place


def _points(numbers: list[float]) -> list[Point]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _arc(start: Point, numbers: list[float], end: Point) -> Iterator[tuple[Point, Point, Point]]:
    """Yield cubic curves along an ellipse, by the formulas of SVG's appendix on arcs."""
    rx, ry, turn = abs(numbers[0]), abs(numbers[1]), math.radians(numbers[2])
    if start == end:
        return
    if not (rx and ry):
        yield start, end, end
        return
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    over = (rx * y) ** 2 + (ry * x) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 / over - 1))
    root = -root if bool(numbers[3]) == bool(numbers[4]) else root
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if numbers[4] and sweep < 0:
        sweep += 2 * math.pi
    elif not numbers[4] and sweep > 0:
        sweep -= 2 * math.pi

    def place(u: float, v: float) -> Point:
        return (
            cos * (rx * u + cx) - sin * (ry * v + cy) + (start[0] + end[0]) / 2,
            sin * (rx * u + cx) + cos * (ry * v + cy) + (start[1] + end[1]) / 2,
        )

    steps = max(1, math.ceil(abs(sweep) / _QUARTER - 1e-9))
    step = sweep / steps
    reach = 4 / 3 * math.tan(step / 4)
    for number in range(steps):
        a, b = first + number * step, first + (number + 1) * step
        yield (
            place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            place(math.cos(b), math.sin(b)),
        )
