"""How long people wait at a number of desks: Erlang's second formula (C), M/M/c.

Guests come one after the other by chance, each takes the same time on average, and whoever is
first in the one queue goes to the next free desk.
"""

from math import ceil, exp

SHORT_WAIT_S = 60.0
ENOUGH = 0.95
"""So many of the guests shall wait less than `SHORT_WAIT_S`."""

MOST_DESKS = 200


def waiting_probability(desks: int, load: float) -> float:
    """Return the probability that a guest has to wait at all.

    Args:
        desks: How many there are.
        load: Guests per second times seconds per guest, in Erlang.

    Returns:
        1.0 where the desks cannot keep up.
    """
    if load <= 0:
        return 0.0
    if desks <= load:
        return 1.0
    blocked = 1.0
    for number in range(1, desks + 1):
        blocked = load * blocked / (number + load * blocked)
    return desks * blocked / (desks - load * (1 - blocked))


def mean_wait_s(desks: int, per_s: float, service_s: float) -> float | None:
    """Return the mean wait in seconds, None where the queue only grows."""
    load = per_s * service_s
    if load <= 0:
        return 0.0
    if desks <= load:
        return None
    return waiting_probability(desks, load) * service_s / (desks - load)


def share_within(desks: int, per_s: float, service_s: float, limit_s: float) -> float:
    """Return the share of guests who wait less than *limit_s* seconds."""
    load = per_s * service_s
    if load <= 0:
        return 1.0
    if desks <= load:
        return 0.0
    late = waiting_probability(desks, load) * exp(-(desks - load) * limit_s / service_s)
    return 1.0 - late


def advised_desks(per_s: float, service_s: float) -> int:
    """Return the fewest desks at which 95 of 100 guests wait less than a minute; 0 for none."""
    load = per_s * service_s
    if load <= 0:
        return 0
    first = min(max(1, ceil(load)), MOST_DESKS)
    enough = (
        desks
        for desks in range(first, MOST_DESKS)
        if share_within(desks, per_s, service_s, SHORT_WAIT_S) >= ENOUGH
    )
    return next(enough, MOST_DESKS)
