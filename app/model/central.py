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
class PretixChoice:
    """What somebody wants a station to do at pretix: events, dates of series, check-in lists.

    ``events`` are short names, ``dates`` and ``lists`` numbers as text, or names and days as
    people write them; None stands for all. With ``is_asking`` whatever is not said is asked, as
    long as there is a choice.
    """

    events: tuple[str, ...] = ()
    dates: tuple[str, ...] | None = None
    lists: tuple[str, ...] | None = None
    is_asking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PretixSight:
    """One look at the pretix server that this station is a device of.

    ``events`` are the short names of those that it works for. ``is_whole`` tells whether
    everything was fetched once, ``is_running`` whether it answers, ``contact`` when it last did
    (aware UTC). ``unsent`` is what it is to be told; ``waiting`` is all that waits, by reason,
    and ``declined`` what it would not have. ``trouble`` is the code of the error in between.
    """

    address: str
    organizer: str = ""
    events: tuple[str, ...] = ()
    device: str = ""
    profile: str = ""
    is_running: bool = False
    is_whole: bool = True
    contact: datetime | None = None
    unsent: int = 0
    waiting: tuple[tuple[str, int], ...] = ()
    declined: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSight:
    """One look at the hub, and at the pretix server beside it if there is one.

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
    pretix: PretixSight | None = None

    @property
    def unsent_anywhere(self) -> int:
        """How much of this laptop somebody else still has to get."""
        return max(self.unsent, 0 if self.pretix is None else self.pretix.unsent)

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
