"""Taking in a registration list: read, map, compare, record."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.workplace import Workplace
from app.roster.difference import Difference, compare
from app.roster.mapping import guess_mapping
from app.roster.rows import to_registrations
from app.roster.table import Table, read_table


@dataclass(frozen=True, slots=True)
class Import:
    """How many rows of a list are what, and which were left out and why."""

    read: int
    new: int
    changed: int
    unchanged: int
    cancelled: int
    vanished: int
    refused: tuple[tuple[int, str], ...]


def import_roster(
    workplace: Workplace,
    file: Path,
    *,
    overrides: Sequence[str] = (),
    sheet: str | None = None,
    is_dry_run: bool = False,
) -> Import:
    """Take in what *file* says that is new or changed, whole or not at all.

    Args:
        workplace: The event.
        file: CSV or a workbook.
        overrides: ``field=COLUMN`` for columns that are not understood by themselves.
        sheet: Which sheet of a workbook.
        is_dry_run: Compare only.

    Raises:
        InputError: the file cannot be read or its columns cannot be told apart.
        NotRecordedError: nothing was taken in.
    """
    table = read_table(file, sheet=sheet)
    while True:
        revision = workplace.journal.roster_revision()
        difference = _difference(workplace, table, overrides)
        if is_dry_run or workplace.registrar.apply(difference, revision=revision):
            return _counted(difference, len(table.rows))
        # Another desk changed somebody meanwhile; compare with what is true now.


def _difference(workplace: Workplace, table: Table, overrides: Sequence[str]) -> Difference:
    columns = guess_mapping(table.headings, overrides)
    sessions = workplace.journal.programme().sessions.values()
    rows, refused = to_registrations(table, columns, sessions)
    return compare(rows, workplace.journal.standings(), refused)


def _counted(difference: Difference, read: int) -> Import:
    return Import(
        read=read,
        new=len(difference.new),
        changed=len(difference.changed),
        unchanged=len(difference.unchanged),
        cancelled=len(difference.cancelled),
        vanished=len(difference.vanished),
        refused=tuple((refusal.line, refusal.reason) for refusal in difference.refused),
    )
