"""One movement that is told twice: by the station that made it, and by the ticket system.

Stations of one event may each be paired with pretix and also share a hub or the network of the
hall. Then a movement comes as an entry of its station, and as a check-in that another station
heard of at pretix. Whatever comes first, it is one movement.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from app.model.standing import Movement

SAME = timedelta(milliseconds=5)
CLOSE = timedelta(seconds=1)
"""Clocks that were compared with pretix only are right to half a second."""


def without_echoes(movements: Sequence[Movement], heard: Mapping[str, str]) -> list[Movement]:
    """Return *movements* without those that only repeat another one.

    Args:
        movements: Of one registration.
        heard: By entry of what was heard at the ticket system, the station that heard it.
    """
    if not heard:
        return list(movements)
    own = {one.entry: one for one in movements if one.entry not in heard}
    echoes = set()
    for one in sorted(movements, key=lambda move: (move.at, move.entry)):
        source = None
        if one.entry in heard:
            source = source_of(one, own.values(), heard[one.entry])
        if source is not None:
            del own[source.entry]
            echoes.add(one.entry)
    return [one for one in movements if one.entry not in echoes]


def source_of(heard: Movement, movements: Iterable[Movement], hearer: str) -> Movement | None:
    """Return which of *movements* pretix speaks of, None where it is none of them.

    Args:
        heard: A movement as pretix tells it.
        movements: What stations of this event recorded of the same registration.
        hearer: The station that heard of it, which knew its own movements to the millisecond.
    """
    alike = (
        one
        for one in movements
        if one.direction is heard.direction and one.session in (heard.session, None)
    )
    near = [
        one for one in alike if abs(one.at - heard.at) <= (SAME if one.station == hearer else CLOSE)
    ]
    return min(near, key=lambda one: (abs(one.at - heard.at), one.entry), default=None)
