"""What the window needs beside the station itself: its hub, and the conflict inbox."""

from typing import Protocol

from app.model.central import HandOver, HubSight, Invitation, PretixChoice
from app.model.conflict import Resolution
from app.model.question import Question


class HubDesk(Protocol):
    """What a desk can do about the hub. Every method may block and is called from workers."""

    def sight(self) -> HubSight:
        """Look at the hub once, without asking over the network."""
        ...

    def make_hub(self) -> None:
        """Make this laptop the hub and join it."""
        ...

    def invite(self, name: str) -> Invitation:
        """Return an enrolment for one more station."""
        ...

    def board(self) -> str:
        """Return the link to the live board, made when there is none."""
        ...

    def renew_board(self) -> str:
        """Return another link to the live board; the one before ends."""
        ...

    def shut_out(self, station: str) -> None:
        """Let the station of that id write no more."""
        ...

    def join(self, enrolment: str) -> None:
        """Join the hub of an enrolment text."""
        ...

    def join_pretix(self, text: str, choice: PretixChoice) -> None:
        """Become a device of pretix, by what it shows.

        Raises:
            EventChoiceError: it is to be said what to work for; the same text is good again.
        """
        ...

    def choose_pretix(self, choice: PretixChoice) -> None:
        """Work for other events, dates or check-in lists of pretix.

        Raises:
            EventChoiceError: it is to be said which ones.
        """
        ...

    def leave_pretix(self) -> bool:
        """Cease to be a device of pretix; return whether pretix heard of it."""
        ...

    def hand_over(self) -> HandOver:
        """Write everything that this station knows into one encrypted file."""
        ...


class QuestionDesk(Protocol):
    """The conflict inbox of a desk. Every method may block and is called from workers."""

    def count(self) -> int:
        """Return how many questions are open; cheap enough for every second."""
        ...

    def open(self) -> list[Question]:
        """Return the open questions, the oldest first."""
        ...

    def resolve(self, question: str, answer: Resolution) -> str:
        """Record what a human says; return the entry by which it can be taken back.

        Raises:
            InputError: it is no longer open.
        """
        ...

    def reopen(self, entry: str) -> None:
        """Take an answer back."""
        ...
