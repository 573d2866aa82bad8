"""A registration list as headings and rows, whatever program wrote the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import FileError, TableError
from app.model.cell import restored
from app.roster.cleaning import clean
from app.roster.delimited import Line, Sheet, read_delimited
from app.roster.mapping import known_field
from app.roster.mojibake import repaired
from app.roster.workbook import is_workbook, read_workbook

SIZE_LIMIT_BYTES = 200_000_000
"""A larger file is no list of guests."""

_TITLE_ROWS = 20
"""So far down the headings are looked for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``line`` is where it starts in the file, counted from 1.

    ``cells`` are as the file has them, one for every heading. ``is_ragged`` rows have text
    beyond the last heading, so their cells have slipped.
    """

    line: int
    cells: tuple[str, ...]
    is_ragged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list with headings, all different, and the rows that are not blank.

    ``encoding`` and ``separator`` say how a text file was read, ``sheet`` which one it is of a
    workbook that has several; they are empty where that says nothing.
    """

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
) -> Table:
    """Read a list from CSV, XLSX, XLS or ODS; the content decides, not the file's ending.

    Args:
        path: The file.
        sheet: Name of the sheet, for workbooks with more than one list.
        encoding: What a text file is in, for those of which it cannot be told.
        separator: What separates its cells; see `app.roster.reading.SEPARATORS`.

    Raises:
        FileError: *path* is missing, a folder, unreadable, or neither text nor workbook.
        TableError: there is no heading row, no row below it, or two equal headings.
        ListQuestionError: the workbook has several lists and *sheet* names none, or two
            encodings make sense.
        UnknownError: the workbook has no such sheet.
    """
    data = _content(path)
    if is_workbook(data):
        found = read_workbook(data, path.name, sheet)
        return _table(found, path.name, can_slip=False)
    if sheet is not None:
        sentence = f"{path.name} is a text file and has no sheets; leave --sheet out."
        raise TableError(sentence)
    found = read_delimited(data, path.name, encoding, separator)
    return _table(found, path.name, can_slip=True)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            sentence = f"{path} is larger than 200 MB; that is no list of guests."
            raise FileError(sentence)
        data = path.read_bytes()
    except FileNotFoundError:
        sentence = f"There is no file {path}; check the name."
        raise FileError(sentence) from None
    except IsADirectoryError:
        sentence = f"{path} is a folder; name the list in it."
        raise FileError(sentence) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no such name is possible"
        sentence = f"{path} cannot be read: {reason}."
        raise FileError(sentence) from error
    if not data.strip():
        sentence = f"{path} is empty; export the list again."
        raise TableError(sentence)
    return data


def _table(found: Sheet, name: str, *, can_slip: bool) -> Table:
    """Return the list in *found*; in text files an unquoted comma makes cells slip."""
    lines = [line for line in found.grid if any(cell.strip() for cell in line.cells)]
    start = _heading_index(lines)
    if start is None:
        sentence = f"{name} has no heading row; name the columns in the first line."
        raise TableError(sentence)
    below = lines[start + 1 :]
    if not below:
        sentence = f"{name} has headings, but no guests below them; export the list again."
        raise TableError(sentence)
    width = _width([lines[start]] if can_slip else lines[start:])
    headings = _headings(lines[start], width)
    _refuse_equal(headings, name)
    rows = tuple(_row(line, width) for line in below)
    return Table(headings, rows, found.encoding, found.separator, found.name)


def _heading_index(lines: Sequence[Line]) -> int | None:
    """Return where the headings stand: the line that names most fields, below any titles."""
    head = lines[:_TITLE_ROWS]
    if not head:
        return None
    known = [sum(known_field(cell) is not None for cell in line.cells) for line in head]
    best = max(known)
    if best:
        return known.index(best)
    filled = [sum(bool(cell.strip()) for cell in line.cells) for line in head]
    widest = filled.index(max(filled))
    has_data = any("@" in cell or cell.strip().isdigit() for cell in head[widest].cells)
    return None if has_data else widest


def _width(lines: Iterable[Line]) -> int:
    """Return the number of columns up to the last one that is not blank in *lines*."""
    return max(
        number for line in lines for number, cell in enumerate(line.cells, start=1) if cell.strip()
    )


def _headings(line: Line, width: int) -> tuple[str, ...]:
    """Return a heading for each of *width* columns; nameless ones are numbered."""
    named = [clean(repaired(restored(cell))) for cell in line.cells[:width]]
    named += [""] * (width - len(named))
    return tuple(heading or f"Column {number}" for number, heading in enumerate(named, start=1))


def _row(line: Line, width: int) -> TableRow:
    cells = (*line.cells[:width], *[""] * (width - len(line.cells)))
    return TableRow(line.number, cells, any(cell.strip() for cell in line.cells[width:]))


def _refuse_equal(headings: Sequence[str], name: str) -> None:
    seen: set[str] = set()
    for heading in headings:
        if heading.casefold() in seen:
            sentence = f"{name} has two columns {heading}; give one of them another heading."
            raise TableError(sentence)
        seen.add(heading.casefold())
