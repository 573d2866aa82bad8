"""What a desk shows of its hub, the central list that all stations share."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HubRole(StrEnum):
    """What this laptop is to the central list."""

    ALONE = "alone"
    """It belongs to none."""

    JOINED = "joined"
    """It belongs to one that another machine keeps."""

    OWN = "own"
    """It keeps the list itself, in a process beside the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A station of the hub; ``seen`` is its last contact, ``unsent`` what it still has."""

    id: str
    name: str
    seen: datetime | None = None
    unsent: int = 0
    version: str = ""
    is_shut_out: bool = False
    is_self: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSight:
    """One look at the hub.

    ``address`` is where stations reach it and ``pin`` how they know it. ``is_running`` tells
    whether it answers; ``contact`` is its last reply (aware UTC). ``members`` are known to a
    laptop that is the hub itself.
    """

    role: HubRole = HubRole.ALONE
    address: str = ""
    pin: str = ""
    is_running: bool = False
    contact: datetime | None = None
    unsent: int = 0
    members: tuple[Member, ...] = ()

    @property
    def others(self) -> tuple[Member, ...]:
        """The stations that may still write, without this one."""
        return tuple(m for m in self.members if not m.is_self and not m.is_shut_out)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time enrolment for one station called *name*, good until *until* (aware UTC)."""

    name: str
    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class HandOver:
    """A file with everything no hub has yet, and the code that opens it."""

    path: str
    code: str
