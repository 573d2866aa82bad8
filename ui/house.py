"""What the shell of the window needs from behind it: desks to open, and the first start."""

from datetime import date
from pathlib import Path
from typing import Any, Protocol

from app.model.central import PretixChoice
from app.model.first import ListFinding
from app.roster.reading import Reading
from app.settings import Settings
from ui.desk import Desk


class FirstDesk(Protocol):
    """From nothing to an event. Every method may block: for workers."""

    def look_at(self, file: Path, reading: Reading) -> ListFinding:
        """Read a list without keeping anything.

        Raises:
            InputError: it cannot be read, or its columns cannot be told apart.
            ListQuestionError: it can be read in several ways.
        """
        ...

    def take(self, finding: ListFinding, name: str, day: date, reading: Reading) -> object:
        """Make the event of a list and take everybody in.

        Raises:
            InputError: the name is empty or taken.
            StorageError: it cannot be kept.
        """
        ...

    def join(self, enrolment: str, choice: PretixChoice) -> None:
        """Join the hub of an enrolment text and fetch its event, or become a device of pretix.

        Raises:
            EventChoiceError: it is to be said what to work for; the same text is good again.
            SyncError: the text is none, or the hub does not answer or says no.
        """
        ...


class House(Protocol):
    """Everything around one data folder that lives longer than a window."""

    @property
    def first(self) -> FirstDesk:
        """How the first event comes here."""
        ...

    @property
    def settings(self) -> Settings:
        """The choices of this laptop."""
        ...

    @property
    def place(self) -> str:
        """Where the last window was when it ended without a word."""
        ...

    def keep(self, settings: Settings) -> None:
        """Keep the choices of this laptop."""
        ...

    def keep_place(self, place: str) -> None:
        """Remember where the window is; empty when it ends properly."""
        ...

    def has_event(self) -> bool:
        """Whether there is anything to open."""
        ...

    def open(self) -> Desk:
        """Return the desk of the event, at work.

        Raises:
            EmpfangError: it cannot be opened, or a choice is needed.
        """
        ...

    def practise(self) -> Desk:
        """Return a desk of invented guests that knows nothing of the event."""
        ...

    def close(self, desk: Any) -> None:
        """End the work of a desk; practice is thrown away."""
        ...
