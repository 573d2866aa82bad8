"""What the window needs for one guest, beyond letting them in."""

from collections.abc import Mapping
from typing import Protocol

from app.model.standing import Standing


class GuestDesk(Protocol):
    """May block; called from worker threads. Failures leave as `app.errors.EmpfangError`."""

    def resembling(self, fields: Mapping[str, str]) -> list[Standing]:
        """Return who may be the guest of *fields* under another spelling, likeliest first."""
        ...

    def substitute(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Let another person come instead; an arrival of a moment ago was theirs."""
        ...

    def reinstate(self, registration: str) -> Standing:
        """Let somebody come again who was cancelled.

        Raises:
            NotAllowedError: that takes an organiser.
        """
        ...
