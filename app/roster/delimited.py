"""Lists in text files: which encoding, which separator, where a record begins."""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.errors import FileError, TableError
from app.roster.mapping import known_field

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";,\t|"
_SAMPLE_CHARACTERS = 64_000
"""The beginning of a file shows its separator."""
_HEAD_LINES = 20
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))
_CONTROLS_PER_MILLE = 5
"""More control characters than these few are not in any list, but in all binary files."""
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file; ``number`` is the line it starts on, counted from 1."""

    number: int
    cells: Sequence[str]


Grid: TypeAlias = Sequence[Line]
"""The records of a file, blank ones included."""


def read_delimited(data: bytes, name: str) -> Grid:
    """Return the records of a CSV file as Excel, databases or ticket systems write it.

    UTF-8 with and without byte order mark, UTF-16 with one, otherwise Windows-1252;
    separated by semicolon, comma, tab or bar, whichever makes the best table.

    Args:
        data: The file's content.
        name: The file's name, for error sentences.

    Raises:
        FileError: the content is no text.
        TableError: a quotation mark is never closed.
    """
    text = _decoded(data, name)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return _records(text, _separator(text), name)


def _decoded(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode(data, encoding, name)
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - _CONTROLS_PER_MILLE / 1000):
        sentence = f"{name} is no registration list; save the list as CSV or XLSX."
        raise FileError(sentence)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error.start, name)
        return _decode(data, "cp1252", name)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"Line {line} of {name} has characters that are damaged; save it as UTF-8 again."
        raise FileError(sentence) from error


def _refuse_broken_utf8(data: bytes, position: int, name: str) -> None:
    """Refuse a file that is UTF-8 but for a few bytes: as Windows-1252 it would be gibberish."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACEMENT)
    sound = sum(not char.isascii() for char in text) - broken
    if sound > broken:
        line = data.count(b"\n", 0, position) + 1
        sentence = f"Line {line} of {name} has characters that are damaged; save it as UTF-8 again."
        raise FileError(sentence)


def _separator(text: str) -> str:
    """Return what separates the cells: what Excel declares, else what fits best."""
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    if first == "sep=":
        return "\t"
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_SEPARATORS, key=lambda separator: _fitness(sample, separator))


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
    last = lines[-1]
    if text.count('"') % 2 and any("\n" in cell for cell in last.cells):
        sentence = f"Line {last.number} of {name} opens a quotation mark that is never closed."
        raise TableError(sentence)
    return _without_declaration(lines)


def _without_declaration(lines: list[Line]) -> Grid:
    """Return *lines* without the ``sep=;`` that Excel writes above the headings."""
    declared = "".join(lines[0].cells).strip().lower()
    return lines[1:] if declared == "sep=" else lines
