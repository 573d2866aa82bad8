"""What was found in a list, before anything of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import ListQuestionError
from app.roster.choice import Edit, Fate
from app.roster.difference import Difference
from app.roster.listing import Listing
from app.roster.mapping import ColumnMap
from app.roster.reading import Reading
from app.roster.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A list compared with the event, or the question that stands before that.

    ``reading`` is what was said so far, ``edits`` what the list would do, ``usual`` the keys of
    what is taken unless somebody says no, ``unchanged`` the names of those about whom the list
    says nothing new, ``sessions`` the names of sessions by id. ``revision`` is the state of the
    event that it was compared with.
    """

    file: Path
    reading: Reading
    table: Table | None = None
    columns: ColumnMap | None = None
    question: ListQuestionError | None = None
    listing: Listing | None = None
    difference: Difference = field(default_factory=Difference)
    edits: Mapping[str, Sequence[Edit]] = field(default_factory=dict)
    usual: frozenset[str] = frozenset()
    takeable: int = 0
    unchanged: tuple[str, ...] = ()
    sessions: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    is_remembered: bool = False


def with_edits(found: Finding, edits: Sequence[Edit]) -> Finding:
    """Return *found* with what its list would do, by what it does to somebody.

    All that is counted of it is counted here: a window has no time to count ten thousand.
    """
    return replace(
        found,
        edits={fate.value: [one for one in edits if one.fate is fate] for fate in Fate},
        usual=frozenset(one.key for one in edits if one.is_usual),
        takeable=sum(bool(one.key) for one in edits),
    )


def samples(table: Table, column: int, count: int) -> tuple[str, ...]:
    """Return the first *count* different texts of a column."""
    found: dict[str, None] = {}
    for row in table.rows:
        if text := " ".join(row.cells[column].split()):
            found.setdefault(text)
        if len(found) >= count:
            break
    return tuple(found)
