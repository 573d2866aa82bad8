"""What looks damaged in a list, and the list with it repaired."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.roster.mojibake import is_lost, repaired
from app.roster.table import Table, TableRow


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged cell; ``mended`` is empty where nobody can tell what it was.

    ``line`` is where its row starts in the file, ``column`` the number of its column from 0.
    """

    line: int
    column: int
    text: str
    mended: str = ""


def damages(table: Table) -> list[Damage]:
    """Return the cells of *table* that look damaged, in the order of the list."""
    return [damage for row in table.rows for damage in _of_row(row)]


def mended(table: Table) -> Table:
    """Return *table* with every cell repaired that can be."""
    return replace(table, rows=tuple(_mended_row(row) for row in table.rows))


def _of_row(row: TableRow) -> Iterator[Damage]:
    for column, cell in enumerate(row.cells):
        if cell.isascii() and "?" not in cell and "&" not in cell:
            continue
        fixed = repaired(cell)
        if fixed != cell:
            yield Damage(row.line, column, cell, fixed)
        elif is_lost(cell):
            yield Damage(row.line, column, cell)


def _mended_row(row: TableRow) -> TableRow:
    if not any(True for _ in _of_row(row)):
        return row
    return replace(row, cells=tuple(map(repaired, row.cells)))
