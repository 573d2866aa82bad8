"""What the page on people's rights works with; implements `ui.privacy_desk.PrivacyDesk`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.auditing import AuditLine
from app.bootstrap.ending import destroy_event
from app.bootstrap.privacy import Privacy
from app.bootstrap.workplace import Workplace
from app.errors import FileError
from app.model.access import AccessReport
from app.model.retention import Due
from app.model.role import Role
from app.model.written import Concern
from app.ports import Hit
from app.retention import GoOn

FOLDER = "exports"
_MOST = 40


class PrivacyRoom:
    """One organiser at the rights of people.

    Args:
        workplace: The event.
        role: Who works here.
    """

    def __init__(self, workplace: Workplace, role: Callable[[], Role]) -> None:
        self._workplace = workplace
        self._privacy = Privacy(workplace, role)
        self._is_leaving = False

    def people(self, text: str) -> Sequence[Hit]:
        """Return people by name, code or address, best first."""
        return self._privacy.people(text, _MOST)

    def person(self, registration: str) -> tuple[AccessReport, Concern]:
        """Return what is stored about a person, and what an erasure would concern."""
        return self._privacy.report(registration), self._privacy.preview(registration)

    def write_report(self, registration: str, language: str) -> str:
        """Write what is stored about a person as a PDF into the data folder; return its path.

        The file's name names nobody.
        """
        path = self._place("access")
        self._privacy.write_report(registration, path, language)
        return str(path)

    def write_protocol(self, language: str) -> str:
        """Write the deletion protocol as a PDF into the data folder; return its path."""
        path = self._place("deletions")
        self._privacy.write_protocol(path, language)
        return str(path)

    def erase(self, registration: str, *, with_files: bool) -> Concern:
        """Erase a person; return the files here in which the person may still be."""
        return self._privacy.erase(registration, with_files=with_files)

    def retention(self) -> Sequence[Due]:
        """Return every class of data with its date, the earliest first."""
        return self._privacy.retention()

    def delete_due(self, go_on: GoOn) -> Sequence[Due]:
        """Delete what is due, as long as *go_on* says so; return what that was."""
        return self._privacy.delete_due(go_on=go_on)

    def audit(self) -> Sequence[AuditLine]:
        """Return every file that left the event, latest first."""
        return self._privacy.audit()

    def leave(self) -> None:
        """Destroy what this laptop has of the event as soon as the desk has ended its work."""
        self._is_leaving = True

    def finish(self) -> None:
        """Do what `leave` promised; the event file is closed."""
        if self._is_leaving:
            file = self._workplace.file
            destroy_event(file.path.parent.parent, file.event, even_unsent=True)

    def _place(self, word: str) -> Path:
        """Return where a file goes that is written now; its folder is made."""
        data = self._workplace.file.path.parent.parent
        zone = self._workplace.journal.programme().event.zone
        now = self._privacy.now.astimezone(zone)
        path = data / FOLDER / f"{word} {now:%Y-%m-%d %H-%M-%S}.pdf"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = f"The folder {path.parent} cannot be made: {error.strerror}."
            raise FileError(sentence) from error
        return path
