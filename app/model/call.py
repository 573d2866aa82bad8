"""Calls from one station to another: somebody is needed, or somebody has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallReason(StrEnum):
    """Why; the values are stored."""

    HELP = "help"
    VIP = "vip"
    SPEAKER = "speaker"
    KIOSK = "kiosk"

    @classmethod
    def _missing_(cls, _value: object) -> "CallReason":
        """Read a word of a newer release: somebody wants something."""
        return cls.HELP


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that nobody has taken yet.

    ``to`` is the id of the station that is asked, empty for all; ``at`` (aware UTC) is by the
    hub's clock as far as that is known; ``name`` is empty for calls about nobody.
    """

    id: str
    reason: CallReason
    station: str
    to: str
    at: datetime
    registration: str | None = None
    name: str = ""
    note: str = ""

    def concerns(self, station: str) -> bool:
        """Whether people at *station* are asked, or did ask."""
        return self.to in ("", station) or self.station == station


_SPEAKERS = ("speaker", "referent", "redner", "moderator", "keynote", "panel")
"""How categories of people begin whom an audience waits for."""


def alert_reason(category: str) -> CallReason:
    """Return why the arrival of somebody of *category* is told."""
    word = category.strip().casefold()
    return CallReason.SPEAKER if word.startswith(_SPEAKERS) else CallReason.VIP


class Matter(StrEnum):
    """What somebody is handed over for, as a note says it in one word."""

    REGISTRATION = "registration"
    PAYMENT = "payment"
    BADGE = "badge"
    ACCESS = "access"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCall:
    """A call as it is told at a station; ``caller`` is what people call the one that calls."""

    call: Call
    caller: str
    is_own: bool
