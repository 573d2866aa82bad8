"""Lists in workbooks of Excel and LibreOffice; dates and numbers become text."""

import datetime as dt
import io
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.errors import FileError, TableError, UnknownError
from app.roster.delimited import Grid, Line, Sheet
from app.roster.reading import Doubt, ask

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(data: bytes) -> bool:
    """Whether *data* begins as XLSX, ODS and XLSB (zip) or XLS files do."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(data: bytes, name: str, sheet: str | None) -> Sheet:
    """Return the rows of one sheet, numbered as the program shows them.

    Args:
        data: The file's content.
        name: The file's name, for error sentences.
        sheet: The sheet's name in any case; ``None`` takes the only visible one with text.

    Raises:
        FileError: the file is damaged, protected by a password or no workbook.
        TableError: no sheet has any text.
        ListQuestionError: several sheets have text and *sheet* names none.
        UnknownError: there is no such sheet.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            wanted = _named(workbook, sheet, name) if sheet is not None else _only(workbook, name)
            shown = wanted.name if len(workbook.sheet_names) > 1 else ""
            return Sheet(_grid(wanted), name=shown)
    except PasswordError:
        sentence = f"{name} is protected by a password; save it without one."
        raise FileError(sentence) from None
    except (CalamineError, OSError, ValueError) as error:
        sentence = f"{name} is no workbook that can be read; save it again as XLSX or CSV."
        raise FileError(sentence) from error


def _named(workbook: CalamineWorkbook, sheet: str, name: str) -> CalamineSheet:
    wanted = sheet.strip().casefold()
    for known in workbook.sheet_names:
        if known.strip().casefold() == wanted:
            return workbook.get_sheet_by_name(known)
    sentence = f"{name} has no sheet {sheet}; it has: {', '.join(workbook.sheet_names)}."
    raise UnknownError(sentence)


def _only(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    visible = [
        workbook.get_sheet_by_name(meta.name)
        for meta in workbook.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]
    filled = [sheet for sheet in visible if sheet.height]
    if not filled:
        sentence = f"{name} has no sheet with text in it; export the list again."
        raise TableError(sentence)
    if len(filled) > 1:
        names = ", ".join(sheet.name for sheet in filled)
        sentence = f"{name} has several lists ({names}); choose one with --sheet NAME."
        raise ask(Doubt.SHEET, sentence, tuple(sheet.name for sheet in filled))
    return filled[0]


def _grid(sheet: CalamineSheet) -> Grid:
    rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
    return [Line(number, [_text(value) for value in cells]) for number, cells in rows]


def _text(value: Any) -> str:
    """Return a cell's value as text: whole numbers without ``.0``, dates as ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)


def _moment(value: dt.datetime) -> str:
    """Return a date, with the time of day unless that is midnight."""
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(" ", "minutes")
