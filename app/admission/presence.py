"""How long somebody was in a session, by the scans at its door.

===  ======================================  ====================================================
 1   nothing                                 0
 2   in, out                                 between them
 3   in, out, in, out                        the sum of both stays
 4   in before the start                     from the start
 5   out after the end                       until the end
 6   in, nothing more; it is over            until the end
 7   in, nothing more; it goes on            until now
 8   in, in (two doors), out                 from the first in
 9   in, out, out                            until the first out
10   out without an in                       0: nobody saw them come
11   in and out before the start             0
12   in after the end                        0
===  ======================================  ====================================================

A session without a time counts from in to out; one without an end lasts as long as the event.
Begun minutes do not count.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.model.programme import Event, Session
from app.model.standing import Direction, Standing

_MINUTE = timedelta(minutes=1)
_PERCENT = 100


def presence_min(standing: Standing, session: Session, event: Event, now: datetime) -> int:
    """Return the whole minutes that a person was in *session* until *now*."""
    starts, ends = session.starts, min(now, session.ends or event.ends)
    total = timedelta()
    for came, left in _stays(standing, session.id, ends):
        begun = came if starts is None else max(came, starts)
        total += max(timedelta(), min(left, ends) - begun)
    return total // _MINUTE


def is_enough(
    standing: Standing, session: Session, event: Event, now: datetime, *, percent: int
) -> bool:
    """Whether the presence suffices for a certificate: that part of the planned time.

    Of a session without beginning or end nobody can say how long it was; then coming is enough.
    """
    if session.starts is None or session.ends is None:
        return standing.first_arrival(session.id) is not None
    planned = (session.ends - session.starts) // _MINUTE
    present = presence_min(standing, session, event, now)
    return present > 0 and present * _PERCENT >= planned * percent


def _stays(
    standing: Standing, session: str, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield when the person came in and went out; who never went out stayed *until*."""
    came: datetime | None = None
    for movement in standing.movements:
        if movement.session != session:
            continue
        if movement.direction is Direction.IN:
            came = came or movement.at
        elif came is not None:
            yield came, movement.at
            came = None
    if came is not None:
        yield came, max(came, until)
