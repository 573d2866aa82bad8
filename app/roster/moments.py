"""Dates and times of custom columns as ISO 8601, however a list writes them.

"20.09.2018", "20.9.18", "2018-09-20" and Excel's 43363 are one day, "8.30 Uhr" and "08:30" one
time. Only columns that hold nothing else, or whose heading says so, are touched.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.model.person import STANDARD_FIELDS
from app.roster.cleaning import clean
from app.roster.mapping import FIELDS, IGNORED, NATIVE, ColumnMap
from app.roster.reading import Dates, Doubt, ask
from app.roster.table import Table, TableRow

_GERMAN = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})$")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})$")
_SLASHED = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d{2})$")
_TIME = re.compile(
    r"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?(?::[0-5]\d)?(?P<word>\s*(?:Uhr|h))?$"
)
_SERIAL = re.compile(r"(?P<days>\d{5})(?:[.,](?P<part>\d+))?$")
_BOTH = re.compile(
    r"(?P<day>[\d./-]+\s?[\d.]*?)(?:T|,?\s+)(?P<time>\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*Uhr)?)Z?$"
)
_OF_DATES = re.compile(
    r"datum|\bdate\b|geburtstag|birthday|geboren|angemeldet am|registered", re.IGNORECASE
)
_OF_TIMES = re.compile(r"uhrzeit|\bzeit\b|\btime\b|ankunftszeit|anreisezeit", re.IGNORECASE)
_FIRST_DAY = dt.date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)
"""Excel's numbers of days from 1927 to 2119."""
_CENTURY = 69
"""Two digits from here on are a year of the 1900s, as POSIX has it."""
_MONTHS = 12
_DAY_MINUTES = 24 * 60

Read = Callable[[str], str | None]


def dated(table: Table, columns: ColumnMap, said: Dates | None = None) -> Table:
    """Return *table* with the dates and times of its custom columns in one form.

    Raises:
        ListQuestionError: a column has dates like 3/4/2026 and nothing tells which is the month.
    """
    reads = {
        number: read
        for number, field in enumerate(columns.fields)
        if field not in (*FIELDS, *STANDARD_FIELDS, NATIVE, IGNORED)
        if (read := _read_of(table, number, said)) is not None
    }
    if not reads:
        return table
    return replace(table, rows=tuple(_row(row, reads) for row in table.rows))


def _row(row: TableRow, reads: dict[int, Read]) -> TableRow:
    cells = list(row.cells)
    for number, read in reads.items():
        cells[number] = read(clean(cells[number])) or cells[number]
    return replace(row, cells=tuple(cells))


def _read_of(table: Table, number: int, said: Dates | None) -> Read | None:
    """Return how the column of that number is read; None for one without dates and times."""
    cells = [text for row in table.rows if (text := clean(row.cells[number]))]
    heading = table.headings[number]
    if not cells:
        return None
    if _OF_TIMES.search(heading) or all(map(_is_plain_time, cells)):
        return _time
    is_named = bool(_OF_DATES.search(heading))
    if not is_named and not all(_looks_dated(cell) for cell in cells):
        return None
    is_month_first = _is_month_first(cells, heading, said)

    def read(text: str) -> str | None:
        return _moment(text, is_month_first=is_month_first, has_serials=is_named)

    return read


def _is_plain_time(cell: str) -> bool:
    found = _TIME.match(cell)
    return found is not None and (":" in cell or found["word"] is not None)


def _looks_dated(cell: str) -> bool:
    day = found["day"] if (found := _BOTH.match(cell)) else cell
    return any(pattern.match(day) for pattern in (_GERMAN, _ISO, _SLASHED))


def _is_month_first(cells: Sequence[str], heading: str, said: Dates | None) -> bool:
    """Return whether the month stands first where slashes separate the parts."""
    pairs = {
        (int(found["a"]), int(found["b"]), cell)
        for cell in cells
        if (found := _SLASHED.match(cell.split()[0]))
    }
    if not pairs or said is not None:
        return said is Dates.MONTH_FIRST
    if any(second > _MONTHS for _, second, _ in pairs):
        return True
    telling = sorted((cell for first, second, cell in pairs if first != second))
    if not telling or any(first > _MONTHS for first, _, _ in pairs):
        return False
    examples = tuple(
        _moment(telling[0], is_month_first=is_first, has_serials=False) or ""
        for is_first in (False, True)
    )
    choices = tuple(one.value for one in Dates)
    sentence = (
        f"{heading} has dates like {telling[0]}, which may be {examples[0]} or {examples[1]};"
        f" say which with --dates {choices[0]} or --dates {choices[1]}."
    )
    raise ask(Doubt.DATES, sentence, choices, examples)


def _moment(text: str, *, is_month_first: bool, has_serials: bool) -> str | None:
    """Return a date, or a date with time, as ISO 8601; None for what is neither."""
    if has_serials and (serial := _SERIAL.match(text)):
        return _of_serial(int(serial["days"]), serial["part"])
    if both := _BOTH.match(text):
        day, time = _day(both["day"].strip(), is_month_first=is_month_first), _time(both["time"])
        return f"{day} {time}" if day and time and time != "00:00" else day
    return _day(text, is_month_first=is_month_first)


def _day(text: str, *, is_month_first: bool) -> str | None:
    if found := _GERMAN.match(text) or _ISO.match(text):
        return _date(found["y"], found["m"], found["d"])
    if found := _SLASHED.match(text):
        month, day = (found["a"], found["b"]) if is_month_first else (found["b"], found["a"])
        return _date(found["y"], month, day)
    return None


def _date(year: str, month: str, day: str) -> str | None:
    full = int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= _CENTURY else 2000)  # noqa: PLR2004 - digits
    try:
        return dt.date(full, int(month), int(day)).isoformat()
    except ValueError:
        return None


def _of_serial(days: int, part: str | None) -> str | None:
    if days not in _SERIALS:
        return None
    day = (_FIRST_DAY + dt.timedelta(days)).isoformat()
    minutes = round(float(f"0.{part}") * _DAY_MINUTES) if part else 0
    return f"{day} {minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < _DAY_MINUTES else day


def _time(text: str) -> str | None:
    """Return a time of day as 08:30; Excel's share of a day is one, too."""
    if found := _TIME.match(text):
        return f"{int(found['h']):02}:{found['min'] or '00'}"
    if re.fullmatch(r"0[.,]\d+", text):
        minutes = round(float(text.replace(",", ".")) * _DAY_MINUTES) % _DAY_MINUTES
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return None
