"""What the import page shows: a list that is read, asked about, chosen from or taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.errors import EmpfangError
from app.roster.choice import Edit
from app.roster.finding import Finding
from app.roster.reading import Doubt

UNCHANGED, REFUSED = "unchanged", "refused"
TABS = ("new", "changed", "cancelled", "vanished", UNCHANGED, REFUSED)


class Stage(StrEnum):
    """Where the page stands."""

    EMPTY = "empty"
    READING = "reading"
    ASKING = "asking"
    COLUMNS = "columns"
    REVIEW = "review"
    TAKING = "taking"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportScene:
    """What the page shows.

    ``ticked`` are the keys of the edits that will be taken. ``done`` of ``count`` entries are
    kept; ``taken`` is how many edits were. ``column`` is the one whose field is being chosen.
    """

    stage: Stage = Stage.EMPTY
    file: Path | None = None
    finding: Finding | None = None
    tab: str = TABS[0]
    ticked: frozenset[str] = frozenset()
    column: int = 0
    done: int = 0
    count: int = 0
    taken: int = 0
    is_slow: bool = False
    was_stopped: bool = False
    error: EmpfangError | None = None

    @property
    def question(self) -> Doubt | None:
        """What is asked."""
        if self.finding is None or self.finding.question is None:
            return None
        return Doubt(self.finding.question.doubt)

    def edits(self, tab: str) -> Sequence[Edit]:
        """Return the edits of one tab."""
        return self.finding.edits.get(tab, ()) if self.finding else ()
