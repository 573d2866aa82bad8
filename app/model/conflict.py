"""A question that only a human can answer, asked on every machine of an event."""

from dataclasses import dataclass
from enum import StrEnum


class ConflictKind(StrEnum):
    """What is asked."""

    ADMITTED_TWICE = "admitted_twice"
    """Let in at two doors: the same person twice, or a second one with a copied code?"""

    CHANGED_TWICE = "changed_twice"
    """One field changed in two ways: keep what stands, or take the other?"""

    WALK_IN = "walk_in"
    """Came without being on the list, and resembles somebody who is: the same person?"""

    FORKED = "forked"
    """A folder was copied or restored: noted, nothing was dropped."""

    REVOKED = "revoked"
    """Written by a station after it was shut out: take it in?"""

    DECLINED = "declined"
    """The central ticket system does not take it: keep it here, or take it back?"""


class Resolution(StrEnum):
    """What a human said."""

    SAME = "same"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One question.

    ``registration`` is whom it concerns and ``other`` the registration that may be the same
    person. ``entries`` and ``stations`` belong together, the earlier first. ``field`` and
    ``values`` say what was changed, the value that stands last; of what was declined, why, in our
    word and in the ticket system's. ``count`` is how many entries
    wait. ``resolution`` is empty while it is open.
    """

    id: str
    kind: ConflictKind
    registration: str | None = None
    other: str | None = None
    name: str = ""
    entries: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()
    field: str = ""
    values: tuple[str, ...] = ()
    count: int = 0
    resolution: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a human."""
        return not self.resolution
