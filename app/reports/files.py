"""Tables as files that spreadsheets open rightly; whole or not at all."""

import contextlib
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter

from app.errors import FileError, InputError
from app.model.cell import neutralised
from app.reports.sheet import Cell, Sheet
from app.reports.source import Encoding
from app.reports.words import Words

XLSX_ROWS = 1_048_575
"""Rows under the headings that the format can hold."""

_WIDEST = 48
_NEEDS_QUOTES = re.compile(r'[;"\r\n]|^[0-9][0-9.,eE+-]*$|^\s|\s$')
_NARROWEST = 8
_INSTANT_WIDTH = 19


def csv_bytes(sheet: Sheet, words: Words, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """Return a table as CSV for German spreadsheets: UTF-8 with BOM, semicolons, CRLF.

    No cell can run as a formula; see `app.model.cell`. Signs that an older *encoding* does not
    have become question marks; `unwritable_signs` tells which.
    """
    lines = [[_quoted(heading) for heading in sheet.headings]]
    lines += [[_written(cell, words) for cell in row] for row in sheet.rows]
    text = "".join(";".join(line) + "\r\n" for line in lines)
    if encoding is Encoding.UTF_8:
        return text.encode("utf-8-sig", errors="replace")
    return _composed(text).encode(encoding, errors="replace")


def unwritable_signs(text: str, encoding: Encoding) -> str:
    """Return the signs of *text* that *encoding* cannot write, each once, in order."""
    return "".join(
        dict.fromkeys(sign for sign in _composed(text) if not _is_writable(sign, encoding))
    )


def _composed(text: str) -> str:
    """Return *text* with letters and their marks in one sign, as older encodings have them."""
    return unicodedata.normalize("NFC", text)


def _is_writable(sign: str, encoding: Encoding) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def xlsx_bytes(sheet: Sheet, words: Words, title: str) -> bytes:
    """Return a table as XLSX: every text a text cell, instants as real dates.

    Raises:
        InputError: more rows than the format can hold.
    """
    if len(sheet.rows) > XLSX_ROWS:
        sentence = f"{len(sheet.rows)} rows do not fit into an XLSX file; choose --format csv."
        raise InputError(sentence)
    content = io.BytesIO()
    # In memory: temporary files would leave names on the disk.
    with xlsxwriter.Workbook(content, {"in_memory": True, "remove_timezone": True}) as book:
        page = book.add_worksheet(title)
        looks = {
            datetime: book.add_format({"num_format": words.instant_in_sheet, "align": "left"}),
            float: book.add_format({"num_format": "0.0"}),
            int: book.add_format({"num_format": "0"}),
        }
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, bold)
        for number, row in enumerate(sheet.rows, start=1):
            _write_row(page, number, row, looks)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
    return content.getvalue()


def json_bytes(rows: Iterable[Any]) -> bytes:
    """Return rows as a JSON array, one object a line."""
    lines = b",\n".join(msgspec.json.encode(row) for row in rows)
    return b"[\n" + lines + b"\n]\n"


def write_file(path: Path, content: bytes) -> None:
    """Write a file under another name and rename it when it is complete.

    Raises:
        FileError: the folder is missing or cannot be written, or the disk is full; what was
            there before is still there.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except (OSError, ValueError) as error:
        raise not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Yield a draft in which to write files; they come into *folder* only if the block ends well.

    There they take the places of earlier ones of their names; all others stay.

    Raises:
        FileError: the folder cannot be made or written, or the disk is full.
    """
    prefix, place = f".{folder.name}.", folder.parent
    moved: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(
            prefix=prefix, dir=place, ignore_cleanup_errors=True
        ) as draft:
            yield Path(draft)
            folder.mkdir(exist_ok=True)
            for file in sorted(Path(draft).iterdir()):
                file.replace(folder / file.name)
                moved.append(folder / file.name)
    except (OSError, ValueError, FileError) as error:
        for file in moved:  # nobody is told of these any more
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
        cause = error.__cause__ if isinstance(error, FileError) else error
        raise not_written(folder, cause if isinstance(cause, Exception) else error) from error


def not_written(path: Path, error: Exception) -> FileError:
    """Return the error that says why *path* was not written."""
    reason = getattr(error, "strerror", None) or str(error)
    return FileError(f"{path} was not written: {reason}; choose another place with --out.")


def _write_row(page: Any, number: int, row: tuple[Cell, ...], looks: Mapping[type, Any]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, datetime):
            page.write_datetime(number, column, cell, looks[datetime])
        elif isinstance(cell, int | float):
            page.write_number(number, column, cell, looks[type(cell)])
        elif cell:
            page.write_string(number, column, cell)


def _written(cell: Cell, words: Words) -> str:
    if isinstance(cell, datetime):
        return cell.strftime(words.instant)
    if isinstance(cell, int | float):
        return str(cell).replace(".", words.decimal)
    return _quoted(cell or "")


def _quoted(text: str) -> str:
    """Return text as a CSV cell; digits are quoted, so that programs may tell them from numbers."""
    cell = neutralised(text)
    if not _NEEDS_QUOTES.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _widths(sheet: Sheet) -> list[int]:
    """Return a width for each column in characters, wide enough for most cells."""
    columns = zip(sheet.headings, *sheet.rows, strict=True)
    return [
        min(max(_NARROWEST, *(_width(cell) + 2 for cell in cells)), _WIDEST) for cells in columns
    ]


def _width(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return _INSTANT_WIDTH
    return max(map(len, str("" if cell is None else cell).split("\n")))
