"""What the page of the figures needs from the station."""

from pathlib import Path
from typing import Protocol

from app.reports.aggregate import Aggregate
from app.reports.compare import FigureSight


class FiguresDesk(Protocol):
    """The event in numbers. Every method may block and is called from workers."""

    def sight(self) -> FigureSight:
        """Return the numbers as they are now, beside those of earlier editions."""
        ...

    def keep_edition(self, path: Path) -> Aggregate:
        """Keep the numbers of an earlier edition, to compare with from now on.

        Raises:
            FileError: the file is no such numbers.
        """
        ...
