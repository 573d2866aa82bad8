"""What the window needs for files and papers."""

from pathlib import Path
from typing import Protocol

from app.reentry import Reentered
from app.reports.orders import Order, Written
from app.reports.source import Tick


class PapersDesk(Protocol):
    """Files and papers out, ticked lists in; see `ui.desk.Desk` for threads and failures."""

    def folder(self) -> Path:
        """Return where files go when nobody says another place."""
        ...

    def write(self, order: Order, folder: Path, tick: Tick) -> Written:
        """Write a file into a folder; *tick* is told how far it is and may raise to end it."""
        ...

    def evacuation(self, language: str) -> Written:
        """Write the evacuation sheet as things are now."""
        ...

    def lists(self) -> list[str]:
        """Return the names of printed paper lists, the latest first."""
        ...

    def enter(self, text: str, *, session: str | None) -> Reentered:
        """Let in whom a desk ticked: ``1A 3,7-12``, perhaps with the time at the end."""
        ...
