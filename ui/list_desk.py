"""What the import page needs from the station behind it."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol

from app.roster.finding import Finding
from app.roster.reading import Reading


class Outcome(Protocol):
    """What taking a list in has come to."""

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped it before the end."""
        ...


class ListDesk(Protocol):
    """Lists of guests. Every method may block and is called from workers."""

    def look(self, file: Path, reading: Reading) -> Finding:
        """Read a list and compare it with the event; nothing is kept.

        Raises:
            InputError: it cannot be read.
        """
        ...

    def take(
        self, finding: Finding, keys: Collection[str], told: Callable[[int, int], bool]
    ) -> Outcome:
        """Take in what has one of *keys*; *told* hears how far it is, and says whether to go on.

        Raises:
            NotRecordedError: what was not kept yet is not; the same list again says the rest.
        """
        ...
