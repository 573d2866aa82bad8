"""Lists in text files: which separator, where a record begins."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.errors import TableError
from app.roster.encodings import decoded
from app.roster.mapping import known_field
from app.roster.reading import SEPARATORS

_SAMPLE_CHARACTERS = 64_000
"""The beginning of a file shows its separator."""
_HEAD_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file; ``number`` is the line it starts on, counted from 1."""

    number: int
    cells: Sequence[str]


Grid: TypeAlias = Sequence[Line]
"""The records of a file, blank ones included."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of a file, and how they were read; both words are empty for workbooks."""

    grid: Grid
    encoding: str = ""
    separator: str = ""
    name: str = ""


def read_delimited(
    data: bytes, name: str, encoding: str | None = None, separator: str | None = None
) -> Sheet:
    """Return the records of a CSV file as Excel, databases or ticket systems write it.

    Separated by semicolon, comma, tab or bar, whichever makes the best table.

    Args:
        data: The file's content.
        name: The file's name, for error sentences.
        encoding: What somebody said it is in; see `decoded`.
        separator: What somebody said separates the cells, as `SEPARATORS` or the sign itself.

    Raises:
        FileError: the content is no text.
        TableError: a quotation mark is never closed, or there is no such separator.
        ListQuestionError: two encodings make sense.
    """
    found = decoded(data, name, encoding)
    text = found.text
    if "\n" not in text:
        text = text.replace("\r", "\n")
    sign = _said(separator) if separator else _separator(text)
    return Sheet(_records(text, sign, name), found.encoding, sign)


def _said(separator: str) -> str:
    sign = SEPARATORS.get(separator.strip().casefold(), separator)
    if sign not in SEPARATORS.values():
        sentence = f"There is no separator {separator}; say one of {', '.join(SEPARATORS)}."
        raise TableError(sentence)
    return sign


def _separator(text: str) -> str:
    """Return what separates the cells: what Excel declares, else what fits best."""
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    if first == "sep=":
        return "\t"
    sample = text[:_SAMPLE_CHARACTERS]
    return max(SEPARATORS.values(), key=lambda separator: _fitness(sample, separator))


def _fitness(sample: str, separator: str) -> tuple[int, float, int]:
    """Rate a separator: known headings, then rows as wide as the headings, then width."""
    try:
        rows = [
            row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row
        ]
    except csv.Error:
        return (0, 0.0, 0)
    if not rows:
        return (0, 0.0, 0)
    known = [sum(known_field(cell) is not None for cell in row) for row in rows[:_HEAD_LINES]]
    start = known.index(max(known))
    width = len(rows[start])
    below = rows[start:]
    return (max(known), sum(len(row) == width for row in below) / len(below), width)


def _records(text: str, separator: str, name: str) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines: list[Line] = []
    number = 1
    try:
        for cells in reader:
            lines.append(Line(number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        sentence = f"Line {number} of {name} cannot be read: {error}."
        raise TableError(sentence) from error
    if not lines:
        sentence = f"{name} is empty; export the list again."
        raise TableError(sentence)
    last = lines[-1]
    if text.count('"') % 2 and any("\n" in cell for cell in last.cells):
        sentence = f"Line {last.number} of {name} opens a quotation mark that is never closed."
        raise TableError(sentence)
    return _without_declaration(lines)


def _without_declaration(lines: list[Line]) -> Grid:
    """Return *lines* without the ``sep=;`` that Excel writes above the headings."""
    declared = "".join(lines[0].cells).strip().lower()
    return lines[1:] if declared == "sep=" else lines
