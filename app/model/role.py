"""Who works at a station, and what that lets them do."""

from enum import StrEnum


class Role(StrEnum):
    """From the one with the fewest rights to the one with all; the values are stored."""

    VOLUNTEER = "volunteer"
    HOST = "host"
    ORGANISER = "organiser"

    def covers(self, other: "Role") -> bool:
        """Whether somebody in this role may do what *other* may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)
