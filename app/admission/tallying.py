"""People who are counted and not named; pure."""

from collections.abc import Iterable

from app.admission.fold import living
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind


def tallied(entries: Iterable[Entry], bearings: Bearings = PLAIN) -> int:
    """Return how many people were counted without a name, by all *entries* of the journal."""
    kinds = {Kind.COUNTED, Kind.ANNULLED}
    tallies = living((entry for entry in entries if entry.kind in kinds), bearings)
    return sum(int(entry.get("number", 0)) for entry in tallies if entry.kind == Kind.COUNTED)
