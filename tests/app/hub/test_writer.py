"""The one writer: one commit for many, one sender's fault stays his, outages are told once."""

import asyncio

import pytest

from app.errors import NotRecordedError
from app.hub.answers import Answers
from app.hub.hub_time import HubTime
from app.hub.intake import RefusedError
from app.hub.outages import Outages
from app.hub.writer import Writer
from app.ports.hub import HubStation
from app.sync import wire
from tests.app.journals import Pen


def push(store, entries):
    return wire.PushRequest(epoch=store.epoch(), station=entries[0].station, entries=entries)


def chain(station, length=3):
    pen = Pen(station)
    for number in range(length):
        pen.register(f"{station}-r{number}")
    return pen.entries


class Rings:
    def __init__(self):
        self.positions = []
        self.outages = []


@pytest.fixture
def rings():
    return Rings()


@pytest.fixture
def submit_rounds(store, clock, rings):
    """Push several batches at once, round after round; return what becomes of each."""

    def submit_all(*rounds, group=500):
        async def main():
            writer = Writer(
                Answers(store, HubTime(clock)),
                rings.positions.append,
                Outages(rings.outages.append),
                group,
            )
            running = asyncio.create_task(writer.run())
            try:
                return [
                    await asyncio.gather(
                        *(writer.submit(reader_of(one)) for one in pushes),
                        return_exceptions=True,
                    )
                    for pushes in rounds
                ]
            finally:
                running.cancel()
                await asyncio.wait([running])

        return asyncio.run(main())

    return submit_all


def reader_of(pushed):
    """Return what reads a push: given as it is, or what to call."""
    if callable(pushed):
        return pushed
    name = pushed.station
    carrier = HubStation(id=name, name=name, public_key="", joined_ms=1)
    return lambda: (carrier, pushed)


def positions(store):
    return [position for position, _ in store.entries()]


def test_many_stations_share_one_commit(submit_rounds, store, rings):
    submit_rounds([push(store, chain(f"s{number}")) for number in range(100)])

    assert rings.positions == [300]
    assert positions(store) == list(range(1, 301))


def test_a_group_may_be_a_single_push(submit_rounds, store, rings):
    submit_rounds([push(store, chain(f"s{number}")) for number in range(4)], group=1)

    assert rings.positions == [3, 6, 9, 12]


def test_a_refusal_reaches_its_sender_only(submit_rounds, store):
    other = Pen("a")
    other.write("arrived", id="other")
    first, forked, third = submit_rounds(
        [push(store, chain("a")), push(store, other.entries), push(store, chain("b"))]
    )[0]

    assert isinstance(forked, RefusedError)
    assert (first.acked, third.acked) == (3, 3)


def test_a_push_continues_the_one_before(submit_rounds, store):
    entries = chain("a", 6)
    rounds = submit_rounds(
        [push(store, entries[:3])], [push(store, entries[3:])], [push(store, entries)]
    )

    assert [one.acked for (one,) in rounds] == [3, 6, 6]
    assert len(positions(store)) == 6


class Picky:
    """A hub whose database refuses one station's entries, as a damaged page of it would."""

    end = 0

    def __init__(self):
        self.groups = []

    def push_group(self, pushes):
        self.groups.append([request.station for _, request in pushes])
        if any(request.station == "bad" for _, request in pushes):
            sentence = "damaged"
            raise NotRecordedError(sentence)
        return [wire.PushReply(epoch="e", acked=1, now_ms=1) for _ in pushes]

    def keep_sightings(self):
        """Nobody was here."""

    def close(self):
        """It has no connection."""


def test_a_push_that_no_database_takes_does_not_hold_up_the_others(rings):
    async def main():
        picky = Picky()
        told = Outages(rings.outages.append)
        writer = Writer(picky, rings.positions.append, told)
        running = asyncio.create_task(writer.run())
        names = ["s1", "bad", "s2"]
        requests = [wire.PushRequest(epoch="e", station=name, entries=[]) for name in names]
        rounds = [
            await asyncio.gather(
                *(writer.submit(reader_of(one)) for one in requests), return_exceptions=True
            )
            for _ in range(2)
        ]
        running.cancel()
        await asyncio.wait([running])
        return rounds

    first, second = asyncio.run(main())

    assert all(isinstance(outcome, NotRecordedError) for outcome in first)
    assert [isinstance(outcome, NotRecordedError) for outcome in second] == [False, True, False]
    told = [None if error is None else error.sentence for error in rings.outages]
    assert told == ["damaged", None, "damaged", None]


def test_a_push_that_cannot_be_read_fails_alone(submit_rounds, store, rings):
    """Its sender hears why; neither the others nor the writer's health are touched."""

    def unreadable():
        sentence = "torn"
        raise wire.WireError(sentence)

    good = push(store, chain("s1"))
    ((torn, taken, also_torn),) = submit_rounds([unreadable, good, unreadable])

    assert [str(torn), str(also_torn)] == ["torn", "torn"]
    assert taken.acked == len(good.entries)
    assert rings.outages == []
    (alone,), _ = submit_rounds([unreadable], [])
    assert isinstance(alone, wire.WireError)
