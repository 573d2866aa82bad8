"""How a pretix server says no, or nothing at all.

::

    HubUnreachableError       trying again later is right, with the same words
    ├── PretixSilentError     no answer, or one of somebody else: what was sent may have arrived
    └── PretixBusyError       it asks to be left alone for ``wait_s``
    HubRefusedError           trying again does not help
    ├── PretixTokenError      it does not know this device
    └── PretixForbiddenError  the device may not do this: its profile, or not this event
    StationRevokedError
    └── PretixRevokedError    somebody took the device's access away

An answer about a ticket, a form that was filled in wrongly and an address without anything
behind it (400, 404) are no errors but replies: whoever asked knows what they mean.
"""

from app.errors import HubRefusedError, HubUnreachableError, StationRevokedError


class PretixSilentError(HubUnreachableError):
    """No answer from pretix, or none that means anything; it may have heard all the same.

    ``status`` is that of the answer, 0 where there was none.
    """

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status


class PretixBusyError(HubUnreachableError):
    """The server wants to be asked again after ``wait_s`` seconds, not before.

    ``is_for_all`` tells whether it means every request, or only the same one again.
    """

    def __init__(self, sentence: str, wait_s: float, *, is_for_all: bool = True) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s
        self.is_for_all = is_for_all


class PretixTokenError(HubRefusedError):
    """The server does not know the device's token."""

    code = "pretix.token"


class PretixForbiddenError(HubRefusedError):
    """The device's security profile or its events do not cover what was asked."""

    code = "pretix.forbidden"


class PretixRevokedError(StationRevokedError):
    """The device's access was revoked in pretix."""

    code = "pretix.revoked"
