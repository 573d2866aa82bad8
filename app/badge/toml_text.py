"""Changing single values in the text of a TOML file, so that its comments stay."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, Any]

_HEADER = re.compile(r"\s*\[")
_DIGITS = 3
"""Decimals that are written: thousandths of a millimetre."""


def written(value: object) -> str:
    """Return a text, number, truth, list or table as TOML in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        pairs = (f"{_key(name)} = {written(each)}" for name, each in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(written, value))}]"
    message = f"TOML has no {type(value).__name__}"
    raise TypeError(message)


def table(header: str, values: Values) -> str:
    """Return a table with its *header*, such as ``[[field]]``, one line a key."""
    lines = [header, *(f"{_key(name)} = {written(value)}" for name, value in values.items())]
    return "\n".join(lines) + "\n"


def replaced(text: str, key: str, value: object | None) -> str:
    """Return the text of one table with another *value* for *key*; None takes the key out.

    The table ends where the next header begins; what follows stays as it is. Lists and
    texts over several lines are replaced whole.
    """
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if _sets(line, key)), None)
    new = [] if value is None else [f"{_key(key)} = {written(value)}"]
    if start is None:
        start = end = _last_line(lines) + 1
    else:
        end = _value_end(lines, start)
        new = [line + _remark(lines, start, end) for line in new]
    return "\n".join([*lines[:start], *new, *lines[end:], ""])


def _sets(line: str, key: str) -> bool:
    return re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line) is not None


def _last_line(lines: list[str]) -> int:
    """Return the last line that sets something; -1 when none does."""
    full = [n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    return full[-1] if full else -1


def _value_end(lines: list[str], start: int) -> int:
    """Return the line behind the value that begins in line *start*."""
    for end in range(start + 1, len(lines) + 1):
        if _is_whole("\n".join(lines[start:end])):
            return end
    return start + 1


def _remark(lines: list[str], start: int, end: int) -> str:
    """Return the comment behind a value of one line, with the blanks before it."""
    if end != start + 1:
        return ""
    line = lines[start]
    value = tomllib.loads(line)
    for mark in (match.start() for match in re.finditer(r"\s*#", line)):
        if _is_whole(line[:mark]) and tomllib.loads(line[:mark]) == value:
            return line[mark:]
    return ""


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _number(value: float) -> str:
    rounded = round(value, _DIGITS)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else written(name)


def split_tables(text: str) -> list[str]:
    """Return *text* in pieces that begin with a header, with the comments above it.

    The first piece is what stands before any header. Joined, they are *text*.
    """
    lines = text.splitlines(keepends=True)
    starts = [_with_comments(lines, n) for n, line in enumerate(lines) if _HEADER.match(line)]
    borders = [0, *starts, len(lines)]
    return ["".join(lines[start:end]) for start, end in pairwise(borders)]


def _with_comments(lines: list[str], header: int) -> int:
    """Return where the comments begin that stand directly above a header."""
    start = header
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start
