"""What a central ticket system says of a ticket, and under what terms its doors take tickets.

The words are pretix's, whose terms these are (its documentation: "Check-in lists", "Orders").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOn:
    """A product that was bought on top of a ticket; ``secret`` is its own code."""

    position: int
    item: int
    secret: str
    variation: int | None = None
    subevent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One position of an order.

    ``source`` names the system and the event there, ``position`` the ticket in it. Instants are
    aware UTC; None sets no bound. ``blocks`` are the names of whatever blocks it, ``texts`` what
    to tell at the door, ``told`` the person's fields to tell there. ``state`` is the letter of the
    order: ``n`` pending, ``p`` paid, ``e`` expired, ``c`` cancelled.
    """

    source: str
    position: int
    item: int
    order: str
    state: str = "p"
    variation: int | None = None
    subevent: int | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    blocks: tuple[str, ...] = ()
    is_unapproved: bool = False
    is_valid_if_pending: bool = False
    needs_attention: bool = False
    texts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    add_ons: tuple[AddOn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under what terms a door takes tickets: a check-in list of the ticket system.

    ``list_id`` is its number there. ``items`` None stands for all products. ``rules`` is its
    JSON logic, empty for none. ``moments`` are the dates of the event, or of the date of a
    series, that the rules speak of: ``date_from``, ``date_to``, ``date_admission``.
    ``is_gone`` tells that the ticket system has the list no more.
    """

    source: str
    list_id: int
    items: frozenset[int] | None = None
    subevent: int | None = None
    takes_pending: bool = False
    matches_add_ons: bool = False
    allows_many: bool = False
    allows_after_exit: bool = False
    rules: Mapping[str, Any] = field(default_factory=dict)
    moments: Mapping[str, datetime] = field(default_factory=dict)
    gates: Sequence[int] = ()
    is_gone: bool = False
