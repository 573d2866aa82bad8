"""A conflict as people are asked about it: with names, doors and times instead of ids."""

from dataclasses import dataclass
from datetime import datetime

from app.model.conflict import Conflict
from app.model.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the things that a question sets beside each other.

    ``at`` is by the hub's clock as far as that is known, ``is_unsure`` where it is not;
    ``station`` is what people call it. ``door`` is the session whose door it was, empty for
    the entrance. ``value`` is what a field was changed to, ``person`` who was registered.
    """

    station: str = ""
    at: datetime | None = None
    is_unsure: bool = False
    door: str = ""
    value: str = ""
    person: Person | None = None
    is_listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A conflict with its sides, the earlier first; ``about`` is a session a field names."""

    conflict: Conflict
    sides: tuple[Side, ...] = ()
    about: str = ""

    @property
    def id(self) -> str:
        """The id of the conflict."""
        return self.conflict.id

    @property
    def since(self) -> datetime | None:
        """Since when it has been open: the later side's time."""
        times = [side.at for side in self.sides if side.at is not None]
        return max(times, default=None)
