"""What a station keeps about check-ins that other devices of its pretix server made."""

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


class HearsayBook(Protocol):
    """Where a station keeps what it took in; several processes may share it."""

    def known(self, source: str, positions: Collection[int]) -> Mapping[int, tuple[int, str]]:
        """Return by number the position and the entry of what was taken in of *positions*."""
        ...

    def told(self, source: str, moments: Collection[int]) -> set[tuple[str, int, int]]:
        """Return what the server was told of these *moments*: registration, list and Unix ms."""
        ...

    def take(
        self, source: str, new: Sequence[tuple[CheckIn, Draft]], gone: Mapping[int, Draft]
    ) -> int:
        """Record what is *new*, and by number what is there no more; return how many were new.

        What another process took in meanwhile is left out.

        Raises:
            NotRecordedError: nothing was recorded.
        """
        ...
