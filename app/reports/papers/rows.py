"""Rows of different heights, one below the other on as many pages as they need."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar


class Row(Protocol):
    """What stands on a page as a whole."""

    @property
    def height(self) -> float:
        """How high it is, in millimetres."""

    @property
    def is_head(self) -> bool:
        """Whether it belongs to the row below it."""


_AnyRow = TypeVar("_AnyRow", bound=Row)


def on_pages(rows: Sequence[_AnyRow], first_mm: float, other_mm: float) -> Iterator[list[_AnyRow]]:
    """Yield what stands on each page; no heading is left alone at the foot of one.

    There is always a page, and *first_mm* is the room on it; the others have *other_mm*.
    """
    part: list[_AnyRow] = []
    left = first_mm
    for number, row in enumerate(rows):
        following = rows[number + 1].height if row.is_head and number + 1 < len(rows) else 0
        if part and row.height + following > left:
            yield part
            part, left = [], other_mm
        part.append(row)
        left -= row.height
    yield part
