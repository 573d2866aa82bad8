"""What a station keeps about check-ins that its pretix server told of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.model.entry import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A check-in that pretix counts: ``number`` and ``position`` are its own and its ticket's.

    ``device`` is the number of the device that made it, None where somebody did in a browser.
    """

    number: int
    position: int
    list_id: int
    at_ms: int
    is_entry: bool = True
    device: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A movement that this station told, be it its own or that of another station."""

    entry: str
    registration: str
    list_id: int
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A check-in that pretix had and has no more.

    ``entry`` is the movement that it was; ``draft`` takes that back or asks about it, None where
    somebody has taken it back, or where another check-in of it is there.
    """

    entry: str
    draft: Draft | None = None
    is_moved: bool = False


class HearsayBook(Protocol):
    """Where a station keeps what it took in; several processes may share it."""

    def known(self, source: str, positions: Collection[int]) -> Mapping[int, tuple[int, str]]:
        """Return by number the position and the entry of what was seen there of *positions*."""
        ...

    def told(self, source: str, registrations: Collection[str]) -> Sequence[Told]:
        """Return what the server was told of *registrations*, as far as it may be there."""
        ...

    def take(
        self,
        source: str,
        new: Sequence[tuple[CheckIn, Draft | str]],
        gone: Mapping[int, Gone],
    ) -> int:
        """Record what is *new*, and by number what is there no more; return how many were new.

        What a station of this event did itself comes as its entry, and is only seen to be there.
        What another process took in meanwhile is left out. Of movements that this station told,
        only those are asked about of which it knew nothing else than that they are there.

        Raises:
            NotRecordedError: nothing was recorded.
        """
        ...
