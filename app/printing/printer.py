"""Where badges can be sent: what every printer does, and what some can tell beside."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.model.badge import Receipt


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be printed.

    ``title`` is short, has no personal data and becomes the job's or the file's name; ``key``
    is never given twice, so that a printer can be asked whether it knows this paper already.
    """

    pdf: bytes
    title: str
    key: str


class Printer(Protocol):
    """Takes finished badges. The window has one of its own for Windows."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def send(self, paper: Paper) -> Receipt:
        """Hand over *paper*.

        The receipt says ``PRINTED`` when it is done, ``SENT`` when it may still fail; with a
        ticket the printer can be asked how it went.

        Raises:
            PrintError: nothing was handed over, or nobody knows; trying again later is right.
        """
        ...


@runtime_checkable
class TellingPrinter(Printer, Protocol):
    """A printer that can be asked about its jobs."""

    def recall(self, key: str) -> Receipt | None:
        """Return what became of the paper with that key, None when it never came here.

        Raises:
            PrintError: the printer does not answer.
        """
        ...

    def follow(self, ticket: str) -> Receipt:
        """Return how far a job is.

        Raises:
            PrintError: the printer does not answer.
        """
        ...

    def cancel(self, ticket: str) -> bool:
        """Take a job back; False when it is printed already.

        Raises:
            PrintError: the printer does not answer.
        """
        ...
