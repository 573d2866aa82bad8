"""People who come together: a school class, a delegation."""

import unicodedata
from dataclasses import dataclass

from app.model.standing import Standing, Status

GROUP = "group"
"""The field of a person that names the group."""

_GONE = (Status.CANCELLED, Status.SUBSTITUTED, Status.REVOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group with its members, in the order in which their badges are wanted."""

    name: str
    members: tuple[Standing, ...]

    def awaited(self, door: str | None) -> tuple[Standing, ...]:
        """Return who may come and has not passed *door* yet; None is the event's own."""
        return tuple(
            one
            for one in self.members
            if one.status not in _GONE and one.first_arrival(door) is None
        )

    def arrived(self, door: str | None) -> tuple[Standing, ...]:
        """Return who has passed *door*."""
        return tuple(one for one in self.members if one.first_arrival(door) is not None)


def group_key(name: str) -> str:
    """Return what two spellings of one group's name have in common: case and blanks are not."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
