"""A room as its door sees it."""

from dataclasses import dataclass
from datetime import datetime

from app.model.programme import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How full a session is, counted to the last.

    ``reserved`` are booked seats whose people were not at the door yet, ``waiting`` those on the
    waiting list who were not either. ``release`` (aware UTC) is when the former are given away,
    None for never; ``is_released`` whether that is now.
    """

    session: Session
    present: int = 0
    booked: int = 0
    reserved: int = 0
    waiting: int = 0
    release: datetime | None = None
    is_released: bool = False

    @property
    def free(self) -> int | None:
        """Chairs on which nobody sits, None where chairs are not counted."""
        capacity = self.session.capacity
        return None if capacity is None else max(0, capacity - self.present)

    @property
    def to_give(self) -> int | None:
        """Chairs that are kept for nobody, None where chairs are not counted."""
        free = self.free
        if free is None or self.is_released:
            return free
        return max(0, free - self.reserved)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody with a seat or a place on the waiting list, and the name."""

    registration: str
    name: str
