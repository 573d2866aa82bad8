"""How many people are inside now, and how much of that is not known for sure.

A station that was not heard of for a while may have let people in meanwhile: at most, by all
experience, as many as any station of this event ever booked in as long a time, and at least
what it said to have unsent. What it let out is reckoned the same way.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from app.clock import to_instant
from app.model.standing import Direction
from app.ports.hub import HubStation
from app.reports.account import Contact, Here, StationSight

FRESH_S = 60.0
"""A station that was in touch so lately, with everything sent, has told everything."""

Passages = Mapping[str, Sequence[tuple[datetime, Direction]]]
"""Movements at the entrances by station, earliest first."""


def here_now(
    value: int, contacts: Iterable[Contact], passages: Callable[[], Passages], now: datetime
) -> Here:
    """Return the head count with its bounds.

    Args:
        value: How many are inside by all that is known.
        contacts: The stations of the event; none means: this machine is alone and knows all.
        passages: Returns what each station booked at the entrances; asked only when it matters.
        now: Aware.
    """
    sights = tuple(_sight(contact, now) for contact in contacts)
    stale = [sight for sight in sights if not sight.is_fresh]
    booked = passages() if stale else {}
    came, left = (_moments(booked, direction) for direction in Direction)
    return Here(
        value=value,
        minimum=max(0, value - sum(_unknown(sight, left) for sight in stale)),
        maximum=value + sum(_unknown(sight, came, sight.unsent or 0) for sight in stale),
        stations=sights,
    )


def _sight(contact: Contact, now: datetime) -> StationSight:
    seen_s = None
    if contact.seen is not None:
        seen_s = max(0.0, (now - contact.seen).total_seconds())
    is_near = seen_s is not None and seen_s <= FRESH_S
    return StationSight(
        id=contact.id,
        name=contact.name,
        seen_s=seen_s,
        unsent=contact.unsent,
        is_fresh=is_near and not contact.unsent,
    )


def _moments(passages: Passages, direction: Direction) -> list[list[datetime]]:
    """Return the moments of *direction* of every station that has any."""
    found = ([at for at, way in steps if way is direction] for steps in passages.values())
    return [moments for moments in found if moments]


def _unknown(sight: StationSight, moments: Sequence[Sequence[datetime]], least: int = 0) -> int:
    """Return how many steps of one direction a station may have booked that nobody told."""
    if not moments:
        return least
    span = None if sight.seen_s is None else timedelta(seconds=sight.seen_s)
    return max(least, *(busiest(some, span) for some in moments))


def busiest(moments: Sequence[datetime], span: timedelta | None) -> int:
    """Return the most of sorted *moments* within any *span*; all of them without one."""
    if span is None:
        return len(moments)
    return max(
        (last + 1 - bisect_left(moments, at - span) for last, at in enumerate(moments)), default=0
    )


def contacts_of(stations: Iterable[HubStation]) -> tuple[Contact, ...]:
    """Return how well a hub knows its stations; those that were shut out count no more."""
    return tuple(
        Contact(
            id=station.id,
            name=station.name,
            seen=None if station.seen_ms is None else to_instant(station.seen_ms),
            unsent=station.unsent,
        )
        for station in stations
        if station.revoked_ms is None
    )
