"""A list as it is understood: what its columns hold, and how its names and dates are meant."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.roster.cleaning import clean
from app.roster.damage import Damage, damages, mended
from app.roster.mapping import ColumnMap, chosen_fields, guess_mapping, no_name, said_last
from app.roster.moments import dated
from app.roster.names import is_last_first
from app.roster.reading import KEEP, REPAIR, Dates, Doubt, Names, Reading, ask
from app.roster.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What somebody said about lists with the same headings; ``columns`` is {heading: field}."""

    columns: Mapping[str, str] = field(default_factory=dict)
    names: Names | None = None
    dates: Dates | None = None


NO_HABITS = Habits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list and how it is read; ``habits`` are what to remember of it.

    ``damaged`` cells are as the file has them; with ``is_repaired`` the table has them mended.
    """

    table: Table
    columns: ColumnMap
    habits: Habits
    is_last_first: bool = False
    damaged: tuple[Damage, ...] = ()
    is_repaired: bool = False

    @property
    def mendable(self) -> int:
        """How many damaged cells could be repaired."""
        return sum(bool(damage.mended) for damage in self.damaged)


def understand(table: Table, name: str, said: Reading, habits: Habits = NO_HABITS) -> Listing:
    """Return how *table* is read.

    Args:
        table: The list.
        name: The file's name, for sentences.
        said: What somebody said about it.
        habits: What was said about lists with these headings; *said* goes before.

    Raises:
        TableError: something that was said contradicts itself.
        ListQuestionError: it can be read in several ways, or no column holds a name.
    """
    found = tuple(damages(table))
    if said.repair is None and (first := next((one for one in found if one.mended), None)):
        raise _about_damage(first, sum(bool(one.mended) for one in found), name)
    if said.repair:
        table = mended(table)
    columns = guess_mapping(table.headings, said.columns, habits.columns, needs_name=False)
    if not columns.has_name:
        raise ask(Doubt.COLUMNS, no_name(table.headings))
    fresh = Habits(
        columns=said_last(habits.columns, chosen_fields(table.headings, said.columns)),
        names=said.names or habits.names,
        dates=said.dates or habits.dates,
    )
    last_first = is_last_first(table, columns, fresh.names)
    return Listing(
        table=dated(table, columns, fresh.dates),
        columns=columns,
        habits=fresh,
        is_last_first=last_first,
        damaged=found,
        is_repaired=bool(said.repair),
    )


def headings_key(headings: Sequence[str]) -> str:
    """Return what lists with the same headings, in any order and case, have in common."""
    words = "\n".join(sorted(clean(heading).casefold() for heading in headings))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _about_damage(first: Damage, count: int, name: str) -> Exception:
    cells = "1 cell that looks" if count == 1 else f"{count} cells that look"
    sentence = (
        f"{name} has {cells} damaged, like {first.text} for {first.mended} in line {first.line};"
        " say --repair to mend them or --no-repair to keep them as they are."
    )
    return ask(Doubt.REPAIR, sentence, (REPAIR, KEEP), (first.mended, first.text))
