"""What the door of a room needs from the station behind it."""

from collections.abc import Sequence
from typing import Protocol

from app.model.room import Room, Seat


class DoorDesk(Protocol):
    """The rooms of the event. Every method may block and is called from workers."""

    def room(self, session: str) -> Room | None:
        """Return how full a session is now; None when it is planned no more."""
        ...

    def rooms(self) -> list[Room]:
        """Return all sessions that are no entrance."""
        ...

    def waiting(self, session: str) -> list[Seat]:
        """Return who waits for a seat, first registered first, as the door may show them."""
        ...

    def expected(self, session: str) -> list[Seat]:
        """Return who has a seat and was not at the door yet, sorted by name."""
        ...

    def mark_present(self, session: str, registrations: Sequence[str]) -> int:
        """Record that these people are in the room; return how many were recorded."""
        ...

    def free_seats(self, session: str) -> None:
        """Give seats that nobody took away from now on."""
        ...

    def keep_seats(self, session: str) -> None:
        """Keep them again until the time that the rules say."""
        ...
