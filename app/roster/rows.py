"""From the cells of a list to what it says about one person."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.model.cell import restored
from app.model.code import normalised
from app.model.person import Person
from app.model.programme import Session
from app.model.standing import Booking, Status
from app.model.ticketing import Ticket
from app.roster.bookings import SessionNames
from app.roster.cleaning import clean
from app.roster.mapping import IGNORED, SESSIONS, ColumnMap
from app.roster.names import divide
from app.roster.table import Table, TableRow

VALUE_LIMIT = 2_000
"""Characters of one cell; more is not a name but a pasted document."""

CODE_LIMIT = 4_296
"""Characters of the largest QR code."""

_CANCELLED = re.compile(
    r"\b(?:storniert|storno|abgesagt|abgemeldet|abgelehnt|zurückgezogen|cancell?ed|declined"
    r"|rejected|withdrawn)\b",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?:unbezahlt|unpaid|(?:nicht|noch nicht|not|not yet) (?:bezahlt|paid)"
    r"|zahlung (?:offen|ausstehend|fehlt)|payment (?:pending|due|missing))\b|^offen$",
    re.IGNORECASE,
)
_WAITING = re.compile(r"\b(?:warteliste|waiting ?list|waitlist(?:ed)?)\b", re.IGNORECASE)
_DECIDED_HERE = re.compile(r"^(?:substituted|replaced|vertreten|ersetzt|revoked|gesperrt)$", re.I)
_NEGATED = re.compile(r"\b(?:nicht|not) (?=storniert|abgesagt|abgemeldet|cancell?ed)", re.I)
_QUOTED = re.compile(r'="((?:[^"]|"")*)"')
_SALUTATION = re.compile(r"^(?:herrn?|frau|mr|mrs|ms|miss)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """What one row says. ``None`` stands for what the list has no column for.

    ``fields`` has every mapped column, blank ones too: a blank cell takes a value away.
    ``registration`` is known where the source itself names whoever it is, ``ticket`` where it is
    a ticket system.
    """

    line: int
    fields: Mapping[str, str]
    code: str | None = None
    status: Status | None = None
    bookings: Mapping[str, Booking] | None = None
    registration: str | None = None
    ticket: Ticket | None = None

    @property
    def person(self) -> Person:
        """The person as this row describes one."""
        return Person({name: value for name, value in self.fields.items() if value})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is left out, and the sentence that says why.

    ``row`` is what could be understood of it, so that its person does not count as vanished.
    """

    line: int
    reason: str
    row: RosterRow | None = field(default=None, repr=False)


def to_registrations(
    table: Table,
    columns: ColumnMap,
    sessions: Iterable[Session],
    *,
    is_last_first: bool = False,
) -> tuple[list[RosterRow], list[Refusal]]:
    """Read every row of *table*; a row is taken whole or refused whole.

    Refused are rows without a name, with slipped cells, with a session that *sessions* do not
    have, with a value beyond `VALUE_LIMIT`, and rows that repeat a code. With *is_last_first* a
    whole name is "Nachname, Vorname".
    """
    names = SessionNames(sessions)
    rows: list[RosterRow] = []
    refusals: list[Refusal] = []
    line_of_code: dict[str, int] = {}
    for source in table.rows:
        row, reason = _read(source, columns, names, is_last_first=is_last_first)
        first = line_of_code.setdefault(row.code, row.line) if row.code else row.line
        if reason is None and first != row.line:
            refusals.append(Refusal(row.line, f"The code stands in line {first} already."))
        elif reason is None:
            rows.append(row)
        else:
            refusals.append(Refusal(row.line, reason, row))
    return rows, refusals


def read_code(cell: str) -> str | None:
    """Return the code: an own one as it is made, any other exactly as it stands."""
    return normalised(cell) or "".join(filter(str.isprintable, cell)).strip() or None


def as_text(cell: str) -> str:
    """Return what a cell says: without the guard against formulas, or Excel's own for numbers.

    ="00123" is how some programs keep Excel from taking the zeros away.
    """
    if cell.startswith('="') and (found := _QUOTED.fullmatch(cell.strip())):
        return found[1].replace('""', '"')
    return restored(cell)


def read_status(cell: str) -> Status | None:
    """Return what the words mean; ``None`` for what only a desk decides."""
    words = clean(cell)
    if _DECIDED_HERE.match(words):
        return None
    if _CANCELLED.search(words) and not _NEGATED.search(words):
        return Status.CANCELLED
    return Status.UNPAID if _UNPAID.search(words) else Status.ACTIVE


def _read(
    source: TableRow, columns: ColumnMap, names: SessionNames, *, is_last_first: bool
) -> tuple[RosterRow, str | None]:
    """Return the row, and why it has to be refused."""
    fields: dict[str, str] = {}
    cells: dict[str, str] = {}
    for column, cell in zip(columns.fields, source.cells, strict=True):
        if column == SESSIONS:
            cells[SESSIONS] = f"{cells.get(SESSIONS, '')}\n{as_text(cell)}"
        elif column in ("code", "status"):
            cells[column] = as_text(cell.strip())
        elif column != IGNORED:
            fields[column] = clean(as_text(cell))
    if is_last_first:
        divide(fields)
    _tidy_name(fields)
    bookings, unknown = names.bookings(cells.get(SESSIONS, ""))
    status = read_status(cells["status"]) if "status" in columns else None
    if _WAITING.search(cells.get("status", "")):
        bookings = dict.fromkeys(bookings, Booking.WAITING)
    row = RosterRow(
        line=source.line,
        fields=fields,
        code=read_code(cells.get("code", "")),
        status=status,
        bookings=bookings if SESSIONS in columns else None,
    )
    return row, next(_problems(source, row, unknown), None)


def _problems(source: TableRow, row: RosterRow, unknown: str | None) -> Iterator[str]:
    if source.is_ragged:
        yield "The row has more cells than the list has headings; a separator is not quoted."
    if not any(row.fields.get(part) for part in ("given", "family", "name")):
        yield "The row has no name."
    if unknown is not None:
        yield f"There is no session {unknown} in this event."
    longest = max((len(value) for value in row.fields.values()), default=0)
    if longest > VALUE_LIMIT:
        yield f"A cell has {longest} characters; at most {VALUE_LIMIT} are kept."
    if row.code is not None and len(row.code) > CODE_LIMIT:
        yield f"The code has {len(row.code)} characters; no QR code holds more than {CODE_LIMIT}."


def _tidy_name(fields: dict[str, str]) -> None:
    """Keep titles and names apart, and drop a whole name that only repeats its parts."""
    title = _SALUTATION.sub("", fields.get("title", ""))
    if "title" in fields:
        fields["title"] = title
    name = fields.get("name", "")
    if title and name.startswith(f"{title} "):
        name = fields["name"] = name.removeprefix(title).strip()
    parts = f"{fields.get('given', '')} {fields.get('family', '')}".split()
    if name and parts and sorted(name.replace(",", " ").split()) == sorted(parts):
        fields["name"] = ""
