"""Whose ticket stands for a movement: one's own, or that of the person who does not come."""

from dataclasses import dataclass

from app.model.standing import Standing
from app.model.ticketing import Ticket
from app.ports import Reads

SUBSTITUTES = 20
"""How many people may have come one instead of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose movement it is, and the ticket in pretix that stands for it; None where there is none.

    The ticket of a substitute is that of the person who does not come, under its ``code``.
    """

    standing: Standing
    ticket: Ticket | None = None
    code: str = ""


def holder_of(reads: Reads, registration: str) -> Holder | None:
    """Return who goes through doors as *registration*, None while nobody knows."""
    own = reads.standing(registration)
    current = own
    for _ in range(SUBSTITUTES):
        if current is None or current.ticket is not None:
            break
        current = _before(reads, current.registration)
    if own is None:
        return None
    if current is None:
        return Holder(standing=own)
    return Holder(standing=own, ticket=current.ticket, code=current.code)


def _before(reads: Reads, registration: str) -> Standing | None:
    """Return in whose place somebody comes."""
    for entry in reads.about(registration):
        replaced = entry.get("replaces")
        if isinstance(replaced, str) and replaced:
            return reads.standing(replaced)
    return None
