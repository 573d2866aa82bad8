"""Following a journal gives, after every portion, what counting all of it anew gives."""

from collections import defaultdict
from itertools import chain
from random import Random

import pytest

from app.admission.bearings import take_bearings
from app.admission.fold import fold
from app.admission.planning import plan
from app.clock import to_instant
from app.model.entry import Kind
from app.reports.doings import Doings
from app.reports.figures import figures
from app.reports.following import Following
from tests.app.journals import NOON_MS, Pen

MOVES = [Kind.REGISTERED, Kind.ARRIVED, Kind.ARRIVED, Kind.DEPARTED, Kind.ANNULLED]
NOW = to_instant(NOON_MS + 3_600_000)


def anew(entries):
    """Return the numbers of all *entries*, counted from nothing."""
    bearings = take_bearings(entries)
    programme = plan(entries, bearings)
    if programme is None:
        return None
    people = defaultdict(list)
    for entry in entries:
        if entry.registration:
            people[entry.registration].append(entry)
    folded = [fold(key, some, bearings) for key, some in people.items()]
    doings = Doings(bearings)
    doings.take(entries)
    return figures(programme, [one for one in folded if one], doings=doings, now=NOW)


def a_day(seed):
    """Return what three stations wrote, wrong clocks, second thoughts and a revocation among it."""
    random = Random(seed)  # noqa: S311 - a day that can be told again
    pens = [Pen(name) for name in "abc"]
    pens[0].plan_event()
    pens[0].plan_session("forum", kind="workshop", capacity=2)
    for _ in range(120):
        _write(random, random.choice(pens), pens)
    pens[1].write(Kind.REVOKED, None, payload={"station": "c", "name": "C", "last_seq": 9})
    return list(chain.from_iterable(one.entries for one in pens))


def _write(random, pen, pens):
    guest, session = f"r{random.randrange(12)}", random.choice([None, "forum"])
    kind = random.choice([*MOVES * 3, *Kind])
    payload = {
        Kind.COUNTED: {"number": 3},
        Kind.REFUSED: {"reason": "full"},
        Kind.SUBSTITUTED: {"by": "r1"},
        Kind.AMENDED: {"fields": {"country": random.choice("AB")}, "by": "desk"},
        Kind.CLOCK: {
            "boot": "boot",
            "offset_ms": NOON_MS + random.randrange(600_000),
            "rtt_ms": random.randrange(900),
        },
    }
    if kind == Kind.REGISTERED:
        seats = {"forum": random.choice(["booked", "waiting"])}
        pen.register(guest, bookings=seats, name="Ana", category=random.choice("AB"))
    elif kind == Kind.PROGRAMME:
        pen.plan_session("door", kind=random.choice(["entrance", "talk"]))
    elif kind == Kind.ANNULLED:
        entry = random.choice([one for some in pens for one in some.entries])
        pen.write(kind, entry.registration, ref=entry.id)
    elif kind not in {Kind.REVOKED, Kind.RESOLVED}:
        pen.write(kind, guest, session=session, payload=payload.get(kind, {}))


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_any_portions_come_to_the_same(seed):
    entries = a_day(seed)
    Random(seed).shuffle(entries)  # noqa: S311 - an order that can be told again
    following, taken = Following(), []
    while len(taken) < len(entries):
        portion = entries[len(taken) : len(taken) + 7]
        taken += portion
        following.take([*portion, taken[0]])

        assert following.figures(NOW) == anew(taken)


def test_nothing_is_known_before_the_event_is():
    pen = Pen()
    pen.register()
    following = Following()
    following.take(pen.entries)

    assert following.figures(NOW) is None
    pen.plan_event()
    following.take(pen.entries[1:])
    assert following.figures(NOW).registered == 1
