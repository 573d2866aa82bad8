"""What the window needs from the laptop under the desk, and from a kiosk's guests."""

from collections.abc import Iterator
from typing import Protocol

from app.model.badge import Receipt
from app.model.check import Check
from app.model.power import Power


class MachineDesk(Protocol):
    """The self-test and what is told by itself. Every method may block: for workers."""

    def self_test(self) -> Iterator[Check]:
        """Yield the checks one by one."""
        ...

    def test_badge(self) -> bytes:
        """Return the test badge as a PDF of one page."""
        ...

    def print_test(self) -> Receipt:
        """Print the test badge.

        Raises:
            PrintError: the printer does not take it.
        """
        ...

    def power(self) -> Power:
        """Look at the battery once."""
        ...

    def ahead_ms(self) -> int:
        """Return how far the clock is ahead of the hub's; 0 where none has told it."""
        ...


class KioskDesk(Protocol):
    """What guests may do by themselves. Every method may block: for workers."""

    def find(self, code: str, family: str) -> str | None:
        """Return the registration with that short code, when the family name is right too."""
        ...

    def call_staff(self, note: str = "") -> None:
        """Ask all stations to send somebody to this one."""
        ...
