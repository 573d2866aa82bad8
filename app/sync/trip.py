"""How long an answer took, and what that tells about this machine's clock."""

from dataclasses import dataclass

from app.clock import ClockReading
from app.ports.link import ClockSample, HubLink
from app.ports.pretix import PretixLink

LONGEST_MS = 2_000
"""A slower answer says too little about the time at which it was given."""

GOOD_MS = 20
"""A comparison that is right to 10 ms need not get better."""


@dataclass(frozen=True, slots=True)
class Trip:
    """When a question left and when its answer was here."""

    sent: ClockReading
    received: ClockReading


def sample_of(link: HubLink | PretixLink, told: tuple[int, int], trip: Trip) -> ClockSample | None:
    """Return what a trip tells about the clock; None when that is nothing new.

    The first of a boot is kept, later ones when they are twice as exact or better.

    Args:
        link: Holds the best sample so far.
        told: Unix time at the hub when it answered, and how far that may be wrong, in ms.
        trip: When this machine asked and heard.
    """
    boot = trip.received.boot
    rtt_ms = trip.received.mono_ms - trip.sent.mono_ms
    if trip.sent.boot != boot or not 0 <= rtt_ms < LONGEST_MS:
        return None
    (hub_ms, doubt_ms), best_ms = told, link.sample_rtt_ms
    unsure_ms = rtt_ms + 2 * doubt_ms
    if link.sample_boot == boot and (best_ms <= GOOD_MS or 2 * unsure_ms > best_ms):
        return None
    offset_ms = hub_ms - (trip.sent.mono_ms + trip.received.mono_ms) // 2
    return ClockSample(boot=boot, offset_ms=offset_ms, rtt_ms=unsure_ms)
