"""What the window needs for people's rights and the deletion plan."""

from collections.abc import Sequence
from typing import Protocol

from app.auditing import AuditLine
from app.model.access import AccessReport
from app.model.retention import Due
from app.model.written import Concern
from app.ports import Hit
from app.retention import GoOn


class PrivacyDesk(Protocol):
    """What organisers do about data. Every method may block and is called from workers."""

    def people(self, text: str) -> Sequence[Hit]:
        """Return people by name, code or address, best first."""
        ...

    def person(self, registration: str) -> tuple[AccessReport, Concern]:
        """Return what is stored about a person, and what an erasure would concern.

        Raises:
            UnknownError: the person was erased meanwhile.
        """
        ...

    def write_report(self, registration: str, language: str) -> str:
        """Write what is stored about a person as a PDF; return its path."""
        ...

    def write_protocol(self, language: str) -> str:
        """Write what was deleted and what is still stored as a PDF; return its path."""
        ...

    def erase(self, registration: str, *, with_files: bool) -> Concern:
        """Erase a person; return the files here in which the person may still be."""
        ...

    def retention(self) -> Sequence[Due]:
        """Return every class of data with its date, the earliest first."""
        ...

    def delete_due(self, go_on: GoOn) -> Sequence[Due]:
        """Delete what is due; return what that was.

        *go_on* is told how many of how many of a class are deleted; the first no ends the run.
        """
        ...

    def audit(self) -> Sequence[AuditLine]:
        """Return every file that left the event, latest first."""
        ...

    def leave(self) -> None:
        """Destroy what this laptop has of the event as soon as the window is closed."""
        ...
