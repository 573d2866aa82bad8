"""The station under whose name a branch of a forked journal goes on.

The name follows from the fork itself. So whoever holds entries of the branch gives them the
same place, whether it wrote them or only carries them, and nobody has to be asked.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.model.entry import GENESIS, Entry

_LENGTH = 12
"""48 bits in hexadecimal, as long as the id of any station."""


def branch_of(station: str, first: str) -> str:
    """Return the id of the station for a branch of *station* that begins with entry *first*."""
    return hashlib.sha256(f"branch {station} {first}".encode()).hexdigest()[:_LENGTH]


def rehomed(
    entries: Iterable[Entry], station: str, *, seq: int = 0, prev: str = GENESIS
) -> Iterator[Entry]:
    """Yield *entries* as those of *station*, behind its entry *seq* whose link is *prev*.

    Only the place changes; what they say, when and under which id stays.
    """
    for entry in entries:
        seq += 1
        moved = replace(entry, station=station, seq=seq, prev=prev)
        prev = moved.link()
        yield moved
