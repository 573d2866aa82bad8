"""What the window needs for many people at once, and for those who are needed elsewhere."""

from collections.abc import Sequence
from typing import Protocol

from app.model.badge import BadgeJob
from app.model.call import HeardCall
from app.model.group import Group
from app.model.standing import Standing
from app.model.verdict import Answer


class CrowdDesk(Protocol):
    """Groups, tallies and calls of a desk. Every method may block and is called from workers."""

    def group_of(self, registration: str) -> Group | None:
        """Return the group that somebody comes with, in the order of a list of names."""
        ...

    def admit(self, registrations: Sequence[str], *, session: str | None) -> list[Answer]:
        """Let members of a group in, all or none recorded; warnings are overridden for nobody."""
        ...

    def spool(self, registrations: Sequence[str]) -> list[BadgeJob]:
        """Let badges be printed in this order; return how far they are."""
        ...

    def count(self, number: int, *, label: str = "", session: str | None) -> None:
        """Count people without a name.

        Raises:
            InputError: the number or the label does not fit.
        """
        ...

    def accompany(self, registration: str, number: int, *, session: str | None) -> Answer | None:
        """Count who comes with somebody, and let that one in who is not here yet.

        Returns:
            The answer for the host, None who was here. Without a welcome nobody was counted.
        """
        ...

    def calls(self) -> list[HeardCall]:
        """Return the open calls that concern this station; cheap enough for every second."""
        ...

    def call(self, registration: str, *, note: str = "") -> None:
        """Put somebody on the list of those who need help, for all stations to see."""
        ...

    def take(self, call: str) -> Standing | None:
        """Take a call; return whom it is about, None for a call about nobody.

        Raises:
            InputError: somebody else has taken it.
        """
        ...
